// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math;

import io.github.quantml.api.ConvergenceException;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * Minimises a function of a few variables without derivatives, deterministically.
 *
 * <p>The simplex method with the dimension-adaptive coefficients of Gao and Han (2012), restarted
 * from its answer until a restart no longer improves it; that removes the usual failure, a simplex
 * that collapses before the minimum. A value of NaN counts as +∞, so an objective may reject
 * points.
 *
 * <p>Source: Nelder and Mead (1965), A simplex method for function minimization; Gao and Han
 * (2012), Implementing the Nelder-Mead simplex algorithm with adaptive parameters.
 *
 * @param tolerance relative spread of function values over the simplex at which a run ends
 * @param maxEvaluations budget of one minimisation including restarts
 */
public record NelderMead(double tolerance, int maxEvaluations) {
  private static final int MAX_RESTARTS = 10;

  public NelderMead {
    if (!(tolerance > 0)) {
      throw new IllegalArgumentException("tolerance must be > 0: " + tolerance);
    }
    if (maxEvaluations < 1) {
      throw new IllegalArgumentException("maxEvaluations must be >= 1: " + maxEvaluations);
    }
  }

  /** Tolerance 10⁻¹², 20 000 evaluations. */
  public static NelderMead defaults() {
    return new NelderMead(1e-12, 20_000);
  }

  /**
   * A minimum found.
   *
   * @param point where
   * @param value how low
   * @param evaluations how many function values it took
   */
  public record Minimum(double[] point, double value, int evaluations) {}

  /**
   * A local minimum near the start.
   *
   * @param start first point; its value must be finite
   * @param step size of the first simplex along every axis, positive
   * @throws ConvergenceException when the evaluations run out first
   */
  public Minimum minimise(ToDoubleFunction<double[]> objective, double[] start, double step) {
    if (!(step > 0)) {
      throw new IllegalArgumentException("step must be > 0: " + step);
    }
    Search search = new Search(objective, start, maxEvaluations);
    double best = search.values[0];
    if (!(best < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("objective must be finite at start: " + best);
    }
    for (int restart = 0; restart < MAX_RESTARTS; restart++) {
      search.spread(step);
      search.run(tolerance);
      double improved = best - search.values[0];
      best = search.values[0];
      if (restart > 0 && !(improved > tolerance * (Math.abs(best) + tolerance))) {
        break;
      }
    }
    return new Minimum(search.points[0].clone(), best, search.evaluations);
  }

  /** The moving simplex; {@code points[0]} is the best vertex between runs. */
  private static final class Search {
    private final ToDoubleFunction<double[]> objective;
    private final int budget;
    private final int n;
    private final double[][] points;
    private final double[] values;
    private int evaluations;

    Search(ToDoubleFunction<double[]> objective, double[] start, int budget) {
      this.objective = objective;
      this.budget = budget;
      this.n = start.length;
      this.points = new double[n + 1][];
      this.values = new double[n + 1];
      points[0] = start.clone();
      values[0] = evaluate(points[0]);
    }

    double evaluate(double[] point) {
      evaluations++;
      double value = objective.applyAsDouble(point);
      return Double.isNaN(value) ? Double.POSITIVE_INFINITY : value;
    }

    void spread(double step) {
      for (int i = 1; i <= n; i++) {
        points[i] = points[0].clone();
        points[i][i - 1] += step;
        values[i] = evaluate(points[i]);
      }
      sort();
    }

    void run(double tolerance) {
      double[] centre = new double[n];
      while (values[n] - values[0] > tolerance * (Math.abs(values[0]) + tolerance)
          || values[n] == Double.POSITIVE_INFINITY) {
        if (evaluations >= budget) {
          throw new ConvergenceException("Nelder-Mead", evaluations, values[n] - values[0]);
        }
        Arrays.fill(centre, 0);
        for (int i = 0; i < n; i++) {
          for (int j = 0; j < n; j++) {
            centre[j] += points[i][j] / n;
          }
        }
        step(centre);
        sort();
      }
    }

    private void step(double[] centre) {
      double expansion = 1 + 2.0 / n;
      double contraction = 0.75 - 0.5 / n;
      double[] reflected = towards(centre, -1);
      double value = evaluate(reflected);
      if (value < values[0]) {
        double[] further = towards(centre, -expansion);
        double furtherValue = evaluate(further);
        accept(furtherValue < value ? further : reflected, Math.min(furtherValue, value));
      } else if (value < values[n - 1]) {
        accept(reflected, value);
      } else {
        boolean outside = value < values[n];
        double[] nearer = towards(centre, outside ? -contraction : contraction);
        double nearerValue = evaluate(nearer);
        if (nearerValue < Math.min(value, values[n])) {
          accept(nearer, nearerValue);
        } else {
          shrink();
        }
      }
    }

    /** centre + factor · (worst − centre). */
    private double[] towards(double[] centre, double factor) {
      double[] point = new double[n];
      for (int j = 0; j < n; j++) {
        point[j] = centre[j] + factor * (points[n][j] - centre[j]);
      }
      return point;
    }

    private void accept(double[] point, double value) {
      points[n] = point;
      values[n] = value;
    }

    private void shrink() {
      // Gao and Han shrink by 1 - 1/n, which is no shrinking at all in one dimension.
      double factor = n == 1 ? 0.5 : 1 - 1.0 / n;
      for (int i = 1; i <= n; i++) {
        for (int j = 0; j < n; j++) {
          points[i][j] = points[0][j] + factor * (points[i][j] - points[0][j]);
        }
        values[i] = evaluate(points[i]);
      }
    }

    /** Insertion sort: stable, so ties never depend on anything but the path. */
    private void sort() {
      for (int i = 1; i <= n; i++) {
        double value = values[i];
        double[] point = points[i];
        int j = i - 1;
        while (j >= 0 && values[j] > value) {
          values[j + 1] = values[j];
          points[j + 1] = points[j];
          j--;
        }
        values[j + 1] = value;
        points[j + 1] = point;
      }
    }
  }
}
