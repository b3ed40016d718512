// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks;

import io.github.quantml.benchmarks.gemm.Covariance;
import io.github.quantml.benchmarks.gemm.MatrixProduct;
import io.github.quantml.benchmarks.gemm.PositiveDefiniteSolve;
import io.github.quantml.benchmarks.gemm.SymmetricEigenvectors;
import io.github.quantml.benchmarks.ols.OlsFit;
import io.github.quantml.benchmarks.ols.RollingHac;
import io.github.quantml.benchmarks.ols.RollingRegression;
import io.github.quantml.benchmarks.rolling.ExponentialMean;
import io.github.quantml.benchmarks.rolling.RollingCorrelation;
import io.github.quantml.benchmarks.rolling.RollingKurtosis;
import io.github.quantml.benchmarks.rolling.RollingMax;
import io.github.quantml.benchmarks.rolling.RollingMean;
import io.github.quantml.benchmarks.rolling.RollingMedian;
import io.github.quantml.benchmarks.rolling.RollingSkewness;
import io.github.quantml.benchmarks.rolling.RollingSlope;
import io.github.quantml.benchmarks.rolling.RollingStd;
import io.github.quantml.benchmarks.rolling.WilderRsi;
import io.github.quantml.benchmarks.stats.DickeyFuller;
import io.github.quantml.benchmarks.stats.GarchFit;
import io.github.quantml.benchmarks.stats.LjungBoxStatistic;
import java.util.List;
import java.util.function.Supplier;

/** All comparisons, in the order of the table. A new one is added here. */
final class Workloads {
  private static final List<Supplier<Comparison>> ALL =
      List.of(
          RollingMean::new,
          RollingStd::new,
          RollingSkewness::new,
          RollingKurtosis::new,
          RollingMax::new,
          RollingMedian::new,
          RollingSlope::new,
          RollingCorrelation::new,
          ExponentialMean::new,
          WilderRsi::new,
          OlsFit::new,
          RollingRegression::new,
          RollingHac::new,
          MatrixProduct::new,
          PositiveDefiniteSolve::new,
          Covariance::new,
          SymmetricEigenvectors::new,
          DickeyFuller::new,
          LjungBoxStatistic::new,
          GarchFit::new);

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
