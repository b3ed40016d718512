// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.regime;

import io.github.quantml.api.InvalidDataException;
import java.util.Arrays;
import org.apache.commons.math3.util.FastMath;

/**
 * One categorical symbol per row: P(x = m | state k) = p(k, m) for symbols 0, 1, … M − 1.
 *
 * <p>Rows have one column holding the code of the symbol, or NaN for missing.
 */
public final class CategoricalEmissions extends Emissions {
  // A symbol a state never emitted in the sample stays possible, so new data cannot be refused.
  private static final double LEAST_PROBABILITY = 1e-12;

  private final int symbols;
  private final double[] probabilities;
  private final double[] logs;

  private CategoricalEmissions(int states, int symbols, double[] probabilities) {
    super(states, 1);
    this.symbols = symbols;
    this.probabilities = probabilities;
    this.logs = new double[probabilities.length];
    for (int k = 0; k < states; k++) {
      double sum = 0;
      for (int i = k * symbols; i < (k + 1) * symbols; i++) {
        if (!(probabilities[i] >= 0)) {
          throw new IllegalArgumentException(
              "probabilities of state " + k + " must be at least 0, got " + probabilities[i]);
        }
        sum += probabilities[i];
        logs[i] = FastMath.log(probabilities[i]);
      }
      if (!(Math.abs(sum - 1) < 1e-9)) {
        throw new IllegalArgumentException(
            "probabilities of state " + k + " must sum to 1, got " + sum);
      }
    }
  }

  /**
   * Symbol probabilities by state.
   *
   * @param probabilities one row per state, each summing to 1
   */
  public static CategoricalEmissions of(double[][] probabilities) {
    int symbols = probabilities[0].length;
    double[] flat = new double[probabilities.length * symbols];
    for (int k = 0; k < probabilities.length; k++) {
      if (probabilities[k].length != symbols) {
        throw new IllegalArgumentException(
            "state " + k + " needs " + symbols + " probabilities, got " + probabilities[k].length);
      }
      System.arraycopy(probabilities[k], 0, flat, k * symbols, symbols);
    }
    return new CategoricalEmissions(probabilities.length, symbols, flat);
  }

  static CategoricalEmissions pooled(int states, Observations data) {
    if (data.dimensions() != 1) {
      throw new InvalidDataException(
          "categorical observations need 1 column, got " + data.dimensions());
    }
    int symbols = 1;
    for (double value : data.raw()) {
      if (value >= symbols) {
        symbols = (int) value + 1;
      }
    }
    double[] flat = new double[states * symbols];
    Arrays.fill(flat, 1.0 / symbols);
    CategoricalEmissions uniform = new CategoricalEmissions(states, symbols, flat);
    uniform.requireValid(data);
    return uniform;
  }

  @Override
  void requireValid(Observations data) {
    super.requireValid(data);
    double[] values = data.raw();
    for (int t = 0; t < values.length; t++) {
      double x = values[t];
      if (!Double.isNaN(x) && !(x >= 0 && x < symbols && x == FastMath.rint(x))) {
        throw new InvalidDataException(
            "symbols must be whole numbers from 0 to "
                + (symbols - 1)
                + ", got "
                + x
                + " in row "
                + t);
      }
    }
  }

  @Override
  public EmissionFamily family() {
    return EmissionFamily.CATEGORICAL;
  }

  @Override
  public int parameters() {
    return states() * (symbols - 1);
  }

  /** The number of symbols. */
  public int symbols() {
    return symbols;
  }

  /** P(symbol | state). */
  public double probability(int state, int symbol) {
    return probabilities[state * symbols + symbol];
  }

  @Override
  public double mean(int state, int column) {
    double sum = 0;
    for (int m = 0; m < symbols; m++) {
      sum += m * probability(state, m);
    }
    return sum;
  }

  @Override
  public double variance(int state, int column) {
    double mean = mean(state, column);
    double sum = 0;
    for (int m = 0; m < symbols; m++) {
      sum += (m - mean) * (m - mean) * probability(state, m);
    }
    return sum;
  }

  @Override
  public double cdf(int state, double x) {
    double sum = 0;
    for (int m = 0; m < symbols && m <= x; m++) {
      sum += probability(state, m);
    }
    return Math.min(1, sum);
  }

  @Override
  void logDensities(double[] values, int from, int to, double[] out, int offset) {
    for (int t = from, at = offset; t < to; t++) {
      double x = values[t];
      for (int k = 0; k < states(); k++, at++) {
        out[at] = Double.isNaN(x) ? 0 : logs[k * symbols + (int) x];
      }
    }
  }

  @Override
  Emissions reestimate(Observations data, double[] weights, Floor floor) {
    double[] counts = new double[probabilities.length];
    double[] values = data.raw();
    for (int t = 0, w = 0; t < values.length; t++) {
      for (int k = 0; k < states(); k++, w++) {
        if (!Double.isNaN(values[t])) {
          counts[k * symbols + (int) values[t]] += weights[w];
        }
      }
    }
    for (int k = 0; k < states(); k++) {
      normalise(counts, k);
    }
    return new CategoricalEmissions(states(), symbols, counts);
  }

  private void normalise(double[] counts, int state) {
    double total = 0;
    for (int i = state * symbols; i < (state + 1) * symbols; i++) {
      total += counts[i];
    }
    for (int i = state * symbols; i < (state + 1) * symbols; i++) {
      double share = total > 0 ? counts[i] / total : probabilities[i];
      counts[i] = (1 - symbols * LEAST_PROBABILITY) * share + LEAST_PROBABILITY;
    }
  }

  @Override
  Emissions permuted(int[] order) {
    return new CategoricalEmissions(
        states(), symbols, Blocks.permuted(probabilities, order, symbols));
  }

  @Override
  Emissions withRevived(int state, Observations data, Floor floor) {
    double[] revived = probabilities.clone();
    Arrays.fill(revived, state * symbols, (state + 1) * symbols, 1.0 / symbols);
    return new CategoricalEmissions(states(), symbols, revived);
  }
}
