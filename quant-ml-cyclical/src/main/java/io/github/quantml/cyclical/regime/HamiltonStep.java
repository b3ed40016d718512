// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.regime;

import java.util.Arrays;

/**
 * The climb of {@link HamiltonAutoregression}: smoothed histories, then means given the
 * coefficients, coefficients given the means, variances, transitions, each a weighted least-squares
 * or count.
 */
final class HamiltonStep {
  private static final double TOLERANCE = 1e-9;
  private static final double FLOOR = 1e-3;

  private final HamiltonAutoregression model;
  private final Observations rows;
  private final double[] weights;
  private final double[] counts;
  private final double logLikelihood;

  private HamiltonStep(HamiltonAutoregression model, double[] y) {
    this.model = model;
    this.rows = model.rows(y);
    HiddenMarkovModel expanded = model.expanded();
    int histories = model.histories();
    ForwardBackward lattice = new ForwardBackward(rows.size(), histories);
    double[] start = new double[histories];
    for (int m = 0; m < histories; m++) {
      start[m] = expanded.start(m);
    }
    this.counts = new double[histories * histories];
    this.logLikelihood =
        lattice.forward(start, expanded.flatTransition(), expanded.emissions(), rows);
    lattice.backward(expanded.flatTransition(), rows, counts);
    this.weights = lattice.probability();
  }

  static HamiltonAutoregression climb(
      HamiltonAutoregression from, double[] y, boolean commonVariance, int iterations) {
    HamiltonAutoregression model = from;
    double previous = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < iterations; i++) {
      HamiltonStep step = new HamiltonStep(model, y);
      if (Math.abs(step.logLikelihood - previous) <= TOLERANCE * y.length) {
        return model;
      }
      previous = step.logLikelihood;
      model = step.maximise(commonVariance, Observations.of(y).moments(0)[1]);
    }
    return model;
  }

  private HamiltonAutoregression maximise(boolean commonVariance, double pooledVariance) {
    int k = model.regimes();
    double[] means = newMeans();
    double[] phi = newCoefficients(means);
    double[] variances = newVariances(means, phi, commonVariance, FLOOR * pooledVariance);
    double[][] transition = new double[k][k];
    double[] flat = regimeCounts();
    for (int i = 0; i < k; i++) {
      double total = 0;
      for (int j = 0; j < k; j++) {
        total += flat[i * k + j];
      }
      for (int j = 0; j < k; j++) {
        transition[i][j] = total > 0 ? flat[i * k + j] / total : model.transition(i, j);
      }
    }
    return HamiltonAutoregression.of(means, variances, phi, transition);
  }

  /** Transitions between regimes, those inside the first history included. */
  private double[] regimeCounts() {
    int k = model.regimes();
    int histories = model.histories();
    double[] out = new double[k * k];
    for (int from = 0; from < histories; from++) {
      for (int to = 0; to < histories; to++) {
        out[model.regime(from, 0) * k + model.regime(to, 0)] += counts[from * histories + to];
      }
      for (int back = model.lags(); back > 0; back--) {
        out[model.regime(from, back) * k + model.regime(from, back - 1)] += weights[from];
      }
    }
    return out;
  }

  private double[] newMeans() {
    int k = model.regimes();
    double[] gram = new double[k * k];
    double[] right = new double[k];
    double[] column = new double[k];
    for (int m = 0; m < model.histories(); m++) {
      Arrays.fill(column, 0);
      column[model.regime(m, 0)] += 1;
      for (int lag = 1; lag <= model.lags(); lag++) {
        column[model.regime(m, lag)] -= model.phi(lag);
      }
      double precision = 1 / model.variance(model.regime(m, 0));
      for (int t = 0; t < rows.size(); t++) {
        double response = rows.get(t, 0);
        for (int lag = 1; lag <= model.lags(); lag++) {
          response -= model.phi(lag) * rows.get(t, lag);
        }
        add(gram, right, column, response, weights[t * model.histories() + m] * precision);
      }
    }
    return solve(gram, right, model.means());
  }

  private double[] newCoefficients(double[] means) {
    int p = model.lags();
    double[] gram = new double[p * p];
    double[] right = new double[p];
    double[] column = new double[p];
    for (int m = 0; m < model.histories(); m++) {
      double precision = 1 / model.variance(model.regime(m, 0));
      for (int t = 0; t < rows.size(); t++) {
        for (int lag = 1; lag <= p; lag++) {
          column[lag - 1] = rows.get(t, lag) - means[model.regime(m, lag)];
        }
        double response = rows.get(t, 0) - means[model.regime(m, 0)];
        add(gram, right, column, response, weights[t * model.histories() + m] * precision);
      }
    }
    return solve(gram, right, model.coefficients());
  }

  private double[] newVariances(
      double[] means, double[] phi, boolean commonVariance, double least) {
    double[] squares = new double[means.length];
    double[] mass = new double[means.length];
    for (int m = 0; m < model.histories(); m++) {
      int regime = model.regime(m, 0);
      for (int t = 0; t < rows.size(); t++) {
        double residual = rows.get(t, 0) - means[regime];
        for (int lag = 1; lag <= phi.length; lag++) {
          residual -= phi[lag - 1] * (rows.get(t, lag) - means[model.regime(m, lag)]);
        }
        double weight = weights[t * model.histories() + m];
        squares[regime] += weight * residual * residual;
        mass[regime] += weight;
      }
    }
    double total = 0;
    double all = 0;
    for (int k = 0; k < means.length; k++) {
      total += squares[k];
      all += mass[k];
    }
    double[] out = new double[means.length];
    for (int k = 0; k < means.length; k++) {
      double own = mass[k] > 0 ? squares[k] / mass[k] : model.variance(k);
      out[k] = Math.max(least, commonVariance ? total / all : own);
    }
    return out;
  }

  private static void add(
      double[] gram, double[] right, double[] column, double response, double weight) {
    int n = column.length;
    for (int i = 0; i < n; i++) {
      right[i] += weight * column[i] * response;
      for (int j = 0; j <= i; j++) {
        gram[i * n + j] += weight * column[i] * column[j];
      }
    }
  }

  private static double[] solve(double[] gram, double[] right, double[] otherwise) {
    int n = right.length;
    if (!Cholesky.factor(gram, n)) {
      return otherwise.clone();
    }
    Cholesky.solveLower(gram, n, right);
    Cholesky.solveUpper(gram, n, right);
    return right;
  }
}
