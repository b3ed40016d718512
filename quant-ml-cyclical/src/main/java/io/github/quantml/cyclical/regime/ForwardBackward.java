// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.regime;

import io.github.quantml.api.InvalidDataException;
import java.util.Arrays;
import org.apache.commons.math3.util.FastMath;

/**
 * The scaled forward-backward recursions, with scratch memory that EM reuses.
 *
 * <p>Each row of log densities has its maximum subtracted before the exponential, and the maximum
 * is added back to the log-likelihood. That keeps the speed of Rabiner's scaling (1989, A Tutorial
 * on Hidden Markov Models, section V.A) without its underflow: the best state of a row always has
 * density 1, however far the row lies from every state. The backward pass overwrites the filtered
 * with the smoothed probabilities and collects the transition sums on the way, so neither a beta
 * nor a pairwise array is ever stored.
 *
 * <p>Not thread-safe: one instance per running fit.
 */
final class ForwardBackward {
  private static final double TINY = 1e-140;
  private static final double UNREACHABLE = 1e-290;

  private final int rows;
  private final int states;
  private final double[] density;
  private final double[] probability;
  private final double[] scale;
  private final double[] predicted;
  private final double[] beta;
  private final double[] weighted;

  ForwardBackward(int rows, int states) {
    this.rows = rows;
    this.states = states;
    this.density = new double[rows * states];
    this.probability = new double[rows * states];
    this.scale = new double[rows];
    this.predicted = new double[states];
    this.beta = new double[states];
    this.weighted = new double[states];
  }

  /** Filtered probabilities after {@link #forward}, smoothed ones after {@link #backward}. */
  double[] probability() {
    return probability;
  }

  /** Runs the filter over every sequence and returns the log-likelihood. */
  double forward(double[] start, double[] transition, Emissions emissions, Observations data) {
    emissions.logDensities(data.raw(), 0, rows, density, 0);
    double logLikelihood = 0;
    for (int s = 0; s < data.sequences(); s++) {
      logLikelihood += forward(start, transition, emissions, data, s);
    }
    return logLikelihood;
  }

  private double forward(
      double[] start, double[] transition, Emissions emissions, Observations data, int sequence) {
    int from = data.start(sequence);
    int to = data.start(sequence + 1);
    double logLikelihood = 0;
    // Logarithms are expensive: multiply the row likelihoods and take one before they underflow.
    double product = 1;
    for (int t = from; t < to; t++) {
      if (t == from) {
        System.arraycopy(start, 0, predicted, 0, states);
      } else {
        propagate(probability, (t - 1) * states, transition, predicted);
      }
      double shift = exponentiate(density, t * states, states);
      double sum = weigh(t);
      if (!(sum >= Double.MIN_NORMAL)) {
        shift = rescue(emissions, data, t);
        sum = weigh(t);
      }
      double inverse = 1 / sum;
      for (int j = t * states, end = j + states; j < end; j++) {
        probability[j] *= inverse;
      }
      scale[t] = inverse;
      logLikelihood += shift;
      if (sum < TINY) {
        logLikelihood += FastMath.log(sum);
      } else if ((product *= sum) < TINY) {
        logLikelihood += FastMath.log(product);
        product = 1;
      }
    }
    return logLikelihood + FastMath.log(product);
  }

  /** Multiplies prediction and density into the probability row and returns the sum. */
  private double weigh(int row) {
    double sum = 0;
    for (int j = 0, at = row * states; j < states; j++, at++) {
      double value = predicted[j] * density[at];
      probability[at] = value;
      sum += value;
    }
    return sum;
  }

  private double rescue(Emissions emissions, Observations data, int row) {
    emissions.logDensities(data.raw(), row, row + 1, density, row * states);
    double shift = rescue(density, row * states, predicted);
    if (shift == Double.NEGATIVE_INFINITY) {
      throw new InvalidDataException(
          "observation row " + row + " has probability 0 in every reachable state of the model");
    }
    return shift;
  }

  /**
   * Handles a row whose best state cannot be reached while the reachable ones underflow: shifts by
   * the best reachable joint log density instead, and returns it (−∞ if there is none).
   */
  static double rescue(double[] logs, int offset, double[] predicted) {
    double best = Double.NEGATIVE_INFINITY;
    for (int j = 0; j < predicted.length; j++) {
      if (predicted[j] >= UNREACHABLE) {
        best = Math.max(best, logs[offset + j] + FastMath.log(predicted[j]));
      }
    }
    for (int j = 0; j < predicted.length; j++) {
      logs[offset + j] =
          predicted[j] >= UNREACHABLE
              ? FastMath.exp(logs[offset + j] + FastMath.log(predicted[j]) - best) / predicted[j]
              : 0;
    }
    return best;
  }

  /**
   * Replaces filtered by smoothed probabilities and adds the expected transition counts of every
   * sequence to {@code counts} (row-major, states × states).
   */
  void backward(double[] transition, Observations data, double[] counts) {
    double[] sums = new double[states * states];
    for (int s = 0; s < data.sequences(); s++) {
      backward(transition, data.start(s), data.start(s + 1), sums);
    }
    for (int i = 0; i < sums.length; i++) {
      counts[i] += transition[i] * sums[i];
    }
  }

  private void backward(double[] transition, int from, int to, double[] sums) {
    Arrays.fill(beta, 1);
    for (int t = to - 1; t > from; t--) {
      for (int j = 0, at = t * states; j < states; j++, at++) {
        // The beta of an impossible state is irrelevant and may overflow: keep it out of the sums.
        weighted[j] = probability[at] > 0 ? density[at] * beta[j] * scale[t] : 0;
      }
      if (states == 4) {
        backFour(transition, (t - 1) * 4, sums);
        continue;
      }
      for (int i = 0, ij = 0, at = (t - 1) * states; i < states; i++, at++) {
        double filtered = probability[at];
        double sum = 0;
        for (int j = 0; j < states; j++, ij++) {
          sum += transition[ij] * weighted[j];
          sums[ij] += filtered * weighted[j];
        }
        beta[i] = sum;
        probability[at] = filtered * sum;
      }
    }
  }

  private void backFour(double[] a, int at, double[] sums) {
    double p = weighted[0];
    double q = weighted[1];
    double r = weighted[2];
    double s = weighted[3];
    for (int i = 0; i < 4; i++) {
      int ij = 4 * i;
      double filtered = probability[at + i];
      double sum = a[ij] * p + a[ij + 1] * q + a[ij + 2] * r + a[ij + 3] * s;
      sums[ij] += filtered * p;
      sums[ij + 1] += filtered * q;
      sums[ij + 2] += filtered * r;
      sums[ij + 3] += filtered * s;
      beta[i] = sum;
      probability[at + i] = filtered * sum;
    }
  }

  /**
   * P(state at t | rows up to t + lag) from the filtered probabilities, one short sweep per row.
   */
  double[] lagged(double[] transition, Observations data, int lag) {
    double[] out = new double[rows * states];
    for (int s = 0; s < data.sequences(); s++) {
      int to = data.start(s + 1);
      for (int t = data.start(s); t < to; t++) {
        Arrays.fill(beta, 1);
        for (int u = (int) Math.min((long) t + lag, to - 1L); u > t; u--) {
          stepBack(transition, u);
        }
        for (int j = 0, at = t * states; j < states; j++, at++) {
          out[at] = probability[at] * beta[j];
        }
      }
    }
    return out;
  }

  private void stepBack(double[] transition, int row) {
    for (int j = 0, at = row * states; j < states; j++, at++) {
      weighted[j] = probability[at] > 0 ? density[at] * beta[j] * scale[row] : 0;
    }
    for (int i = 0, ij = 0; i < states; i++) {
      double sum = 0;
      for (int j = 0; j < states; j++, ij++) {
        sum += transition[ij] * weighted[j];
      }
      beta[i] = sum;
    }
  }

  /** out[j] = Σᵢ row[i]·A[i][j]. */
  static void propagate(double[] from, int offset, double[] transition, double[] out) {
    int states = out.length;
    if (states == 4) {
      propagateFour(from, offset, transition, out);
      return;
    }
    for (int j = 0; j < states; j++) {
      double sum = 0;
      for (int i = 0, ij = j; i < states; i++, ij += states) {
        sum += from[offset + i] * transition[ij];
      }
      out[j] = sum;
    }
  }

  private static void propagateFour(double[] from, int offset, double[] a, double[] out) {
    double p = from[offset];
    double q = from[offset + 1];
    double r = from[offset + 2];
    double s = from[offset + 3];
    out[0] = p * a[0] + q * a[4] + r * a[8] + s * a[12];
    out[1] = p * a[1] + q * a[5] + r * a[9] + s * a[13];
    out[2] = p * a[2] + q * a[6] + r * a[10] + s * a[14];
    out[3] = p * a[3] + q * a[7] + r * a[11] + s * a[15];
  }

  /** Subtracts the maximum of a row of log densities, exponentiates in place, returns the shift. */
  static double exponentiate(double[] logs, int offset, int states) {
    double best = logs[offset];
    for (int j = offset + 1; j < offset + states; j++) {
      best = logs[j] > best ? logs[j] : best;
    }
    if (best == Double.NEGATIVE_INFINITY) {
      Arrays.fill(logs, offset, offset + states, 0);
      return 0;
    }
    for (int j = offset; j < offset + states; j++) {
      logs[j] = logs[j] == best ? 1 : Exponential.of(logs[j] - best);
    }
    return best;
  }
}
