// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.regime;

import io.github.quantml.api.InvalidDataException;
import org.apache.commons.math3.special.Gamma;
import org.apache.commons.math3.util.FastMath;

/**
 * Independent Poisson counts per column: log bₖ(x) = Σ_d [ x_d ln λₖ_d − λₖ_d − ln x_d! ].
 *
 * <p>Values must be whole numbers of at least 0, or NaN for missing.
 */
public final class PoissonEmissions extends Emissions {
  private static final double LEAST_SHARE = 1e-9;

  private final double[] rates;
  private final double[] logRates;

  private PoissonEmissions(int states, int dimensions, double[] rates) {
    super(states, dimensions);
    this.rates = rates;
    this.logRates = new double[rates.length];
    for (int i = 0; i < rates.length; i++) {
      if (!(rates[i] > 0) || Double.isInfinite(rates[i])) {
        throw new IllegalArgumentException(
            "rate of state " + i / dimensions + " must be positive and finite, got " + rates[i]);
      }
      logRates[i] = FastMath.log(rates[i]);
    }
  }

  /**
   * One rate per state, for rows of one column.
   *
   * @param rates expected counts, above 0
   */
  public static PoissonEmissions of(double... rates) {
    return new PoissonEmissions(rates.length, 1, rates.clone());
  }

  static PoissonEmissions pooled(int states, Floor floor, int columns) {
    double[] rates = new double[states * columns];
    for (int i = 0; i < rates.length; i++) {
      rates[i] = leastRate(floor, i % columns) + floor.mean(i % columns);
    }
    return new PoissonEmissions(states, columns, rates);
  }

  private static double leastRate(Floor floor, int column) {
    return floor.mean(column) > 0 ? LEAST_SHARE * floor.mean(column) : LEAST_SHARE;
  }

  @Override
  void requireValid(Observations data) {
    super.requireValid(data);
    double[] values = data.raw();
    for (int i = 0; i < values.length; i++) {
      if (values[i] < 0 || (!Double.isNaN(values[i]) && values[i] != FastMath.rint(values[i]))) {
        throw new InvalidDataException(
            "Poisson observations must be whole numbers of at least 0, got "
                + values[i]
                + " in row "
                + i / dimensions());
      }
    }
  }

  @Override
  public EmissionFamily family() {
    return EmissionFamily.POISSON;
  }

  @Override
  public int parameters() {
    return states() * dimensions();
  }

  @Override
  public double mean(int state, int column) {
    return rates[state * dimensions() + column];
  }

  @Override
  public double variance(int state, int column) {
    return mean(state, column);
  }

  @Override
  public double cdf(int state, double x) {
    requireUnivariate("the distribution function");
    return x < 0 ? 0 : Gamma.regularizedGammaQ(FastMath.floor(x) + 1, rates[state]);
  }

  @Override
  void logDensities(double[] values, int from, int to, double[] out, int offset) {
    int columns = dimensions();
    for (int t = from, at = offset; t < to; t++) {
      double logFactorials = 0;
      for (int x = t * columns; x < (t + 1) * columns; x++) {
        logFactorials += !Double.isNaN(values[x]) ? Gamma.logGamma(values[x] + 1) : 0;
      }
      for (int k = 0; k < states(); k++, at++) {
        double sum = -logFactorials;
        for (int d = 0, kd = k * columns, x = t * columns; d < columns; d++, kd++, x++) {
          double term = values[x] * logRates[kd] - rates[kd];
          sum += !Double.isNaN(term) ? term : 0;
        }
        out[at] = sum;
      }
    }
  }

  @Override
  Emissions reestimate(Observations data, double[] weights, Floor floor) {
    int columns = dimensions();
    double[] mass = new double[rates.length];
    double[] sum = new double[rates.length];
    double[] values = data.raw();
    for (int t = 0, w = 0; t < data.size(); t++) {
      for (int k = 0; k < states(); k++, w++) {
        for (int d = 0, kd = k * columns, x = t * columns; d < columns; d++, kd++, x++) {
          if (!Double.isNaN(values[x])) {
            mass[kd] += weights[w];
            sum[kd] += weights[w] * values[x];
          }
        }
      }
    }
    double[] newRates = new double[rates.length];
    for (int i = 0; i < rates.length; i++) {
      double rate = mass[i] > 0 ? sum[i] / mass[i] : rates[i];
      newRates[i] = Math.max(rate, leastRate(floor, i % columns));
    }
    return new PoissonEmissions(states(), columns, newRates);
  }

  @Override
  Emissions permuted(int[] order) {
    return new PoissonEmissions(
        states(), dimensions(), Blocks.permuted(rates, order, dimensions()));
  }

  @Override
  Emissions withRevived(int state, Observations data, Floor floor) {
    double[] newRates = rates.clone();
    for (int d = 0; d < dimensions(); d++) {
      newRates[state * dimensions() + d] =
          leastRate(floor, d) + floor.mean(d) + Math.sqrt(floor.variance(d));
    }
    return new PoissonEmissions(states(), dimensions(), newRates);
  }
}
