// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.regime;

import io.github.quantml.math.distribution.StudentT;
import java.util.Arrays;
import org.apache.commons.math3.special.Gamma;
import org.apache.commons.math3.util.FastMath;

/**
 * Student-t densities with a diagonal scale matrix and their own degrees of freedom ν per state.
 *
 * <p>bₖ(x) = Γ((ν+d)/2) / (Γ(ν/2) (νπ)^{d/2} Π s_d) · (1 + δ/ν)^{−(ν+d)/2} with δ = Σ (x_d −
 * μ_d)²/s_d² over the d present columns. Fat tails keep one bad day from becoming a "regime" of its
 * own. The M-step treats the row weights u = (ν+d)/(ν+δ) as missing data (Peel and McLachlan, 2000,
 * Robust mixture modelling using the t distribution, equations 20 to 30).
 */
public final class StudentTEmissions extends Emissions {
  static final double LEAST_NU = 2.1;
  static final double MOST_NU = 200;
  private static final double FIRST_NU = 8;

  private final double[] means;
  private final double[] squaredScales;
  private final double[] nu;
  private final double[] logNorm;

  private StudentTEmissions(
      int states, int dimensions, double[] means, double[] squaredScales, double[] nu) {
    super(states, dimensions);
    this.means = means;
    this.squaredScales = squaredScales;
    this.nu = nu;
    this.logNorm = new double[states * (dimensions + 1)];
    for (int k = 0; k < states; k++) {
      if (!(nu[k] > 0) || Double.isInfinite(nu[k])) {
        throw new IllegalArgumentException(
            "degrees of freedom of state " + k + " must be positive and finite, got " + nu[k]);
      }
      for (int present = 0; present <= dimensions; present++) {
        logNorm[k * (dimensions + 1) + present] = normalisation(nu[k], present);
      }
      for (int i = k * dimensions; i < (k + 1) * dimensions; i++) {
        if (!(squaredScales[i] > 0) || Double.isInfinite(squaredScales[i])) {
          throw new IllegalArgumentException(
              "squared scale of state " + k + " must be positive, got " + squaredScales[i]);
        }
      }
    }
  }

  private static double normalisation(double nu, int present) {
    return Gamma.logGamma(0.5 * (nu + present))
        - Gamma.logGamma(0.5 * nu)
        - 0.5 * present * FastMath.log(nu * Math.PI);
  }

  /**
   * Student-t densities.
   *
   * @param dimensions columns per row
   * @param means locations, state by state
   * @param squaredScales squared scales, state by state, all above 0; not variances
   * @param nu degrees of freedom, one per state, above 0
   */
  public static StudentTEmissions of(
      int dimensions, double[] means, double[] squaredScales, double[] nu) {
    if (dimensions < 1
        || means.length != nu.length * dimensions
        || squaredScales.length != means.length) {
      throw new IllegalArgumentException(
          "means and squared scales need "
              + nu.length * (long) dimensions
              + " values, got "
              + means.length
              + " and "
              + squaredScales.length);
    }
    return new StudentTEmissions(
        nu.length, dimensions, means.clone(), squaredScales.clone(), nu.clone());
  }

  static StudentTEmissions pooled(int states, Floor floor, int columns) {
    double[] means = new double[states * columns];
    double[] scales = new double[states * columns];
    double[] nu = new double[states];
    Arrays.fill(nu, FIRST_NU);
    for (int i = 0; i < means.length; i++) {
      means[i] = floor.mean(i % columns);
      scales[i] = floor.variance(i % columns) * (FIRST_NU - 2) / FIRST_NU;
    }
    return new StudentTEmissions(states, columns, means, scales, nu);
  }

  @Override
  public EmissionFamily family() {
    return EmissionFamily.STUDENT_T;
  }

  @Override
  public int parameters() {
    return states() * (2 * dimensions() + 1);
  }

  @Override
  public double mean(int state, int column) {
    return means[state * dimensions() + column];
  }

  @Override
  public double variance(int state, int column) {
    return nu[state] > 2
        ? squaredScale(state, column) * nu[state] / (nu[state] - 2)
        : Double.POSITIVE_INFINITY;
  }

  /** The squared scale s² of a column in a state. */
  public double squaredScale(int state, int column) {
    return squaredScales[state * dimensions() + column];
  }

  /** The degrees of freedom of a state. */
  public double nu(int state) {
    return nu[state];
  }

  @Override
  public double cdf(int state, double x) {
    requireUnivariate("the distribution function");
    return StudentT.of(nu[state]).cdf((x - means[state]) / Math.sqrt(squaredScales[state]));
  }

  @Override
  void logDensities(double[] values, int from, int to, double[] out, int offset) {
    int columns = dimensions();
    double[] logScale = new double[states() * columns];
    for (int i = 0; i < logScale.length; i++) {
      logScale[i] = 0.5 * FastMath.log(squaredScales[i]);
    }
    for (int t = from, at = offset; t < to; t++) {
      for (int k = 0; k < states(); k++, at++) {
        double distance = 0;
        double scale = 0;
        int present = 0;
        for (int d = 0, kd = k * columns, x = t * columns; d < columns; d++, kd++, x++) {
          double deviation = values[x] - means[kd];
          if (!Double.isNaN(deviation)) {
            distance += deviation * deviation / squaredScales[kd];
            scale += logScale[kd];
            present++;
          }
        }
        out[at] =
            present == 0
                ? 0
                : logNorm[k * (columns + 1) + present]
                    - scale
                    - 0.5 * (nu[k] + present) * FastMath.log1p(distance / nu[k]);
      }
    }
  }

  @Override
  Emissions reestimate(Observations data, double[] weights, Floor floor) {
    int columns = dimensions();
    double[] newMeans = means.clone();
    double[] newScales = squaredScales.clone();
    double[] newNu = nu.clone();
    for (int k = 0; k < states(); k++) {
      TailSums sums = new TailSums(this, k, data, weights);
      for (int d = 0; d < columns; d++) {
        int kd = k * columns + d;
        if (sums.mass[d] > 0) {
          double shift = sums.first[d] / sums.weight[d];
          newMeans[kd] = means[kd] + shift;
          // At the new location Σ w·u·(x−μ')² = Σ w·u·(x−μ)² − shift²·Σ w·u.
          newScales[kd] = (sums.second[d] - shift * shift * sums.weight[d]) / sums.mass[d];
        }
        newScales[kd] = floor.apply(d, newScales[kd]);
      }
      newNu[k] = sums.rows > 0 ? degreesOfFreedom(sums.tail / sums.rows) : nu[k];
    }
    return new StudentTEmissions(states(), columns, newMeans, newScales, newNu);
  }

  /** Solves ln(ν/2) − ψ(ν/2) + 1 + tail = 0, whose left side falls with ν, by bisection on ln ν. */
  private static double degreesOfFreedom(double tail) {
    double low = LEAST_NU;
    double high = MOST_NU;
    for (int i = 0; i < 50; i++) {
      double middle = Math.sqrt(low * high);
      double value = FastMath.log(0.5 * middle) - Gamma.digamma(0.5 * middle) + 1 + tail;
      if (value > 0) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return Math.sqrt(low * high);
  }

  @Override
  Emissions permuted(int[] order) {
    return new StudentTEmissions(
        states(),
        dimensions(),
        Blocks.permuted(means, order, dimensions()),
        Blocks.permuted(squaredScales, order, dimensions()),
        Blocks.permuted(nu, order, 1));
  }

  @Override
  Emissions withRevived(int state, Observations data, Floor floor) {
    double[] newMeans = means.clone();
    double[] newScales = squaredScales.clone();
    double[] newNu = nu.clone();
    for (int d = 0; d < dimensions(); d++) {
      newMeans[state * dimensions() + d] = floor.mean(d);
      newScales[state * dimensions() + d] = 2 * floor.variance(d);
    }
    newNu[state] = FIRST_NU;
    return new StudentTEmissions(states(), dimensions(), newMeans, newScales, newNu);
  }

  /** The weighted sums of one state's M-step. */
  private static final class TailSums {
    final double[] mass;
    final double[] weight;
    final double[] first;
    final double[] second;
    double rows;
    double tail;

    TailSums(StudentTEmissions e, int state, Observations data, double[] weights) {
      int columns = e.dimensions();
      this.mass = new double[columns];
      this.weight = new double[columns];
      this.first = new double[columns];
      this.second = new double[columns];
      double nu = e.nu[state];
      double[] expected = new double[columns + 1];
      for (int present = 1; present <= columns; present++) {
        double half = 0.5 * (nu + present);
        expected[present] = Gamma.digamma(half) - FastMath.log(half);
      }
      double[] values = data.raw();
      for (int t = 0, w = state; t < data.size(); t++, w += e.states()) {
        add(e, state * columns, values, t * columns, weights[w], nu, expected);
      }
    }

    private void add(
        StudentTEmissions e,
        int base,
        double[] values,
        int row,
        double responsibility,
        double nu,
        double[] expected) {
      int columns = mass.length;
      double distance = 0;
      int present = 0;
      for (int d = 0; d < columns; d++) {
        double deviation = values[row + d] - e.means[base + d];
        if (!Double.isNaN(deviation)) {
          distance += deviation * deviation / e.squaredScales[base + d];
          present++;
        }
      }
      if (present == 0) {
        return;
      }
      double u = (nu + present) / (nu + distance);
      rows += responsibility;
      tail += responsibility * (FastMath.log(u) - u + expected[present]);
      double weighted = responsibility * u;
      for (int d = 0; d < columns; d++) {
        double deviation = values[row + d] - e.means[base + d];
        if (!Double.isNaN(deviation)) {
          mass[d] += responsibility;
          weight[d] += weighted;
          first[d] += weighted * deviation;
          second[d] += weighted * deviation * deviation;
        }
      }
    }
  }
}
