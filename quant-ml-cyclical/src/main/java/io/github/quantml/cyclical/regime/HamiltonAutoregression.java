// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.regime;

import io.github.quantml.api.ConvergenceException;
import io.github.quantml.api.InsufficientDataException;
import java.util.Arrays;

/**
 * Hamilton's autoregression around a switching mean: y_t − μ(s_t) = Σ φᵢ(y_{t−i} − μ(s_{t−i})) +
 * ε_t.
 *
 * <p>The density of y_t depends on the last p + 1 regimes, so filter and smoother run over the
 * K^{p+1} histories (s_t, …, s_{t−p}) and are summed over all but the current one. The first p
 * values are conditioned on. The chain starts from its stationary distribution.
 *
 * <p>Immutable, thread-safe. O(T·K^{p+2}).
 *
 * <p>Source: Hamilton (1989), A new approach to the economic analysis of nonstationary time series
 * and the business cycle; Kim (1994), Dynamic linear models with Markov-switching, for the
 * smoother.
 */
public final class HamiltonAutoregression {
  private static final int MOST_ITERATIONS = 2000;

  private final double[] means;
  private final double[] variances;
  private final double[] phi;
  private final double[] transition;

  private HamiltonAutoregression(
      double[] means, double[] variances, double[] phi, double[] transition) {
    this.means = means;
    this.variances = variances;
    this.phi = phi;
    this.transition = transition;
  }

  /**
   * A model with known parameters.
   *
   * @param means mean of each regime
   * @param variances innovation variance in each regime, above 0
   * @param phi autoregressive coefficients φ₁, …, φ_p, at least one
   * @param transition one row per regime, each summing to 1
   */
  public static HamiltonAutoregression of(
      double[] means, double[] variances, double[] phi, double[][] transition) {
    int k = means.length;
    if (k < 1 || variances.length != k || transition.length != k || phi.length < 1) {
      throw new IllegalArgumentException(
          "means, variances and transition need one entry per regime and phi at least one, got "
              + k
              + ", "
              + variances.length
              + ", "
              + transition.length
              + " and "
              + phi.length);
    }
    double[] flat = new double[k * k];
    for (int i = 0; i < k; i++) {
      if (transition[i].length != k) {
        throw new IllegalArgumentException(
            "transition row " + i + " needs " + k + " entries, got " + transition[i].length);
      }
      System.arraycopy(transition[i], 0, flat, i * k, k);
    }
    MarkovChain.requireStochastic("transition probabilities", flat, k);
    return new HamiltonAutoregression(means.clone(), variances.clone(), phi.clone(), flat);
  }

  /**
   * Fits by expectation and conditional maximisation from four starts, until the log-likelihood
   * gains less than 1e-9 a value, at most 2,000 steps each.
   *
   * @param y the series, at least ten values per regime beyond the lags, finite
   * @param regimes number of regimes K, at least 1
   * @param lags number of lags p, at least 1
   * @param commonVariance one innovation variance for all regimes
   * @throws ConvergenceException if every start degenerates
   */
  public static HamiltonAutoregression fit(
      double[] y, int regimes, int lags, boolean commonVariance) {
    if (y.length < lags + 10L * regimes) {
      throw new InsufficientDataException(
          "Hamilton autoregression with " + regimes + " regimes and " + lags + " lags: values",
          lags + 10L * regimes,
          y.length);
    }
    HamiltonAutoregression best = null;
    double most = Double.NEGATIVE_INFINITY;
    for (int start = 0; start < 4; start++) {
      HamiltonAutoregression model = start(y, regimes, lags, commonVariance, start);
      HamiltonAutoregression climbed =
          HamiltonStep.climb(model, y, commonVariance, MOST_ITERATIONS);
      double reached = climbed.logLikelihood(y);
      if (reached > most) {
        most = reached;
        best = climbed;
      }
    }
    if (best == null) {
      throw new ConvergenceException(
          "Hamilton autoregression: every start degenerated", MOST_ITERATIONS, Double.NaN);
    }
    return best.ordered();
  }

  private static HamiltonAutoregression start(
      double[] y, int regimes, int lags, boolean commonVariance, int variant) {
    double[] sorted = y.clone();
    Arrays.sort(sorted);
    double[] means = new double[regimes];
    double[] variances = new double[regimes];
    double[] moments = Observations.of(y).moments(0);
    double[][] transition = new double[regimes][regimes];
    for (int k = 0; k < regimes; k++) {
      // Variants differ in how far out the low regime starts and in how long regimes last.
      double share = (k + (variant < 2 ? 0.5 : 0.15)) / regimes;
      means[k] = sorted[(int) (share * y.length)];
      variances[k] = 0.5 * moments[1] * (commonVariance ? 1 : 0.6 + 0.8 * k / regimes);
      Arrays.fill(transition[k], regimes == 1 ? 1 : 0.2 / (regimes - 1));
      transition[k][k] = regimes == 1 ? 1 : 0.8;
    }
    double[] phi = new double[lags];
    phi[0] = variant % 2 == 0 ? 0 : 0.4;
    return of(means, variances, phi, transition);
  }

  private HamiltonAutoregression ordered() {
    Integer[] order = new Integer[means.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> Double.compare(means[a], means[b]));
    int k = means.length;
    double[][] rows = new double[k][k];
    double[] newMeans = new double[k];
    double[] newVariances = new double[k];
    for (int i = 0; i < k; i++) {
      newMeans[i] = means[order[i]];
      newVariances[i] = variances[order[i]];
      for (int j = 0; j < k; j++) {
        rows[i][j] = transition[order[i] * k + order[j]];
      }
    }
    return of(newMeans, newVariances, phi, rows);
  }

  /** The number of regimes, ordered by mean after a fit. */
  public int regimes() {
    return means.length;
  }

  /** The number of lags. */
  public int lags() {
    return phi.length;
  }

  /** The mean of a regime. */
  public double mean(int regime) {
    return means[regime];
  }

  /** The innovation variance in a regime. */
  public double variance(int regime) {
    return variances[regime];
  }

  /** The autoregressive coefficient of a lag, from 1. */
  public double phi(int lag) {
    return phi[lag - 1];
  }

  /** P(next regime = to | regime = from). */
  public double transition(int from, int to) {
    return transition[from * means.length + to];
  }

  /** log p(y_{p}, …, y_{T−1} | the first p values). */
  public double logLikelihood(double[] y) {
    return expanded().logLikelihood(rows(y));
  }

  /** P(regime at t | values up to t) for t = p, …: row 0 belongs to value p. Causal. */
  public FilteredProbabilities filter(double[] y) {
    return new FilteredProbabilities(collapse(expanded().filter(rows(y))), means.length);
  }

  /** P(regime at t | all values) for t = p, …: hindsight. */
  public SmoothedProbabilities smooth(double[] y) {
    return new SmoothedProbabilities(collapse(expanded().smooth(rows(y))), means.length);
  }

  Observations rows(double[] y) {
    if (y.length <= phi.length) {
      throw new InsufficientDataException(
          "Hamilton autoregression: values", phi.length + 1L, y.length);
    }
    return RegressionEmissions.lagged(y, phi.length);
  }

  private double[] collapse(StateProbabilities histories) {
    int k = means.length;
    int rest = histories.states() / k;
    double[] out = new double[histories.size() * k];
    for (int t = 0; t < histories.size(); t++) {
      for (int m = 0; m < histories.states(); m++) {
        out[t * k + m / rest] += histories.get(t, m);
      }
    }
    return out;
  }

  /** The number of histories, K^{p+1}. */
  int histories() {
    int count = 1;
    for (int i = 0; i <= phi.length; i++) {
      count *= means.length;
    }
    return count;
  }

  /** Regime {@code back} steps ago in a history; the current regime is the leading digit. */
  int regime(int history, int back) {
    int divisor = 1;
    for (int i = back; i < phi.length; i++) {
      divisor *= means.length;
    }
    return history / divisor % means.length;
  }

  /** The same process as a plain Markov chain over histories. */
  HiddenMarkovModel expanded() {
    int k = means.length;
    int count = histories();
    int older = count / k;
    double[][] rows = new double[count][count];
    double[][] coefficients = new double[count][phi.length + 1];
    double[] spread = new double[count];
    for (int m = 0; m < count; m++) {
      for (int next = 0; next < k; next++) {
        rows[m][next * older + m / k] = transition[regime(m, 0) * k + next];
      }
      spread[m] = variances[regime(m, 0)];
      coefficients[m][0] = means[regime(m, 0)];
      for (int lag = 1; lag <= phi.length; lag++) {
        coefficients[m][lag] = phi[lag - 1];
        coefficients[m][0] -= phi[lag - 1] * means[regime(m, lag)];
      }
    }
    double[] stationary = MarkovChain.stationary(transition, k);
    double[] start = new double[count];
    for (int m = 0; m < count; m++) {
      start[m] = stationary[regime(m, phi.length)];
      for (int back = phi.length; back > 0; back--) {
        start[m] *= transition[regime(m, back) * k + regime(m, back - 1)];
      }
    }
    return HiddenMarkovModel.of(start, rows, RegressionEmissions.of(coefficients, spread));
  }

  double[] means() {
    return means;
  }

  double[] coefficients() {
    return phi;
  }

  double[] variances() {
    return variances;
  }
}
