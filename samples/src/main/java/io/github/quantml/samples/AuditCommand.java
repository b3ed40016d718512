// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.ModelTrainer;
import io.github.quantml.backtest.BacktestEngine;
import io.github.quantml.backtest.BuyAndHold;
import io.github.quantml.backtest.SmaCross;
import io.github.quantml.backtest.audit.AuditData;
import io.github.quantml.backtest.audit.AuditReport;
import io.github.quantml.backtest.audit.LookAheadAudit;
import io.github.quantml.cyclical.RegimeTrainer;
import io.github.quantml.ensemble.RandomWalkTrainer;
import io.github.quantml.ensemble.VolatilityConfig;
import io.github.quantml.ensemble.VolatilityTrainer;
import io.github.quantml.math.rolling.Rolling;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Looks for look-ahead in strategies, features and models, and shows how a leak is caught. */
@Command(
    name = "audit",
    description = "Audits strategies, features and models for look-ahead on real bars.",
    mixinStandardHelpOptions = true)
final class AuditCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  /**
   * Audits.
   *
   * @return 0 when the honest code is clean and the planted leaks are caught, else 1
   */
  @Override
  public Integer call() {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    BarSeries bars = SampleData.apple();
    LookAheadAudit audit = LookAheadAudit.of(AuditData.of(bars));
    BacktestEngine engine = BacktestEngine.builder().build();
    BacktestEngine unsafe = BacktestEngine.builder().unsafeSameBarClose().build();
    List<AuditReport> honest = new ArrayList<>();
    List<AuditReport> planted = new ArrayList<>();
    try (ConsoleProgress progress = new ConsoleProgress("audit")) {
      List<ModelTrainer> models =
          List.of(
              RandomWalkTrainer.create(),
              VolatilityTrainer.of(VolatilityConfig.defaults()),
              RegimeTrainer.withDefaults());
      int total = 6 + models.size();
      honest.add(audit.feature("momentum of 10 bars", b -> momentum(b, 0)));
      progress.update("features", 1, total);
      honest.add(audit.feature("mean of 20 bars", b -> Rolling.of(20).mean(b.toCloses())));
      progress.update("features", 2, total);
      honest.add(audit.strategy("SMA 5/20", engine::run, d -> SmaCross.longShort(5, 20)));
      progress.update("strategies", 3, total);
      honest.add(audit.strategy("buy and hold", engine::run, d -> BuyAndHold.create()));
      progress.update("strategies", 4, total);
      for (int i = 0; i < models.size(); i++) {
        honest.add(audit.model(models.get(i), Horizon.ofBars(5)));
        progress.update("models", 5 + i, total);
      }
      planted.add(audit.feature("momentum shifted into the future", b -> momentum(b, 10)));
      progress.update("planted leaks", total - 1, total);
      planted.add(
          audit.strategy(
              "SMA 5/20 filled at its own close", unsafe::run, d -> SmaCross.longShort(5, 20)));
      progress.update("planted leaks", total, total);
    }
    honest.forEach(out::println);
    out.println();
    out.println("Planted on purpose:");
    planted.forEach(r -> out.println(first(r)));
    out.flush();
    boolean right =
        honest.stream().allMatch(AuditReport::clean)
            && planted.stream().noneMatch(AuditReport::clean);
    return right ? 0 : 1;
  }

  /** What was found first, which is enough to see what happened. */
  private static String first(AuditReport report) {
    return report.toString().lines().limit(2).collect(Collectors.joining("\n"));
  }

  /** close / close ten bars before, known {@code early} bars too early. */
  private static double[] momentum(BarSeries bars, int early) {
    double[] out = new double[bars.size()];
    Arrays.fill(out, Double.NaN);
    for (int i = 10; i < bars.size(); i++) {
      out[i - early] = bars.close(i) / bars.close(i - 10) - 1;
    }
    return out;
  }
}
