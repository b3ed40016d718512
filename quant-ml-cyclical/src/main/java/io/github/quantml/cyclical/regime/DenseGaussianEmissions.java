// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.regime;

import io.github.quantml.math.distribution.StandardNormal;
import org.apache.commons.math3.util.FastMath;

/**
 * Normal densities with a full covariance matrix, one per state or one shared by all.
 *
 * <p>log bₖ(x) = −½ [ d·ln 2π + ln |Σₖ| + (x − μₖ)ᵀ Σₖ⁻¹ (x − μₖ) ] over the present columns. In
 * the M-step a missing value enters by its conditional mean and covariance given the present ones,
 * so that EM still climbs the likelihood of what was observed (Little and Rubin, 2002, Statistical
 * Analysis with Missing Data, section 11.2).
 */
public final class DenseGaussianEmissions extends Emissions {
  private static final int FLOOR_STEPS = 60;

  private final double[] means;
  private final double[] covariances;
  private final boolean tied;
  private final double[][] factors;
  private final double[] logNorm;

  private DenseGaussianEmissions(
      int states, int dimensions, double[] means, double[] covariances, boolean tied) {
    super(states, dimensions);
    this.means = means;
    this.covariances = covariances;
    this.tied = tied;
    this.factors = new double[states][];
    this.logNorm = new double[states];
    int square = dimensions * dimensions;
    for (int k = 0; k < states; k++) {
      double[] factor = new double[square];
      System.arraycopy(covariances, k * square, factor, 0, square);
      if (!Cholesky.factor(factor, dimensions)) {
        throw new IllegalArgumentException(
            "the covariance matrix of state " + k + " must be positive definite");
      }
      factors[k] = factor;
      double norm = -dimensions * StandardNormal.HALF_LOG_TWO_PI;
      for (int d = 0; d < dimensions; d++) {
        norm -= FastMath.log(factor[d * dimensions + d]);
      }
      logNorm[k] = norm;
    }
  }

  /**
   * Normal densities with full covariance matrices.
   *
   * @param dimensions columns per row
   * @param means means, state by state
   * @param covariances row-major symmetric positive definite matrices, state by state
   */
  public static DenseGaussianEmissions of(int dimensions, double[] means, double[] covariances) {
    if (dimensions < 1
        || means.length % dimensions != 0
        || covariances.length != means.length * dimensions) {
      throw new IllegalArgumentException(
          "covariances need "
              + means.length * (long) dimensions
              + " values for "
              + means.length
              + " means of dimension "
              + dimensions
              + ", got "
              + covariances.length);
    }
    return new DenseGaussianEmissions(
        means.length / dimensions, dimensions, means.clone(), covariances.clone(), false);
  }

  static DenseGaussianEmissions pooled(int states, Floor floor, int columns, boolean tied) {
    double[] means = new double[states * columns];
    double[] covariances = new double[states * columns * columns];
    for (int k = 0; k < states; k++) {
      for (int d = 0; d < columns; d++) {
        means[k * columns + d] = floor.mean(d);
        covariances[(k * columns + d) * columns + d] = floor.variance(d);
      }
    }
    return new DenseGaussianEmissions(states, columns, means, covariances, tied);
  }

  @Override
  public EmissionFamily family() {
    return EmissionFamily.GAUSSIAN;
  }

  @Override
  public int parameters() {
    int triangle = dimensions() * (dimensions() + 1) / 2;
    return states() * dimensions() + (tied ? triangle : states() * triangle);
  }

  @Override
  public double mean(int state, int column) {
    return means[state * dimensions() + column];
  }

  @Override
  public double variance(int state, int column) {
    return covariance(state, column, column);
  }

  /** One entry of the covariance matrix of a state. */
  public double covariance(int state, int row, int column) {
    return covariances[(state * dimensions() + row) * dimensions() + column];
  }

  @Override
  public double cdf(int state, double x) {
    requireUnivariate("the distribution function");
    return StandardNormal.cdf((x - means[state]) / Math.sqrt(covariances[state]));
  }

  @Override
  void logDensities(double[] values, int from, int to, double[] out, int offset) {
    int columns = dimensions();
    double[] deviation = new double[columns];
    for (int t = from, at = offset; t < to; t++) {
      int present = present(values, t);
      for (int k = 0; k < states(); k++, at++) {
        if (present < columns) {
          out[at] = new Conditional(this, k, values, t).logDensity();
          continue;
        }
        for (int d = 0; d < columns; d++) {
          deviation[d] = values[t * columns + d] - means[k * columns + d];
        }
        Cholesky.solveLower(factors[k], columns, deviation);
        double squares = 0;
        for (int d = 0; d < columns; d++) {
          squares += deviation[d] * deviation[d];
        }
        out[at] = logNorm[k] - 0.5 * squares;
      }
    }
  }

  private int present(double[] values, int row) {
    int count = 0;
    for (int d = 0, at = row * dimensions(); d < dimensions(); d++, at++) {
      count += !Double.isNaN(values[at]) ? 1 : 0;
    }
    return count;
  }

  @Override
  Emissions reestimate(Observations data, double[] weights, Floor floor) {
    int columns = dimensions();
    int square = columns * columns;
    double[] mass = new double[states()];
    double[] first = new double[states() * columns];
    double[] second = new double[states() * square];
    accumulate(data, weights, mass, first, second);
    double[] newMeans = means.clone();
    double[] newCovariances = covariances.clone();
    for (int k = 0; k < states(); k++) {
      if (!(mass[k] > 0)) {
        continue;
      }
      for (int i = 0; i < columns; i++) {
        newMeans[k * columns + i] += first[k * columns + i] / mass[k];
        for (int j = 0; j < columns; j++) {
          newCovariances[k * square + i * columns + j] =
              second[k * square + i * columns + j] / mass[k]
                  - first[k * columns + i] / mass[k] * (first[k * columns + j] / mass[k]);
        }
      }
    }
    if (tied) {
      tie(newCovariances, mass);
    }
    for (int k = 0; k < states(); k++) {
      raise(newCovariances, k, floor);
    }
    return new DenseGaussianEmissions(states(), columns, newMeans, newCovariances, tied);
  }

  private void accumulate(
      Observations data, double[] weights, double[] mass, double[] first, double[] second) {
    double[] values = data.raw();
    int columns = dimensions();
    double[] deviation = new double[columns];
    for (int t = 0, w = 0; t < data.size(); t++) {
      boolean whole = data.complete() || present(values, t) == columns;
      for (int k = 0; k < states(); k++, w++) {
        double weight = weights[w];
        int base = k * columns;
        if (whole) {
          for (int d = 0; d < columns; d++) {
            deviation[d] = values[t * columns + d] - means[base + d];
          }
        } else {
          Conditional given = new Conditional(this, k, values, t);
          given.deviationInto(deviation);
          given.addCovariance(weight, second, base * columns);
        }
        mass[k] += weight;
        for (int i = 0; i < columns; i++) {
          double weighted = weight * deviation[i];
          first[base + i] += weighted;
          for (int j = 0; j < columns; j++) {
            second[(base + i) * columns + j] += weighted * deviation[j];
          }
        }
      }
    }
  }

  private void tie(double[] matrices, double[] mass) {
    int square = dimensions() * dimensions();
    double total = 0;
    for (double m : mass) {
      total += m;
    }
    for (int i = 0; i < square; i++) {
      double sum = 0;
      for (int k = 0; k < states(); k++) {
        sum += mass[k] * matrices[k * square + i];
      }
      for (int k = 0; k < states(); k++) {
        matrices[k * square + i] = sum / total;
      }
    }
  }

  /**
   * Raises the diagonal to the floor, then shrinks the correlations until what remains of each
   * column given the others is at least half its floor.
   */
  private void raise(double[] matrices, int state, Floor floor) {
    int n = dimensions();
    int base = state * n * n;
    for (int d = 0; d < n; d++) {
      matrices[base + d * n + d] = floor.apply(d, matrices[base + d * n + d]);
    }
    double[] factor = new double[n * n];
    for (int step = 0; step < FLOOR_STEPS; step++) {
      System.arraycopy(matrices, base, factor, 0, n * n);
      if (Cholesky.factor(factor, n) && clear(factor, floor)) {
        return;
      }
      floor.mark();
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          if (i != j) {
            matrices[base + i * n + j] *= 0.9;
          }
        }
      }
    }
  }

  private boolean clear(double[] factor, Floor floor) {
    for (int d = 0; d < dimensions(); d++) {
      double pivot = factor[d * dimensions() + d];
      if (!(pivot * pivot >= 0.5 * floor.floor(d))) {
        return false;
      }
    }
    return true;
  }

  double[] factor(int state) {
    return factors[state];
  }

  @Override
  Emissions permuted(int[] order) {
    return new DenseGaussianEmissions(
        states(),
        dimensions(),
        Blocks.permuted(means, order, dimensions()),
        Blocks.permuted(covariances, order, dimensions() * dimensions()),
        tied);
  }

  @Override
  Emissions withRevived(int state, Observations data, Floor floor) {
    int n = dimensions();
    double[] newMeans = means.clone();
    double[] newCovariances = covariances.clone();
    for (int i = 0; i < n; i++) {
      newMeans[state * n + i] = floor.mean(i);
      for (int j = 0; j < n && !tied; j++) {
        newCovariances[(state * n + i) * n + j] = i == j ? 4 * floor.variance(i) : 0;
      }
    }
    return new DenseGaussianEmissions(states(), n, newMeans, newCovariances, tied);
  }
}
