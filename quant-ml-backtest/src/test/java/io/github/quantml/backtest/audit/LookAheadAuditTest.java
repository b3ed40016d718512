// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.ContextItem;
import io.github.quantml.api.Forecast;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.MarketContext;
import io.github.quantml.api.Model;
import io.github.quantml.api.ModelTrainer;
import io.github.quantml.api.Provenance;
import io.github.quantml.api.TrainingContext;
import io.github.quantml.api.TrainingData;
import io.github.quantml.backtest.BacktestEngine;
import io.github.quantml.backtest.Bars;
import io.github.quantml.backtest.BuyAndHold;
import io.github.quantml.backtest.Desk;
import io.github.quantml.backtest.EndOfRun;
import io.github.quantml.backtest.SmaCross;
import io.github.quantml.backtest.Strategy;
import io.github.quantml.backtest.order.Order;
import io.github.quantml.math.distribution.NormalReturns;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class LookAheadAuditTest {
  private static final BarSeries BARS = Bars.daily("TEST", 300, 21);
  private static final LookAheadAudit AUDIT = LookAheadAudit.of(AuditData.of(BARS));

  @ParameterizedTest
  @MethodSource("io.github.quantml.backtest.audit.PlantedLeaks#all")
  void a_planted_leak_is_caught_and_its_clean_twin_is_not(PlantedLeaks.Pair pair) {
    LookAheadAudit audit = LookAheadAudit.of(pair.data());
    AuditReport leak = audit.signal(pair.name(), pair.leak());
    assertThat(leak.clean()).as("the leak %s", pair.name()).isFalse();
    AuditReport clean = audit.signal(pair.name() + ", clean", pair.clean());
    assertThat(clean.violations()).isEmpty();
    assertThat(clean.comparisons()).isGreaterThan(1000);
  }

  @Test
  void the_twelfth_leak_a_fill_on_the_bar_of_the_signal_is_caught() {
    BacktestEngine honest = BacktestEngine.builder().build();
    BacktestEngine unsafe = BacktestEngine.builder().unsafeSameBarClose().build();
    AuditReport leak = AUDIT.strategy("cross", unsafe::run, d -> SmaCross.longShort(5, 20));
    assertThat(leak.clean()).isFalse();
    assertThat(leak.toString()).contains("cross looks ahead", "filled at", "not after it");
    AUDIT.strategy("cross", honest::run, d -> SmaCross.longShort(5, 20)).requireClean();
  }

  @Test
  void at_least_twelve_leaks_are_planted() {
    assertThat(PlantedLeaks.all().count() + 1).isGreaterThanOrEqualTo(12);
  }

  @ParameterizedTest
  @EnumSource(EndOfRun.class)
  void honest_strategies_are_clean_however_a_run_ends(EndOfRun end) {
    BacktestEngine engine = BacktestEngine.builder().endOfRun(end).build();
    AUDIT.strategy("hold", engine::run, d -> BuyAndHold.create()).requireClean();
    AUDIT.strategy("cross", engine::run, d -> SmaCross.longOnly(3, 9)).requireClean();
    AUDIT.strategy("stops", engine::run, d -> new Stops()).requireClean();
  }

  /** Buys with a limit below the close every tenth bar and leaves after three bars. */
  private static final class Stops implements Strategy {
    private int bars;

    @Override
    public void start(Desk desk) {
      bars = 0;
    }

    @Override
    public void onBar(Desk desk) {
      bars++;
      if (bars % 10 == 0) {
        desk.submit(0, Order.limit(10, desk.close(0) * 0.995));
      } else if (bars % 10 == 3) {
        desk.flatten(0);
      }
    }
  }

  @Test
  void a_strategy_that_reads_tomorrow_is_caught() {
    BacktestEngine engine = BacktestEngine.builder().build();
    AuditReport report =
        AUDIT.strategy("clairvoyant", engine::run, d -> new Clairvoyant(d.first()));
    assertThat(report.clean()).isFalse();
    assertThat(report.violations().get(0).subject()).isEqualTo("clairvoyant");
    assertThatThrownBy(report::requireClean)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("clairvoyant looks ahead");
  }

  /** Holds the bars it was given and looks one bar ahead in them. */
  private record Clairvoyant(BarSeries all) implements Strategy {
    @Override
    public void onBar(Desk desk) {
      int next = all.countUntil(desk.time());
      boolean up = next < all.size() && all.close(next) > desk.close(0);
      if (up) {
        desk.targetWeight(0, 0.5);
      } else {
        desk.flatten(0);
      }
    }
  }

  @Test
  void a_trainer_that_reads_beyond_its_data_is_caught_and_an_honest_one_is_not() {
    assertThat(AUDIT.model(new MeanTrainer(null), Horizon.ofBars(1)).clean()).isTrue();
    List<Double> peeked = new ArrayList<>();
    AuditReport report =
        AUDIT.observations(
            "peeking trainer",
            d -> {
              BarSeries all = d.first();
              DoubleSupplier last = () -> all.close(all.size() - 1);
              peeked.add(last.getAsDouble());
              return new ModelSubject(new MeanTrainer(last), Horizon.ofBars(1), AUDIT.data())
                  .apply(d);
            });
    assertThat(peeked).isNotEmpty();
    assertThat(report.clean()).isFalse();
    assertThat(report.violations().get(0).what()).contains("of the forecast");
  }

  /** Forecasts the mean return of its training data, or what a leak says. */
  private record MeanTrainer(DoubleSupplier leak) implements ModelTrainer {
    @Override
    public String name() {
      return "mean";
    }

    @Override
    public Set<ContextItem> uses() {
      return Set.of();
    }

    @Override
    public int minimumBars(Horizon horizon) {
      return 10;
    }

    @Override
    public Model train(TrainingData data, TrainingContext context) {
      BarSeries b = data.bars();
      double mean =
          leak == null
              ? (b.close(b.size() - 1) / b.close(0) - 1) / b.size()
              : leak.getAsDouble() / 1e4;
      return new Model() {
        @Override
        public String name() {
          return "mean";
        }

        @Override
        public Horizon horizon() {
          return data.horizon();
        }

        @Override
        public int warmUp() {
          return 1;
        }

        @Override
        public Forecast predict(BarSeries recent, MarketContext now) {
          return Forecast.Distribution.of(NormalReturns.of(mean, 0.01));
        }

        @Override
        public Provenance provenance() {
          throw new UnsupportedOperationException("not asked for");
        }
      };
    }
  }

  @Test
  void code_that_breaks_without_a_future_is_reported() {
    AuditReport report =
        AUDIT.feature(
            "needs all",
            b -> {
              if (b.size() != BARS.size()) {
                throw new IllegalStateException("not all bars");
              }
              return new double[b.size()];
            });
    assertThat(report.clean()).isFalse();
    assertThat(report.violations().get(0).toString()).contains("not all bars");
  }

  @Test
  void cuts_and_tolerance_are_the_callers_and_the_same_seed_gives_the_same_report() {
    AuditReport a = AUDIT.withCuts(3).feature("close", BarSeries::toCloses);
    assertThat(a.cuts()).isEqualTo(3);
    assertThat(a.clean()).isTrue();
    AuditReport leak = AUDIT.withSeed(5).feature("leak", LookAheadAuditTest::nextClose);
    assertThat(AUDIT.withSeed(5).feature("leak", LookAheadAuditTest::nextClose)).isEqualTo(leak);
    assertThat(AUDIT.withTolerance(1e9).feature("leak", LookAheadAuditTest::zeroEnded).clean())
        .isTrue();
    assertThat(AUDIT.withTolerance(0).feature("leak", LookAheadAuditTest::zeroEnded).clean())
        .isFalse();
    assertThatThrownBy(() -> AUDIT.withCuts(0)).hasMessage("cuts: must be at least 1, got 0");
    assertThatThrownBy(() -> AUDIT.feature("short", b -> new double[3]))
        .hasMessageContaining("short: must give one value per bar, got 3 for 300 bars");
    assertThatThrownBy(() -> LookAheadAudit.of(AuditData.of(BARS.window(0, 29))))
        .isInstanceOf(InsufficientDataException.class);
  }

  private static double[] nextClose(BarSeries b) {
    double[] out = new double[b.size()];
    for (int i = 0; i < out.length; i++) {
      out[i] = i + 1 < out.length ? b.close(i + 1) : Double.NaN;
    }
    return out;
  }

  private static double[] zeroEnded(BarSeries b) {
    double[] out = nextClose(b);
    out[out.length - 1] = 0;
    return out;
  }
}
