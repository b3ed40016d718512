// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.volatility;

import java.util.Arrays;
import org.apache.commons.math3.util.FastMath;

/**
 * Conditional variances and, on demand, their derivatives in (μ, variance parameters), by forward
 * recursion. The state x is h, √h, ln h or h^(δ/2), whatever the model is linear in.
 */
final class Recursion {
  static final int LAGS = 1000;
  static final double DECAY = 0.94;
  private static final double MEAN_ABS = 0.79788456080286535588;
  private static final int BACKCAST_LENGTH = 75;
  static final double[] NONE = {};

  final VarianceModel model;
  final int size;

  Recursion(VarianceModel model) {
    this.model = model;
    this.size = 1 + model.parameters().size();
  }

  /** Presample value Σwᵢ|rᵢ − r̄|^p with p = 1 for TARCH, 2 otherwise. */
  static double backcast(VarianceModel model, double[] r) {
    double mean = 0;
    for (double v : r) {
      mean += v / r.length;
    }
    double sum = 0;
    double weight = 1;
    double total = 0;
    for (int i = 0; i < Math.min(BACKCAST_LENGTH, r.length); i++) {
      double e = Math.abs(r[i] - mean);
      sum += weight * (model == VarianceModel.TARCH ? e : e * e);
      total += weight;
      weight *= DECAY;
    }
    return sum / total;
  }

  /** What stands for the returns before the first: of |e| for TARCH, of e² for the others. */
  static double presample(VarianceModel model, Presample presample, double mu, double[] r) {
    if (presample == Presample.BACKCAST) {
      return backcast(model, r);
    }
    double sum = 0;
    for (double v : r) {
      double e = v - mu;
      sum += model == VarianceModel.TARCH ? Math.abs(e) : e * e;
    }
    return sum / r.length;
  }

  /**
   * Fills h[t] and, if not null, d[t·size + j] = ∂h/∂θⱼ; returns false where a variance is not a
   * positive number. h has one entry more than r: the variance of the next return.
   *
   * @param back presample value, or NaN for the mean of e²
   */
  boolean run(double[] theta, double[] r, double back, double[] h, double[] d, boolean slopes) {
    if (model == VarianceModel.FIGARCH) {
      return FractionalRecursion.run(theta, r, back, h, d, slopes);
    }
    int k = size;
    double mu = theta[0];
    double b = back;
    double bMu = 0;
    if (Double.isNaN(back)) {
      double sum = 0;
      double slope = 0;
      for (double v : r) {
        double e = v - mu;
        if (model == VarianceModel.TARCH) {
          sum += Math.abs(e);
          slope -= Math.signum(e);
        } else {
          sum += e * e;
          slope -= 2 * e;
        }
      }
      b = sum / r.length;
      bMu = slope / r.length;
    }
    double[] dx = new double[k];
    double x = first(theta, b, bMu, dx);
    for (int t = 0; t <= r.length; t++) {
      double variance = variance(theta, x);
      if (!(variance > 0 && variance < 1e300)) {
        return false;
      }
      h[t] = variance;
      if (slopes) {
        toVariance(theta, x, variance, dx, d, t * k);
      }
      if (t < r.length) {
        x = next(theta, x, r[t] - mu, slopes ? dx : NONE);
      }
    }
    return true;
  }

  /** The first state from the presample value b; dx gets its derivatives. */
  double first(double[] p, double b, double bMu, double[] dx) {
    switch (model) {
      case EWMA -> {
        dx[0] = bMu;
        return b;
      }
      case GARCH -> {
        dx[0] = (p[2] + p[3]) * bMu;
        dx[1] = 1;
        dx[2] = b;
        dx[3] = b;
        return p[1] + (p[2] + p[3]) * b;
      }
      case EGARCH -> {
        dx[0] = p[4] * bMu / b;
        dx[1] = 1;
        dx[4] = FastMath.log(b);
        return p[1] + p[4] * FastMath.log(b);
      }
      case APARCH -> {
        double power = FastMath.pow(b, 0.5 * p[5]);
        dx[0] = (p[2] + p[4]) * 0.5 * p[5] * power / b * bMu;
        dx[1] = 1;
        dx[2] = power;
        dx[4] = power;
        dx[5] = (p[2] + p[4]) * power * 0.5 * FastMath.log(b);
        return p[1] + (p[2] + p[4]) * power;
      }
      default -> {
        double sum = p[2] + 0.5 * p[3] + p[4];
        dx[0] = sum * bMu;
        dx[1] = 1;
        dx[2] = b;
        dx[3] = 0.5 * b;
        dx[4] = b;
        return p[1] + sum * b;
      }
    }
  }

  double variance(double[] p, double x) {
    return switch (model) {
      case TARCH -> x * x;
      case EGARCH -> FastMath.exp(x);
      case APARCH -> x > 0 ? FastMath.pow(x, 2 / p[5]) : -1;
      default -> x;
    };
  }

  /** The state of a variance, the inverse of {@link #variance}. */
  double state(double[] p, double h) {
    return switch (model) {
      case TARCH -> Math.sqrt(h);
      case EGARCH -> FastMath.log(h);
      case APARCH -> FastMath.pow(h, 0.5 * p[5]);
      default -> h;
    };
  }

  private void toVariance(double[] p, double x, double h, double[] dx, double[] d, int at) {
    double factor =
        switch (model) {
          case TARCH -> 2 * x;
          case EGARCH -> h;
          case APARCH -> 2 / p[5] * h / x;
          default -> 1;
        };
    for (int j = 0; j < size; j++) {
      d[at + j] = factor * dx[j];
    }
    if (model == VarianceModel.APARCH) {
      d[at + 5] -= h * FastMath.log(x) * 2 / (p[5] * p[5]);
    }
  }

  /** The next state; dx, unless empty, moves along. */
  double next(double[] p, double x, double e, double[] dx) {
    return switch (model) {
      case EWMA -> smoothed(x, e, dx);
      case GARCH -> plain(p, x, e, dx);
      case EGARCH -> exponential(p, x, e, dx);
      case APARCH -> power(p, x, e, dx);
      default -> signed(p, x, e, dx);
    };
  }

  private static double smoothed(double x, double e, double[] dx) {
    if (dx.length > 0) {
      dx[0] = DECAY * dx[0] - 2 * (1 - DECAY) * e;
    }
    return DECAY * x + (1 - DECAY) * e * e;
  }

  private static double plain(double[] p, double x, double e, double[] dx) {
    if (dx.length > 0) {
      double b = p[3];
      dx[0] = b * dx[0] - 2 * p[2] * e;
      dx[1] = b * dx[1] + 1;
      dx[2] = b * dx[2] + e * e;
      dx[3] = b * dx[3] + x;
    }
    return p[1] + p[2] * e * e + p[3] * x;
  }

  private double signed(double[] p, double x, double e, double[] dx) {
    boolean square = model == VarianceModel.GJR;
    double size = square ? e * e : Math.abs(e);
    double down = e < 0 ? 1 : 0;
    double a = p[2] + p[3] * down;
    if (dx.length > 0) {
      double b = p[4];
      dx[0] = b * dx[0] - a * (square ? 2 * e : Math.signum(e));
      dx[1] = b * dx[1] + 1;
      dx[2] = b * dx[2] + size;
      dx[3] = b * dx[3] + size * down;
      dx[4] = b * dx[4] + x;
    }
    return p[1] + a * size + p[4] * x;
  }

  private static double exponential(double[] p, double x, double e, double[] dx) {
    double scale = FastMath.exp(-0.5 * x);
    double z = e * scale;
    double shock = Math.abs(z) - MEAN_ABS;
    if (dx.length > 0) {
      double pull = p[2] * Math.signum(z) + p[3];
      double keep = p[4] - 0.5 * pull * z;
      for (int j = 0; j < dx.length; j++) {
        dx[j] *= keep;
      }
      dx[0] -= pull * scale;
      dx[1] += 1;
      dx[2] += shock;
      dx[3] += z;
      dx[4] += x;
    }
    return p[1] + p[2] * shock + p[3] * z + p[4] * x;
  }

  private static double power(double[] p, double x, double e, double[] dx) {
    double u = Math.abs(e) - p[3] * e;
    double delta = p[5];
    double raised = u > 0 ? FastMath.pow(u, delta) : 0;
    if (dx.length > 0) {
      double slope = u > 0 ? p[2] * delta * raised / u : 0;
      for (int j = 0; j < dx.length; j++) {
        dx[j] *= p[4];
      }
      dx[0] += slope * (p[3] - Math.signum(e));
      dx[1] += 1;
      dx[2] += raised;
      dx[3] -= slope * e;
      dx[4] += x;
      dx[5] += u > 0 ? p[2] * raised * FastMath.log(u) : 0;
    }
    return p[1] + p[2] * raised + p[4] * x;
  }

  /** A start of the search for returns of variance 1. */
  double[][] starts() {
    return switch (model) {
      case EWMA -> new double[][] {{0}};
      case GARCH -> new double[][] {{0, .05, .08, .87}, {0, .02, .05, .93}, {0, .2, .2, .6}};
      case GJR -> new double[][] {{0, .03, .03, .1, .88}, {0, .05, .08, .02, .86}};
      case TARCH -> new double[][] {{0, .03, .03, .1, .9}, {0, .04, .06, .02, .88}};
      case EGARCH -> new double[][] {{0, 0, .15, -.08, .97}, {0, 0, .2, 0, .9}};
      case APARCH -> new double[][] {{0, .03, .07, .4, .9, 1.3}, {0, .04, .08, .1, .88, 1.9}};
      case FIGARCH -> new double[][] {{0, .05, .1, .45, .45}, {0, .1, .2, .3, .4}};
    };
  }

  double[] low() {
    double[] low = new double[size];
    low[0] = -10;
    if (size > 1) {
      low[1] = model == VarianceModel.EGARCH ? -10 : 1e-9;
    }
    switch (model) {
      case GJR, TARCH -> low[3] = -1;
      case EGARCH -> {
        low[2] = -5;
        low[3] = -5;
        low[4] = -.99999;
      }
      case APARCH -> {
        low[3] = -.9997;
        low[5] = .05;
      }
      default -> {}
    }
    return low;
  }

  double[] high() {
    double[] high = new double[size];
    Arrays.fill(high, 1);
    high[0] = 10;
    if (size > 1) {
      high[1] = 10;
    }
    switch (model) {
      case EGARCH -> {
        high[2] = 5;
        high[3] = 5;
        high[4] = .99999;
      }
      case APARCH -> {
        high[3] = .9997;
        high[5] = 4;
      }
      case FIGARCH -> high[2] = .5;
      default -> {}
    }
    return high;
  }

  /** Whether variances stay positive and finite. */
  boolean admissible(double[] p) {
    return switch (model) {
      case GARCH -> p[2] + p[3] < 1;
      case GJR -> p[2] + p[3] >= 0 && p[2] + .5 * p[3] + p[4] < 1;
      case TARCH -> p[2] + p[3] >= 0 && p[4] < 1;
      case APARCH -> p[4] < 1;
      case FIGARCH -> p[2] <= .5 * (1 - p[3]) && p[4] <= p[3] + p[2];
      default -> true;
    };
  }

  /** The persistence of shocks to the state under a symmetric law. */
  double persistence(double[] p) {
    return switch (model) {
      case GARCH -> p[2] + p[3];
      case GJR -> p[2] + .5 * p[3] + p[4];
      case TARCH -> MEAN_ABS * (p[2] + .5 * p[3]) + p[4];
      case EGARCH -> p[4];
      case APARCH -> p[4] + p[2];
      case FIGARCH, EWMA -> 1;
    };
  }

  /** Parameters of c·r from those of r. */
  double[] scaled(double[] p, double c) {
    double[] out = p.clone();
    out[0] *= c;
    switch (model) {
      case GARCH, GJR, FIGARCH -> out[1] *= c * c;
      case TARCH -> out[1] *= c;
      case EGARCH -> out[1] += (1 - p[4]) * 2 * FastMath.log(c);
      case APARCH -> out[1] *= FastMath.pow(c, p[5]);
      case EWMA -> {}
    }
    return out;
  }
}
