// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.MarketContext;
import io.github.quantml.api.Prediction;
import io.github.quantml.api.QuantMlSettings;
import io.github.quantml.api.Setting;
import io.github.quantml.api.TrainingData;
import io.github.quantml.ensemble.MultiModelEnsemble;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What one answer of a trained ensemble of all members costs, on 500 daily bars and one thread. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class PredictBenchmark {
  private static final int BARS = 500;

  private BarSeries bars = SyntheticBars.of(BARS, 1);
  private MultiModelEnsemble uncached = train("0");
  private MultiModelEnsemble cached = train("300");

  /** Bench states are made by JMH. */
  public PredictBenchmark() {}

  private MultiModelEnsemble train(String cacheSeconds) {
    return MultiModelEnsemble.trainer()
        .settings(QuantMlSettings.defaults().with(Setting.ML_PREDICTION_CACHE_TTL, cacheSeconds))
        .horizon(Horizon.ofBars(5))
        // Named, because the training engine is on this class path and deep members with it.
        .members("random_walk", "volatility", "cyclical", "regime", "pattern", "seasonal")
        .train(TrainingData.of(bars));
  }

  /** Fills the cache. */
  @Setup
  public void ask() {
    cached.predict(bars, MarketContext.empty());
  }

  @Benchmark
  public Prediction predictUncached() {
    return uncached.predict(bars, MarketContext.empty());
  }

  @Benchmark
  public Prediction predictCached() {
    return cached.predict(bars, MarketContext.empty());
  }

  /** A fresh view of the same bars: its content has to be hashed before the cache can answer. */
  @Benchmark
  public Prediction predictCachedFreshView() {
    return cached.predict(bars.window(1, BARS), MarketContext.empty());
  }
}
