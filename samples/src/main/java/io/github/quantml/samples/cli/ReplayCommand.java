// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples.cli;

import io.github.quantml.api.QuantMlSettings;
import io.github.quantml.mlflow.MLFlowTracker;
import io.github.quantml.mlflow.ReplayResult;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Brings journals that were left behind to the server; exit status 1 when some still wait. */
@Command(
    name = "replay",
    description = "Brings the journals in ML_MLFLOW_JOURNAL_DIR to the server.",
    mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    List<ReplayResult> results = MLFlowTracker.fromSettings(QuantMlSettings.load()).replay();
    for (ReplayResult r : results) {
      out.printf("%s: %s %s %s%n", r.journal(), r.state(), r.runIds(), r.error());
      r.refused().forEach(why -> out.println("  refused: " + why));
    }
    out.println(results.size() + " journals");
    out.flush();
    return results.stream().anyMatch(r -> r.state() == ReplayResult.State.PENDING) ? 1 : 0;
  }
}
