// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.BarSeriesBuilder;
import io.github.quantml.api.ContextItem;
import io.github.quantml.api.Forecast;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.MarketContext;
import io.github.quantml.api.Model;
import io.github.quantml.api.ModelTrainer;
import io.github.quantml.api.Provenance;
import io.github.quantml.api.ReturnDistribution;
import io.github.quantml.api.TrainingContext;
import io.github.quantml.api.TrainingData;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** The contract must pass an honest model and catch each way of cheating. */
class ModelContractTest {
  /** Uniform on [centre − 1, centre + 1]. */
  private record Uniform(double centre) implements ReturnDistribution {
    @Override
    public double mean() {
      return centre;
    }

    @Override
    public double stdDev() {
      return Math.sqrt(1.0 / 3);
    }

    @Override
    public double cdf(double r) {
      return Math.max(0, Math.min(1, (r - centre + 1) / 2));
    }

    @Override
    public double quantile(double p) {
      return centre - 1 + 2 * p;
    }

    @Override
    public double logDensity(double r) {
      return -Math.log(2);
    }
  }

  private record Toy(
      BiFunction<BarSeries, Integer, Double> rule, int trainedOn, Provenance provenance)
      implements Model {
    @Override
    public String name() {
      return "toy";
    }

    @Override
    public Horizon horizon() {
      return Horizon.ofBars(1);
    }

    @Override
    public int warmUp() {
      return 5;
    }

    @Override
    public Forecast predict(BarSeries recent, MarketContext context) {
      if (recent.size() < 5) {
        throw new InsufficientDataException("bars", 5, recent.size());
      }
      return Forecast.Distribution.of(new Uniform(rule.apply(recent, trainedOn)));
    }
  }

  private record ToyTrainer(BiFunction<BarSeries, Integer, Double> rule) implements ModelTrainer {
    @Override
    public String name() {
      return "toy";
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
      if (data.bars().size() < 10) {
        throw new InsufficientDataException("bars", 10, data.bars().size());
      }
      return new Toy(
          rule, data.bars().size(), Provenance.of("toy", data, context.seed(), Map.of()));
    }
  }

  private static BarSeries bars() {
    BarSeriesBuilder b = BarSeries.builder("X", Duration.ofDays(1));
    for (int i = 0; i < 60; i++) {
      double p = 100 + Math.abs(i % 7 - 3);
      b.add(Instant.EPOCH.plus(Duration.ofDays(i)), p, p, p, p, 1);
    }
    return b.build();
  }

  private static List<String> violations(BiFunction<BarSeries, Integer, Double> rule) {
    return ModelContract.of(new ToyTrainer(rule)).on(TrainingData.of(bars())).violations();
  }

  @Test
  void an_honest_model_passes() {
    assertThat(violations((bars, n) -> bars.close(bars.size() - 1) / 100 - 1)).isEmpty();
  }

  @Test
  void a_model_that_remembers_calls_is_caught() {
    AtomicInteger calls = new AtomicInteger();
    assertThat(violations((bars, n) -> calls.incrementAndGet() * 1e-3))
        .anyMatch(v -> v.contains("changes when later bars become"))
        .anyMatch(v -> v.contains("several threads"));
  }

  @Test
  void a_model_that_recognises_the_series_it_was_given_is_caught() {
    Set<Long> seen = new HashSet<>();
    assertThat(violations((bars, n) -> seen.add(bars.fingerprint() + bars.size()) ? 0.0 : 1.0))
        .isNotEmpty();
  }

  @Test
  void nonsense_is_caught() {
    assertThat(violations((bars, n) -> Double.NaN)).anyMatch(v -> v.contains("mean NaN"));
  }
}
