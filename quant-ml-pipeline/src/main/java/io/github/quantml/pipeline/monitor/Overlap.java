// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.monitor;

import io.github.quantml.math.Sums;
import io.github.quantml.math.distribution.StandardNormal;
import io.github.quantml.math.distribution.StudentT;
import io.github.quantml.math.stats.LongRunVariance;
import java.time.Instant;
import java.util.List;

/**
 * How much predictions whose horizons overlap tell: forecasts of the next 30 bars that are made at
 * every bar share most of their outcome with their neighbours.
 *
 * <p>The long-run variance V of a loss has Bartlett weights up to twice the number of predictions
 * that a horizon covers, which keeps nine tenths of the covariance that overlap makes; n values
 * then count as m = n·γ(0)/V independent ones, at most n and at least as many as there are horizons
 * one after the other.
 */
final class Overlap {
  private final int lag;
  private final int apart;

  private Overlap(int lag, int apart) {
    this.lag = lag;
    this.apart = apart;
  }

  /** The overlap of predictions in the order of their times. */
  static Overlap of(List<ScoredPrediction> scored) {
    int most = 0;
    int apart = 0;
    int end = 0;
    Instant free = Instant.MIN;
    for (int i = 0; i < scored.size(); i++) {
      ScoredPrediction s = scored.get(i);
      while (end < scored.size()
          && (end <= i || scored.get(end).prediction().asOf().isBefore(s.due()))) {
        end++;
      }
      most = Math.max(most, end - i - 1);
      if (!s.prediction().asOf().isBefore(free)) {
        apart++;
        free = s.due();
      }
    }
    return new Overlap(most, apart);
  }

  /** Predictions that a horizon covers beside its own. */
  int lag() {
    return lag;
  }

  /** Independent values that {@code x} counts as. */
  double effective(double[] x) {
    int n = x.length;
    if (lag == 0 || n < 3) {
      return n;
    }
    double variance = Sums.squaredDeviations(x) / x.length;
    if (!(variance > 0)) {
      return apart;
    }
    double longRun = LongRunVariance.bartlett(x, Math.min(2 * lag, n - 1));
    double effective = longRun > 0 ? n * variance / longRun : n;
    return Math.max(Math.min(apart, n), Math.min(n, effective));
  }

  /** Standard error of the mean of {@code x}. */
  double standardError(double[] x) {
    double m = effective(x);
    return m > 1
        ? Math.sqrt(Sums.squaredDeviations(x) / x.length / (m - 1))
        : Double.POSITIVE_INFINITY;
  }

  /**
   * P-value against a mean above {@code value}: small when the mean of {@code x} is larger; 1 when
   * nothing can be said.
   */
  double pAbove(double[] x, double value) {
    double m = effective(x);
    double error = standardError(x);
    double difference = Sums.mean(x) - value;
    if (!(m > 2) || !(error > 0) || error == Double.POSITIVE_INFINITY) {
      return 1;
    }
    return StudentT.of(m - 1).survival(difference / error);
  }

  /**
   * Bounds of a share at confidence 95 % (Wilson 1927), with the independent values that the hits
   * count as.
   */
  double[] bounds(double[] hits) {
    double p = Sums.mean(hits);
    double m = effective(hits);
    double z = StandardNormal.quantile(0.975);
    double centre = (p + z * z / (2 * m)) / (1 + z * z / m);
    double half = z / (1 + z * z / m) * Math.sqrt(p * (1 - p) / m + z * z / (4 * m * m));
    return new double[] {Math.max(0, centre - half), Math.min(1, centre + half)};
  }

  /** Two-sided p-value that the share of hits is {@code level}, with the variance of that level. */
  double pShare(double[] hits, double level) {
    double m = effective(hits);
    double z = (Sums.mean(hits) - level) / Math.sqrt(level * (1 - level) / m);
    return Math.min(1, 2 * StandardNormal.survival(Math.abs(z)));
  }
}
