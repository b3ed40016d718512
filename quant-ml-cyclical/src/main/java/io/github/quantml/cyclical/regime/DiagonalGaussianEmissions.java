// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.regime;

import io.github.quantml.math.distribution.StandardNormal;
import java.util.Arrays;
import org.apache.commons.math3.util.FastMath;

/**
 * Normal densities without correlation between the columns.
 *
 * <p>log bₖ(x) = −½ Σ_d [ ln 2π + ln σ²ₖ_d + (x_d − μₖ_d)²/σ²ₖ_d ], summed over the present
 * columns.
 */
public final class DiagonalGaussianEmissions extends Emissions {
  private final double[] means;
  private final double[] variances;
  private final boolean spherical;
  private final double[] halfPrecision;
  private final double[] logNorm;

  private DiagonalGaussianEmissions(
      int states, int dimensions, double[] means, double[] variances, boolean spherical) {
    super(states, dimensions);
    this.means = means;
    this.variances = variances;
    this.spherical = spherical;
    this.halfPrecision = new double[means.length];
    this.logNorm = new double[means.length];
    for (int i = 0; i < means.length; i++) {
      if (!(variances[i] > 0) || Double.isInfinite(variances[i]) || Double.isNaN(means[i])) {
        throw new IllegalArgumentException(
            "state "
                + i / dimensions
                + " needs a finite mean and variance > 0, got mean "
                + means[i]
                + " and variance "
                + variances[i]);
      }
      halfPrecision[i] = 0.5 / variances[i];
      logNorm[i] = -StandardNormal.HALF_LOG_TWO_PI - 0.5 * FastMath.log(variances[i]);
    }
  }

  /**
   * One normal density per state for rows of one column.
   *
   * @param means the means, one per state
   * @param variances the variances, one per state, all above 0
   * @return the densities
   */
  public static DiagonalGaussianEmissions of(double[] means, double[] variances) {
    return of(1, means, variances);
  }

  /**
   * Normal densities with a diagonal covariance matrix.
   *
   * @param dimensions columns per row
   * @param means means, state by state
   * @param variances variances, state by state, all above 0
   * @return the densities
   */
  public static DiagonalGaussianEmissions of(int dimensions, double[] means, double[] variances) {
    if (dimensions < 1 || means.length % dimensions != 0 || means.length != variances.length) {
      throw new IllegalArgumentException(
          "means and variances need states × "
              + dimensions
              + " values, got "
              + means.length
              + " and "
              + variances.length);
    }
    return new DiagonalGaussianEmissions(
        means.length / dimensions, dimensions, means.clone(), variances.clone(), false);
  }

  static DiagonalGaussianEmissions pooled(int states, Floor floor, int columns, boolean spherical) {
    double[] means = new double[states * columns];
    double[] variances = new double[states * columns];
    for (int i = 0; i < means.length; i++) {
      means[i] = floor.mean(i % columns);
      variances[i] = floor.variance(i % columns);
    }
    return new DiagonalGaussianEmissions(states, columns, means, variances, spherical);
  }

  @Override
  public EmissionFamily family() {
    return EmissionFamily.GAUSSIAN;
  }

  @Override
  public int parameters() {
    return states() * (dimensions() + (spherical ? 1 : dimensions()));
  }

  @Override
  public double mean(int state, int column) {
    return means[state * dimensions() + column];
  }

  @Override
  public double variance(int state, int column) {
    return variances[state * dimensions() + column];
  }

  @Override
  public double cdf(int state, double x) {
    requireUnivariate("the distribution function");
    return StandardNormal.cdf((x - means[state]) / Math.sqrt(variances[state]));
  }

  @Override
  void logDensities(double[] values, int from, int to, double[] out, int offset) {
    if (dimensions() == 1) {
      univariate(values, from, to, out, offset);
      return;
    }
    int columns = dimensions();
    for (int t = from, at = offset; t < to; t++) {
      for (int k = 0; k < states(); k++, at++) {
        double sum = 0;
        for (int d = 0, kd = k * columns, x = t * columns; d < columns; d++, kd++, x++) {
          double deviation = values[x] - means[kd];
          double term = logNorm[kd] - deviation * deviation * halfPrecision[kd];
          sum += !Double.isNaN(term) ? term : 0;
        }
        out[at] = sum;
      }
    }
  }

  private void univariate(double[] values, int from, int to, double[] out, int offset) {
    int states = states();
    for (int t = from, at = offset; t < to; t++) {
      double x = values[t];
      if (Double.isNaN(x)) {
        Arrays.fill(out, at, at + states, 0);
        at += states;
        continue;
      }
      for (int k = 0; k < states; k++, at++) {
        double deviation = x - means[k];
        out[at] = logNorm[k] - deviation * deviation * halfPrecision[k];
      }
    }
  }

  @Override
  Emissions reestimate(Observations data, double[] weights, Floor floor) {
    int columns = dimensions();
    int cells = states() * columns;
    double[] mass = new double[cells];
    double[] first = new double[cells];
    double[] second = new double[cells];
    accumulate(data, weights, mass, first, second);
    double[] newMeans = new double[cells];
    double[] newVariances = new double[cells];
    for (int i = 0; i < cells; i++) {
      double shift = mass[i] > 0 ? first[i] / mass[i] : 0;
      newMeans[i] = means[i] + shift;
      newVariances[i] = mass[i] > 0 ? second[i] / mass[i] - shift * shift : variances[i];
    }
    if (spherical) {
      share(newVariances, mass);
    }
    for (int i = 0; i < cells; i++) {
      newVariances[i] = floor.apply(i % columns, newVariances[i]);
    }
    if (spherical) {
      raise(newVariances);
    }
    return new DiagonalGaussianEmissions(states(), columns, newMeans, newVariances, spherical);
  }

  // Deviations are taken from the previous mean: near enough that squares do not cancel.
  private void accumulate(
      Observations data, double[] weights, double[] mass, double[] first, double[] second) {
    if (dimensions() == 1) {
      accumulateUnivariate(data.raw(), weights, mass, first, second);
      return;
    }
    double[] values = data.raw();
    int columns = dimensions();
    int states = states();
    int rows = data.size();
    for (int t = 0, w = 0; t < rows; t++) {
      for (int k = 0; k < states; k++, w++) {
        double weight = weights[w];
        for (int d = 0, kd = k * columns, x = t * columns; d < columns; d++, kd++, x++) {
          double deviation = values[x] - means[kd];
          if (!Double.isNaN(deviation)) {
            mass[kd] += weight;
            first[kd] += weight * deviation;
            second[kd] += weight * deviation * deviation;
          }
        }
      }
    }
  }

  private void accumulateUnivariate(
      double[] values, double[] weights, double[] mass, double[] first, double[] second) {
    int states = states();
    int rows = weights.length / states;
    for (int k = 0; k < states; k++) {
      double mean = means[k];
      double total = 0;
      double sum = 0;
      double squares = 0;
      for (int t = 0, w = k; t < rows; t++, w += states) {
        double deviation = values[t] - mean;
        if (!Double.isNaN(deviation)) {
          double weight = weights[w];
          double moment = weight * deviation;
          total += weight;
          sum += moment;
          squares += moment * deviation;
        }
      }
      mass[k] = total;
      first[k] = sum;
      second[k] = squares;
    }
  }

  private void share(double[] newVariances, double[] mass) {
    int columns = dimensions();
    for (int k = 0; k < states(); k++) {
      double total = 0;
      double weight = 0;
      for (int i = k * columns; i < (k + 1) * columns; i++) {
        total += mass[i] * newVariances[i];
        weight += mass[i];
      }
      Arrays.fill(newVariances, k * columns, (k + 1) * columns, weight > 0 ? total / weight : 0);
    }
  }

  private void raise(double[] newVariances) {
    int columns = dimensions();
    for (int k = 0; k < states(); k++) {
      double most = 0;
      for (int i = k * columns; i < (k + 1) * columns; i++) {
        most = Math.max(most, newVariances[i]);
      }
      Arrays.fill(newVariances, k * columns, (k + 1) * columns, most);
    }
  }

  @Override
  Emissions permuted(int[] order) {
    return new DiagonalGaussianEmissions(
        states(),
        dimensions(),
        Blocks.permuted(means, order, dimensions()),
        Blocks.permuted(variances, order, dimensions()),
        spherical);
  }

  @Override
  Emissions withRevived(int state, Observations data, Floor floor) {
    double[] newMeans = means.clone();
    double[] newVariances = variances.clone();
    for (int d = 0; d < dimensions(); d++) {
      newMeans[state * dimensions() + d] = floor.mean(d);
      newVariances[state * dimensions() + d] = 4 * floor.variance(d);
    }
    if (spherical) {
      raise(newVariances);
    }
    return new DiagonalGaussianEmissions(states(), dimensions(), newMeans, newVariances, spherical);
  }
}
