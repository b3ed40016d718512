// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.regime;

import io.github.quantml.api.ReturnDistribution;
import io.github.quantml.math.distribution.MixtureReturns;
import io.github.quantml.math.distribution.NormalReturns;
import io.github.quantml.math.distribution.StudentTReturns;
import org.apache.commons.math3.util.FastMath;

/**
 * The distribution of the sum of the next h rows, prepared once so that asking is cheap.
 *
 * <p>The sum is split by the state i now and the state j after h rows: a mixture of K² parts with
 * weights pᵢ·(Aʰ)[i][j]. The first four moments of each part are exact: with G_m = A·E[x^m |
 * arrival state], moments of sums compose as (F∘G)_m = Σ_q C(m, q)·F_q·G_{m−q}. A part is a normal,
 * or, where the path between i and j mixes volatilities, the Student-t of the same kurtosis (ν = 4
 * + 6/excess). So mean and variance of the whole are exact, and for h = 1 with normal emissions its
 * shape too.
 *
 * <p>Immutable, thread-safe.
 */
public final class HorizonSum {
  private static final int ORDERS = 5;
  private static final double LEAST_EXCESS = 0.02;
  private static final double LEAST_NU = 4.5;

  private final int states;
  private final double[] weights;
  private final ReturnDistribution[] sums;
  private final ReturnDistribution[] simple;

  private HorizonSum(HiddenMarkovModel model, double[][] moments) {
    this.states = model.states();
    this.weights = moments[0];
    this.sums = new ReturnDistribution[weights.length];
    this.simple = new ReturnDistribution[weights.length];
    for (int ij = 0; ij < weights.length; ij++) {
      // Cancellation can only occur where means dwarf spreads: one row's variance is a floor.
      double least = model.emissions().variance(ij % states, 0);
      Part part = Part.of(moments, ij, least);
      sums[ij] = part.law(part.mean(), part.variance());
      // e^{sum} − 1 with the moments of the lognormal law, exact for a normal sum.
      double growth = FastMath.exp(part.mean() + 0.5 * part.variance());
      simple[ij] = part.law(growth - 1, growth * growth * FastMath.expm1(part.variance()));
    }
  }

  /** Mean, variance and degrees of freedom (infinite for a normal) of one part. */
  private record Part(double mean, double variance, double nu) {
    static Part of(double[][] moments, int index, double leastVariance) {
      double weight = moments[0][index];
      if (!(weight > 0)) {
        return new Part(0, leastVariance, Double.POSITIVE_INFINITY);
      }
      double mean = moments[1][index] / weight;
      double second = moments[2][index] / weight;
      double third = moments[3][index] / weight;
      double fourth = moments[4][index] / weight;
      double variance = Math.max(second - mean * mean, leastVariance);
      double central =
          fourth - 4 * mean * third + 6 * mean * mean * second - 3 * mean * mean * mean * mean;
      double excess = central / (variance * variance) - 3;
      double nu = excess > LEAST_EXCESS ? 4 + 6 / excess : Double.POSITIVE_INFINITY;
      return new Part(mean, variance, nu);
    }

    ReturnDistribution law(double centre, double spread) {
      double stdDev = Math.sqrt(spread);
      return Double.isInfinite(nu)
          ? NormalReturns.of(centre, stdDev)
          : StudentTReturns.ofMoments(centre, stdDev, nu);
    }
  }

  static HorizonSum of(HiddenMarkovModel model, int horizon) {
    if (horizon < 1) {
      throw new IllegalArgumentException("horizon must be at least 1, got " + horizon);
    }
    model.emissions().requireUnivariate("the sum over a horizon");
    int k = model.states();
    double[][] step = new double[ORDERS][k * k];
    for (int j = 0; j < k; j++) {
      double[] raw = rawMoments(model.emissions(), j);
      for (int i = 0; i < k; i++) {
        for (int m = 0; m < ORDERS; m++) {
          step[m][i * k + j] = model.transition(i, j) * raw[m];
        }
      }
    }
    double[][] total = step;
    for (int h = 1; h < horizon; h++) {
      total = compose(total, step, k);
    }
    return new HorizonSum(model, total);
  }

  private static double[] rawMoments(Emissions emissions, int state) {
    double mean = emissions.mean(state, 0);
    double variance = emissions.variance(state, 0);
    double kurtosis = 3;
    if (emissions instanceof StudentTEmissions t) {
      // The fourth moment of a law with four or fewer degrees of freedom is infinite.
      kurtosis += 6 / (Math.max(t.nu(state), LEAST_NU) - 4);
    }
    double square = mean * mean;
    return new double[] {
      1,
      mean,
      square + variance,
      mean * (square + 3 * variance),
      square * square + 6 * square * variance + kurtosis * variance * variance
    };
  }

  private static double[][] compose(double[][] f, double[][] g, int k) {
    double[][] out = new double[ORDERS][k * k];
    for (int m = 0; m < ORDERS; m++) {
      double choose = 1;
      for (int q = 0; q <= m; q++) {
        double[] product = MarkovChain.multiply(f[q], g[m - q], k);
        for (int i = 0; i < product.length; i++) {
          out[m][i] += choose * product[i];
        }
        choose = choose * (m - q) / (q + 1);
      }
    }
    return out;
  }

  /**
   * The distribution of the sum itself (a log return over the horizon if rows are log returns).
   *
   * @param current filtered probabilities of the states now
   */
  public ReturnDistribution sum(double[] current) {
    return mixture(current, sums);
  }

  /**
   * The distribution of e^{sum} − 1: the simple return over the horizon if rows are log returns.
   * Each part has the mean and variance of the lognormal law.
   *
   * @param current filtered probabilities of the states now
   */
  public ReturnDistribution simpleReturn(double[] current) {
    return mixture(current, simple);
  }

  private ReturnDistribution mixture(double[] current, ReturnDistribution[] parts) {
    double[] mixed = new double[weights.length];
    for (int i = 0, ij = 0; i < states; i++) {
      for (int j = 0; j < states; j++, ij++) {
        mixed[ij] = current[i] * weights[ij];
      }
    }
    return MixtureReturns.of(mixed, parts);
  }
}
