// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.regime;

import io.github.quantml.api.InvalidDataException;
import org.apache.commons.math3.util.FastMath;

/**
 * The causal filter as a stream: O(K²) per row, no allocation, the same bits as {@link
 * HiddenMarkovModel#filter}.
 *
 * <p>Mutable and not thread-safe: one instance per stream.
 */
public final class OnlineFilter {
  private final Emissions emissions;
  private final double[] transition;
  private final double[] probability;
  private final double[] predicted;
  private final double[] density;
  private double logLikelihood;
  private boolean started;

  OnlineFilter(double[] start, double[] transition, Emissions emissions) {
    this.emissions = emissions;
    this.transition = transition;
    this.probability = start.clone();
    this.predicted = new double[start.length];
    this.density = new double[start.length];
  }

  /**
   * Takes the next row.
   *
   * @param row the values, NaN where missing; infinities are refused
   * @return log p(row | rows before)
   */
  public double step(double... row) {
    if (row.length != emissions.dimensions()) {
      throw new IllegalArgumentException(
          "row needs " + emissions.dimensions() + " values, got " + row.length);
    }
    for (double value : row) {
      if (Double.isInfinite(value)) {
        throw new InvalidDataException("row value must be finite or NaN, got " + value);
      }
    }
    int states = probability.length;
    if (started) {
      ForwardBackward.propagate(probability, 0, transition, predicted);
    } else {
      System.arraycopy(probability, 0, predicted, 0, states);
    }
    emissions.logDensities(row, 0, 1, density, 0);
    double shift = ForwardBackward.exponentiate(density, 0, states);
    double sum = weigh();
    if (!(sum >= Double.MIN_NORMAL)) {
      emissions.logDensities(row, 0, 1, density, 0);
      shift = ForwardBackward.rescue(density, 0, predicted);
      if (shift == Double.NEGATIVE_INFINITY) {
        throw new InvalidDataException("row has probability 0 in every reachable state");
      }
      sum = weigh();
    }
    double inverse = 1 / sum;
    for (int j = 0; j < states; j++) {
      probability[j] *= inverse;
    }
    started = true;
    double step = shift + FastMath.log(sum);
    logLikelihood += step;
    return step;
  }

  private double weigh() {
    double sum = 0;
    for (int j = 0; j < probability.length; j++) {
      double value = predicted[j] * density[j];
      probability[j] = value;
      sum += value;
    }
    return sum;
  }

  /** P(state | rows so far); the start probability before the first row. */
  public double probability(int state) {
    return probability[state];
  }

  /** P(state | rows so far) of every state, as a new array. */
  public double[] probabilities() {
    return probability.clone();
  }

  /** log p(rows so far). */
  public double logLikelihood() {
    return logLikelihood;
  }
}
