// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples.cli;

import io.github.quantml.samples.cli.Doctor.Finding;
import io.github.quantml.samples.cli.Doctor.State;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Looks whether everything is there that the commands need. */
@Command(
    name = "doctor",
    description = {
      "Checks Java, settings, native libraries, GPU, MLflow, directories, registry, memory and disk,",
      "and says what to do about each. Creates the experiment quant-ml where there is a server."
    },
    footer = {
      "",
      "Exit codes: 0 all that is needed works, 1 something needed does not, 2 wrong use.",
      "",
      "Examples:",
      "  samples/run quantml doctor",
      "  ML_MLFLOW_TRACKING_URI=http://127.0.0.1:5000 samples/run quantml doctor --json"
    },
    mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
  @Mixin private OutputOptions output = new OutputOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    List<Finding> found = Doctor.examine();
    Table table = Table.of("", "check", "found");
    StringBuilder advice = new StringBuilder();
    for (Finding f : found) {
      table.row(f.state(), f.check(), f.found());
      if (!f.advice().isEmpty()) {
        advice.append(f.check()).append(": ").append(f.advice()).append(System.lineSeparator());
      }
    }
    boolean broken = found.stream().anyMatch(f -> f.state() == State.BROKEN);
    output.print(
        out,
        table
            + (advice.isEmpty()
                ? ""
                : System.lineSeparator() + "What to do:\n" + advice.toString().indent(2)),
        JsonText.object("healthy", !broken, "checks", found));
    return broken ? 1 : 0;
  }
}
