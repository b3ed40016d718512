// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples.cli;

import io.github.quantml.api.QuantMlSettings;
import io.github.quantml.mlflow.JournalledRun;
import io.github.quantml.mlflow.MLFlowTracker;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows the runs whose journals are here. */
@Command(
    name = "runs",
    description = "Shows the runs whose journals are in ML_MLFLOW_JOURNAL_DIR.",
    mixinStandardHelpOptions = true)
final class RunsCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    MLFlowTracker tracker = MLFlowTracker.fromSettings(QuantMlSettings.load());
    List<JournalledRun> runs = tracker.journalled();
    for (JournalledRun run : runs) {
      out.printf("%s  %s  %s / %s%n", run.id(), run.status(), run.experiment(), run.name());
      run.params().forEach((k, v) -> out.printf("  %s = %s%n", k, v));
      run.metrics()
          .forEach(
              (k, points) ->
                  out.printf(
                      "  %s: %d points, last %s%n",
                      k, points.size(), points.get(points.size() - 1).value()));
      run.artifacts().forEach((path, file) -> out.printf("  %s: %s%n", path, file));
    }
    out.println(runs.size() + " runs in " + tracker.config().journalDirectory());
    out.flush();
    return 0;
  }
}
