// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks;

import io.github.quantml.benchmarks.backtest.BacktestComparisons;
import io.github.quantml.benchmarks.cyclical.CyclicalComparisons;
import io.github.quantml.benchmarks.deep.DeepComparisons;
import io.github.quantml.benchmarks.ensemble.EnsembleComparisons;
import io.github.quantml.benchmarks.factors.FactorComparisons;
import io.github.quantml.benchmarks.features.FeatureComparisons;
import io.github.quantml.benchmarks.gemm.GemmComparisons;
import io.github.quantml.benchmarks.mlflow.MlflowComparisons;
import io.github.quantml.benchmarks.network.NetworkComparisons;
import io.github.quantml.benchmarks.ols.OlsComparisons;
import io.github.quantml.benchmarks.options.OptionsComparisons;
import io.github.quantml.benchmarks.rolling.RollingComparisons;
import io.github.quantml.benchmarks.sentiment.SentimentComparisons;
import io.github.quantml.benchmarks.stats.StatsComparisons;
import io.github.quantml.benchmarks.tuner.TunerComparisons;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * All comparisons, in the order of the table. A workload is one package with a list of its own and
 * one line here; the lines are in alphabetical order.
 */
final class Workloads {
  private static final List<Supplier<Comparison>> ALL =
      Stream.of(
              BacktestComparisons.all(),
              CyclicalComparisons.all(),
              DeepComparisons.all(),
              EnsembleComparisons.all(),
              FeatureComparisons.all(),
              FactorComparisons.all(),
              GemmComparisons.all(),
              NetworkComparisons.all(),
              MlflowComparisons.all(),
              OlsComparisons.all(),
              OptionsComparisons.all(),
              RollingComparisons.all(),
              SentimentComparisons.all(),
              StatsComparisons.all(),
              TunerComparisons.all())
          .flatMap(Collection::stream)
          .toList();

  private Workloads() {}

  /** The names of all workloads, in order. */
  static List<String> names() {
    return ALL.stream().map(made -> made.get().workload()).distinct().toList();
  }

  /** All cases of some workloads, in order. */
  static List<Case> cases(List<String> workloads) {
    return ALL.stream()
        .filter(made -> workloads.contains(made.get().workload()))
        .flatMap(made -> Case.allOf(made).stream())
        .toList();
  }
}
