// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.anomaly;

import io.github.quantml.math.distribution.StandardNormal;
import io.github.quantml.math.distribution.StudentT;

/**
 * Robust z-score of volatility-standardised returns, causal.
 *
 * <p>u_t = (r_t − μ)/√h_t with h_t the variance expected of r_t; score |u_t − median|/(1.4826·MAD)
 * over the {@code window} values of u before t. A return counts in the variance with at most four
 * standard deviations, so that one outlier does not hide the next. Warm-up: 20 returns for the
 * first variance, then the window. O(window) per value.
 *
 * @param window number of past standardised returns compared with, at least 20
 * @param threshold score that raises an alarm, positive
 * @param scale how the variance moves
 */
public record RobustZ(int window, double threshold, VolatilityScale scale)
    implements CausalDetector {
  private static final int FIRST_VARIANCE = 20;
  private static final double CLIP = 16;

  /** Checks the ranges. */
  public RobustZ {
    Values.atLeast("window", window, 20);
    Values.positive("threshold", threshold);
  }

  /** A year of bars, EWMA with decay 0.94, one false alarm in 1,000 Student-t(4) innovations. */
  public static RobustZ defaults() {
    return new RobustZ(250, threshold(1, 4), VolatilityScale.ewma(0.94));
  }

  /**
   * The threshold for a rate of false alarms.
   *
   * @param perThousand expected false alarms in 1,000 bars, in (0, 1000)
   * @param nu degrees of freedom of the innovations, above 0
   */
  public static double threshold(double perThousand, double nu) {
    if (!(perThousand > 0 && perThousand < 1000)) {
      throw new IllegalArgumentException("perThousand must be in (0, 1000), got " + perThousand);
    }
    StudentT t = StudentT.of(nu);
    double perDeviation = t.quantile(0.75) / StandardNormal.quantile(0.75);
    return -t.quantile(perThousand / 2000) / perDeviation;
  }

  @Override
  public OnlineDetector stream() {
    return new Stream(this);
  }

  private static final class Stream implements OnlineDetector {
    private final RobustZ settings;
    private final SortedWindow past;
    private double variance;
    private int seen;
    private boolean alarm;

    Stream(RobustZ settings) {
      this.settings = settings;
      this.past = new SortedWindow(settings.window());
    }

    @Override
    public double update(double x) {
      VolatilityScale scale = settings.scale();
      double e = Values.finite("robust z", x) - scale.mean();
      alarm = false;
      if (seen < FIRST_VARIANCE) {
        variance += e * e / FIRST_VARIANCE;
        seen++;
        return Double.NaN;
      }
      // A stretch without any move leaves nothing to measure with: then every move is infinite.
      double u = variance > 0 ? e / Math.sqrt(variance) : e == 0 ? 0 : Math.signum(e) * 1e6;
      double score = Double.NaN;
      if (past.full()) {
        double deviation = past.deviation();
        double distance = Math.abs(u - past.median());
        score = distance == 0 ? 0 : distance / deviation;
        alarm = score > settings.threshold();
      }
      past.add(u);
      double square = variance > 0 ? Math.min(e * e, CLIP * variance) : e * e;
      variance = scale.constant() + scale.shock() * square + scale.kept() * variance;
      return score;
    }

    @Override
    public boolean alarm() {
      return alarm;
    }
  }
}
