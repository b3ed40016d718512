// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples.cli;

import io.github.quantml.api.BarSeries;
import io.github.quantml.cyclical.anomaly.Anomaly;
import io.github.quantml.cyclical.anomaly.AnomalyConfig;
import io.github.quantml.cyclical.anomaly.AnomalyDetector;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says which bars do not belong. */
@Command(
    name = "anomalies",
    description = {
      "Finds prices, gaps, volumes, ranges and shapes that do not belong, each as it could be seen",
      "when its bar closed."
    },
    footer = {
      "",
      "Exit codes: 0 looked, whatever was found; 1 failed, 2 wrong use.",
      "",
      "Examples:",
      "  samples/run quantml ml anomalies",
      "  samples/run quantml ml anomalies --symbol AAPL --last 60 --per-thousand 5",
      "  samples/run quantml ml anomalies --symbol X --data ~/bars --json"
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class AnomaliesCommand implements Callable<Integer> {
  @Mixin private BarOptions bars = new BarOptions();

  @Option(
      names = "--last",
      defaultValue = "250",
      description =
          "How many of the newest bars are reported on; all before them are learned from. Default:"
              + " ${DEFAULT-VALUE}.")
  private int last = 250;

  @Option(
      names = "--per-thousand",
      defaultValue = "1",
      description =
          "Accepted false alarms of each method per thousand bars; default: ${DEFAULT-VALUE}.")
  private double perThousand = 1;

  @Mixin private OutputOptions output = new OutputOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    if (last < 1) {
      throw new IllegalArgumentException("--last: must be at least 1, got " + last);
    }
    AnomalyDetector detector =
        AnomalyDetector.of(AnomalyConfig.defaults().withPerThousand(perThousand));
    BarSeries series = bars.load();
    int first = Math.max(0, series.size() - last);
    List<Anomaly> found = detector.detect(series).stream().filter(a -> a.index() >= first).toList();
    Table table = Table.of("time", "kind", "method", "score", "level", "what");
    for (Anomaly a : found) {
      table.row(
          a.time(),
          OutputOptions.lower(a.kind()),
          OutputOptions.lower(a.method()),
          String.format(Locale.ROOT, "%.2f", a.score()),
          String.format(Locale.ROOT, "%.2f", a.threshold()),
          a.text());
    }
    String head =
        String.format(
            Locale.ROOT,
            "%s: %d anomalies in the last %d of %d bars, to %s%n",
            series.symbol(),
            found.size(),
            series.size() - first,
            series.size(),
            series.time(series.size() - 1));
    output.print(
        Objects.requireNonNull(spec).commandLine().getOut(),
        head + (found.isEmpty() ? "" : table),
        JsonText.object(
            "symbol",
            series.symbol(),
            "from",
            series.time(first),
            "to",
            series.time(series.size() - 1),
            "bars",
            series.size() - first,
            "anomalies",
            found));
    return 0;
  }
}
