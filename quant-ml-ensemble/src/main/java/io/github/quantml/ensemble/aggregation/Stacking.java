// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.ensemble.aggregation;

import io.github.quantml.math.Sums;
import java.util.Arrays;
import org.apache.commons.math3.util.FastMath;

/**
 * Weights fitted at once on forecasts that were made out of sample, oldest first.
 *
 * <p>Both fits give weights on the simplex, so that they serve as a pool of distributions, and both
 * skip a row's sleeping experts (NaN): the others share its weight. Rows must come from forward
 * chaining - each forecast made before its outcome - because nothing here can check it.
 */
public final class Stacking {
  private static final int MOST_ITERATIONS = 2_000;
  private static final double TOLERANCE = 1e-10;
  private static final double[] PENALTIES = {1e-3, 1e-2, 1e-1, 1, 10, 100, 1e3};
  private static final int FOLDS = 4;

  private Stacking() {}

  /**
   * The optimal linear pool: weights that minimise −Σₜ ln Σₖ wₖ pₖₜ plus a pull of {@code prior}
   * outcomes towards equal weights (a Dirichlet prior), by expectation maximisation.
   *
   * <p>Sources: Hall and Mitchell (2007), Combining density forecasts; Geweke and Amisano (2011),
   * Optimal prediction pools, section 2.
   *
   * @param logDensities a row per outcome with each expert's log density at it, NaN where it slept
   * @param prior pseudo-outcomes, at least 0
   */
  public static double[] convex(double[][] logDensities, double prior) {
    if (!(prior >= 0 && prior < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("prior: must be at least 0 and finite, got " + prior);
    }
    int experts = width(logDensities);
    double[] weights = new double[experts];
    Arrays.fill(weights, 1.0 / experts);
    double[][] likelihoods = scaledLikelihoods(logDensities);
    for (int i = 0; i < MOST_ITERATIONS; i++) {
      double[] next = responsibilities(likelihoods, weights, prior / experts);
      double moved = 0;
      for (int k = 0; k < experts; k++) {
        moved = Math.max(moved, Math.abs(next[k] - weights[k]));
      }
      weights = next;
      if (moved < TOLERANCE) {
        break;
      }
    }
    return weights;
  }

  /** Each row divided by its largest likelihood, which moves no responsibility. */
  private static double[][] scaledLikelihoods(double[][] logDensities) {
    double[][] scaled = new double[logDensities.length][];
    for (int t = 0; t < scaled.length; t++) {
      double best = Double.NEGATIVE_INFINITY;
      for (double l : logDensities[t]) {
        best = Double.isNaN(l) ? best : Math.max(best, l);
      }
      scaled[t] = new double[logDensities[t].length];
      for (int k = 0; k < scaled[t].length; k++) {
        double l = logDensities[t][k];
        scaled[t][k] = Double.isNaN(l) ? Double.NaN : FastMath.exp(l - best);
      }
    }
    return scaled;
  }

  private static double[] responsibilities(double[][] p, double[] weights, double prior) {
    double[] mass = new double[weights.length];
    Arrays.fill(mass, prior);
    for (double[] row : p) {
      double total = 0;
      double awake = 0;
      for (int k = 0; k < weights.length; k++) {
        if (!Double.isNaN(row[k])) {
          total += weights[k] * row[k];
          awake += weights[k];
        }
      }
      for (int k = 0; k < weights.length; k++) {
        if (Double.isNaN(row[k])) {
          mass[k] += weights[k]; // a sleeper keeps what it has
        } else if (total > 0) {
          mass[k] += awake * weights[k] * row[k] / total;
        }
      }
    }
    double sum = Sums.sum(mass);
    for (int k = 0; k < mass.length; k++) {
      mass[k] = sum > 0 ? mass[k] / sum : 1.0 / mass.length;
    }
    return mass;
  }

  /**
   * Ridge stacking of point forecasts: weights on the simplex that minimise Σₜ (yₜ − Σₖ wₖ xₖₜ)²/s²
   * + λ Σₖ (wₖ − 1/K)², s² the mean square of the outcomes.
   *
   * <p>Sources: Breiman (1996), Stacked regressions, for the constraint; Diebold and Pauly (1990),
   * The use of prior information in forecast combination, for shrinkage towards equal weights.
   *
   * @param forecasts a row per outcome with each expert's forecast, NaN where it slept
   * @param outcomes what came
   * @param lambda λ, positive
   */
  public static double[] ridge(double[][] forecasts, double[] outcomes, double lambda) {
    return ridge(forecasts, outcomes, 0, outcomes.length, lambda);
  }

  /**
   * {@link #ridge(double[][], double[], double)} with the λ of {10⁻³ … 10³} whose weights, fitted
   * on the past of each of four successive blocks, had the lowest squared error inside the blocks.
   */
  public static double[] ridge(double[][] forecasts, double[] outcomes) {
    int n = outcomes.length;
    double best = Double.POSITIVE_INFINITY;
    double chosen = PENALTIES[PENALTIES.length - 1];
    for (double lambda : PENALTIES) {
      double error = 0;
      for (int fold = 1; fold <= FOLDS; fold++) {
        int from = (int) ((long) n * fold / (FOLDS + 1));
        int to = (int) ((long) n * (fold + 1) / (FOLDS + 1));
        double[] weights = ridge(forecasts, outcomes, 0, from, lambda);
        for (int t = from; t < to; t++) {
          double miss = outcomes[t] - mix(forecasts[t], weights);
          error += miss * miss;
        }
      }
      if (error < best) {
        best = error;
        chosen = lambda;
      }
    }
    return ridge(forecasts, outcomes, chosen);
  }

  private static double mix(double[] row, double[] weights) {
    double sum = 0;
    double awake = 0;
    for (int k = 0; k < row.length; k++) {
      if (!Double.isNaN(row[k])) {
        sum += weights[k] * row[k];
        awake += weights[k];
      }
    }
    return awake > 0 ? sum / awake : 0;
  }

  private static double[] ridge(
      double[][] forecasts, double[] outcomes, int from, int to, double lambda) {
    if (!(lambda > 0 && lambda < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("lambda: must be positive and finite, got " + lambda);
    }
    if (forecasts.length != outcomes.length) {
      throw new IllegalArgumentException(
          "forecasts: must have a row per outcome, "
              + outcomes.length
              + ", got "
              + forecasts.length);
    }
    int experts = width(forecasts);
    double scale = 0;
    for (int t = from; t < to; t++) {
      scale += outcomes[t] * outcomes[t];
    }
    scale = scale > 0 ? scale / (to - from) : 1;
    double[][] gram = new double[experts][experts];
    double[] target = new double[experts];
    for (int k = 0; k < experts; k++) {
      gram[k][k] = lambda;
      target[k] = lambda / experts;
    }
    double[] filled = new double[experts];
    for (int t = from; t < to; t++) {
      fill(forecasts[t], filled);
      for (int i = 0; i < experts; i++) {
        target[i] += filled[i] * outcomes[t] / scale;
        for (int j = 0; j < experts; j++) {
          gram[i][j] += filled[i] * filled[j] / scale;
        }
      }
    }
    return minimiseOnSimplex(gram, target);
  }

  /** A sleeper's forecast is the mean of the awake: the same as dealing its weight out evenly. */
  private static void fill(double[] row, double[] filled) {
    double sum = 0;
    int awake = 0;
    for (double x : row) {
      if (!Double.isNaN(x)) {
        sum += x;
        awake++;
      }
    }
    for (int k = 0; k < row.length; k++) {
      filled[k] = Double.isNaN(row[k]) ? (awake > 0 ? sum / awake : 0) : row[k];
    }
  }

  /** Accelerated projected gradient for ½wᵀGw − bᵀw (Beck and Teboulle 2009). */
  private static double[] minimiseOnSimplex(double[][] gram, double[] target) {
    int n = target.length;
    double curvature = 0;
    for (double[] row : gram) {
      double sum = 0;
      for (double g : row) {
        sum += Math.abs(g);
      }
      curvature = Math.max(curvature, sum);
    }
    double[] weights = new double[n];
    Arrays.fill(weights, 1.0 / n);
    double[] ahead = weights.clone();
    double momentum = 1;
    for (int i = 0; i < MOST_ITERATIONS; i++) {
      double[] next = new double[n];
      for (int k = 0; k < n; k++) {
        double slope = -target[k];
        for (int j = 0; j < n; j++) {
          slope += gram[k][j] * ahead[j];
        }
        next[k] = ahead[k] - slope / curvature;
      }
      next = ontoSimplex(next);
      double faster = (1 + Math.sqrt(1 + 4 * momentum * momentum)) / 2;
      double moved = 0;
      for (int k = 0; k < n; k++) {
        moved = Math.max(moved, Math.abs(next[k] - weights[k]));
        ahead[k] = next[k] + (momentum - 1) / faster * (next[k] - weights[k]);
      }
      momentum = faster;
      weights = next;
      if (moved < TOLERANCE) {
        break;
      }
    }
    return weights;
  }

  /** The nearest point of the simplex (Duchi et al. 2008, figure 1). */
  static double[] ontoSimplex(double[] v) {
    double[] sorted = v.clone();
    Arrays.sort(sorted);
    double sum = 0;
    double shift = 0;
    for (int i = sorted.length - 1, count = 1; i >= 0; i--, count++) {
      sum += sorted[i];
      double candidate = (sum - 1) / count;
      if (sorted[i] - candidate > 0) {
        shift = candidate;
      }
    }
    double[] projected = new double[v.length];
    for (int k = 0; k < v.length; k++) {
      projected[k] = Math.max(0, v[k] - shift);
    }
    return projected;
  }

  private static int width(double[][] rows) {
    if (rows.length == 0 || rows[0].length == 0) {
      throw new IllegalArgumentException("rows: must be at least one, of at least one expert");
    }
    for (double[] row : rows) {
      if (row.length != rows[0].length) {
        throw new IllegalArgumentException(
            "rows: must all have " + rows[0].length + " experts, one has " + row.length);
      }
    }
    return rows[0].length;
  }
}
