// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.anomaly;

import org.apache.commons.math3.util.FastMath;

/**
 * The Lee-Mykland test for jumps in returns: |r_t| over the bipower volatility of the window
 * before.
 *
 * <p>σ̂² = Σ|r_j||r_{j−1}|/(K − 2) over the K − 1 returns before t, which a jump hardly moves. With
 * c = √(2/π), C = √(2 ln n)/c − (ln π + ln ln n)/(2c√(2 ln n)) and S = 1/(c√(2 ln n)) the score is
 * (|r_t|/σ̂ − C)/S, standard Gumbel for the largest of n returns without jumps; the alarm level is
 * −ln(−ln(1 − α)). Warm-up: K − 1 returns. Source: S. S. Lee and P. A. Mykland (2008), equations
 * (7), (12).
 *
 * @param window K, at least 4; 16 for daily, 156 for five-minute returns
 * @param alpha probability of one false alarm among {@code family} returns, in (0, 1)
 * @param family n, at least 3
 */
public record LeeMykland(int window, double alpha, int family) implements CausalDetector {
  /** Checks the ranges. */
  public LeeMykland {
    Values.atLeast("window", window, 4);
    Values.atLeast("family", family, 3);
    if (!(alpha > 0 && alpha < 1)) {
      throw new IllegalArgumentException("alpha must be in (0, 1), got " + alpha);
    }
  }

  @Override
  public OnlineDetector stream() {
    return new Stream(this);
  }

  private static final class Stream implements OnlineDetector {
    private final double[] products;
    private final double centre;
    private final double spread;
    private final double level;
    private double last;
    private long seen;
    private boolean alarm;

    Stream(LeeMykland settings) {
      this.products = new double[settings.window() - 2];
      double c = Math.sqrt(2 / FastMath.PI);
      double logs = FastMath.log(settings.family());
      double root = Math.sqrt(2 * logs);
      this.centre = root / c - (FastMath.log(FastMath.PI) + FastMath.log(logs)) / (2 * c * root);
      this.spread = 1 / (c * root);
      this.level = -FastMath.log(-FastMath.log1p(-settings.alpha()));
    }

    @Override
    public double update(double x) {
      double size = Math.abs(Values.finite("Lee-Mykland", x));
      alarm = false;
      double score = Double.NaN;
      if (seen > products.length) {
        double sum = 0;
        for (double product : products) {
          sum += product;
        }
        double sigma = Math.sqrt(sum / products.length);
        score = size == 0 ? -centre / spread : (size / sigma - centre) / spread;
        alarm = score > level;
      }
      if (seen > 0) {
        products[(int) ((seen - 1) % products.length)] = size * last;
      }
      last = size;
      seen++;
      return score;
    }

    @Override
    public boolean alarm() {
      return alarm;
    }
  }
}
