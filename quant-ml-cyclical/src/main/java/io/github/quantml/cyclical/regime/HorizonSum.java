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
 * weights pᵢ·(Aʰ)[i][j]. Mean and variance of each part are exact: with G₀ = A, G₁ = A·μ, G₂ =
 * A·(μ² + σ²) per arrival state, moments of sums compose as (F∘G)₂ = F₂G₀ + 2F₁G₁ + F₀G₂. So the
 * mean and variance of the whole are exact, and for h = 1 its shape too; the shape of a part is
 * that of the emission: normal, or Student-t with the excess kurtosis 6/(ν − 4) divided by h.
 *
 * <p>Immutable, thread-safe.
 */
public final class HorizonSum {
  private final int states;
  private final double[] weights;
  private final ReturnDistribution[] sums;
  private final ReturnDistribution[] simple;

  private HorizonSum(HiddenMarkovModel model, int horizon, double[][] moments) {
    this.states = model.states();
    this.weights = moments[0];
    this.sums = new ReturnDistribution[weights.length];
    this.simple = new ReturnDistribution[weights.length];
    for (int ij = 0; ij < weights.length; ij++) {
      int arrival = ij % states;
      double weight = weights[ij];
      double mean = weight > 0 ? moments[1][ij] / weight : 0;
      double variance = weight > 0 ? moments[2][ij] / weight - mean * mean : 0;
      // Cancellation can only occur where the means dwarf the spreads; one step's variance is a
      // floor.
      variance = Math.max(variance, model.emissions().variance(arrival, 0));
      double nu = degreesOfFreedom(model.emissions(), arrival, horizon);
      sums[ij] = part(mean, variance, nu);
      // e^{sum} − 1 with the moments of the lognormal law, exact for a normal sum.
      double growth = FastMath.exp(mean + 0.5 * variance);
      double squared = growth * growth * FastMath.expm1(variance);
      simple[ij] = part(growth - 1, squared, nu);
    }
  }

  static HorizonSum of(HiddenMarkovModel model, int horizon) {
    if (horizon < 1) {
      throw new IllegalArgumentException("horizon must be at least 1, got " + horizon);
    }
    model.emissions().requireUnivariate("the sum over a horizon");
    int k = model.states();
    double[][] step = new double[3][k * k];
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < k; j++) {
        double p = model.transition(i, j);
        double mean = model.emissions().mean(j, 0);
        step[0][i * k + j] = p;
        step[1][i * k + j] = p * mean;
        step[2][i * k + j] = p * (mean * mean + model.emissions().variance(j, 0));
      }
    }
    double[][] total = step;
    for (int h = 1; h < horizon; h++) {
      total = compose(total, step, k);
    }
    return new HorizonSum(model, horizon, total);
  }

  private static double[][] compose(double[][] f, double[][] g, int k) {
    double[] cross = MarkovChain.multiply(f[1], g[1], k);
    double[] first = MarkovChain.multiply(f[1], g[0], k);
    double[] firstLater = MarkovChain.multiply(f[0], g[1], k);
    double[] second = MarkovChain.multiply(f[2], g[0], k);
    double[] secondLater = MarkovChain.multiply(f[0], g[2], k);
    for (int i = 0; i < k * k; i++) {
      first[i] += firstLater[i];
      second[i] += 2 * cross[i] + secondLater[i];
    }
    return new double[][] {MarkovChain.multiply(f[0], g[0], k), first, second};
  }

  /** Infinite for normal parts. */
  private static double degreesOfFreedom(Emissions emissions, int state, int horizon) {
    if (!(emissions instanceof StudentTEmissions t)) {
      return Double.POSITIVE_INFINITY;
    }
    double nu = Math.max(t.nu(state), StudentTEmissions.LEAST_NU);
    return nu > 4 ? 4 + (nu - 4) * horizon : nu;
  }

  private static ReturnDistribution part(double mean, double variance, double nu) {
    double stdDev = Math.sqrt(variance);
    return nu > StudentTEmissions.MOST_NU
        ? NormalReturns.of(mean, stdDev)
        : StudentTReturns.ofMoments(mean, stdDev, nu);
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
