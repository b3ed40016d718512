// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math;

/**
 * Limited-memory BFGS: minimises a smooth function of many variables from its gradients.
 *
 * <p>The search direction is the two-loop recursion over the last m steps and gradient changes; the
 * step length satisfies the weak Wolfe conditions by bisection. Memory is 2m + 6 vectors. The
 * result is a pure function of the arguments. Immutable, thread-safe when the objective is.
 *
 * <p>Sources: Liu and Nocedal (1989), On the limited memory BFGS method for large scale
 * optimization, algorithm 2.1; Lewis and Overton (2013), Nonsmooth optimization via quasi-Newton
 * methods, section 3, for the line search.
 *
 * @param memory m, at least 1; 5 to 20 serve
 * @param tolerance stops when the largest gradient component is at most this, or when an iteration
 *     lowers the value by less than this fraction of it; positive
 * @param maxIterations most iterations, at least 1
 */
public record Lbfgs(int memory, double tolerance, int maxIterations) {
  private static final double SUFFICIENT_DECREASE = 1e-4;
  private static final double CURVATURE = 0.9;
  private static final int MOST_TRIALS = 40;

  public Lbfgs {
    if (memory < 1) {
      throw new IllegalArgumentException("memory must be >= 1: " + memory);
    }
    if (!(tolerance > 0)) {
      throw new IllegalArgumentException("tolerance must be > 0: " + tolerance);
    }
    if (maxIterations < 1) {
      throw new IllegalArgumentException("maxIterations must be >= 1: " + maxIterations);
    }
  }

  /** Memory 10, tolerance 10⁻⁶, at most 200 iterations. */
  public static Lbfgs defaults() {
    return new Lbfgs(10, 1e-6, 200);
  }

  /** A function with its gradient. */
  @FunctionalInterface
  public interface Objective {
    /**
     * The value at a point.
     *
     * @param point where; not to be changed
     * @param gradient is filled with the gradient there
     */
    double at(double[] point, double[] gradient);
  }

  /**
   * Where the search ended.
   *
   * @param point the best point found
   * @param value the function there
   * @param iterations how many were made
   * @param converged whether the tolerance was met
   */
  public record Minimum(double[] point, double value, int iterations, boolean converged) {}

  /**
   * Minimises from a start.
   *
   * @param objective finite at the start; values that are not finite later on shorten the step
   * @param start not changed
   */
  public Minimum minimise(Objective objective, double[] start) {
    Search search = new Search(objective, start.clone(), memory);
    for (int i = 0; i < maxIterations; i++) {
      if (search.steepest() <= tolerance) {
        return search.result(i, true);
      }
      double before = search.value;
      if (!search.step()) {
        return search.result(i, false);
      }
      if (before - search.value <= tolerance * Math.abs(search.value)) {
        return search.result(i + 1, true);
      }
    }
    return search.result(maxIterations, false);
  }

  /** The state of one search. */
  private static final class Search {
    private final Objective objective;
    private final int memory;
    private final double[][] steps;
    private final double[][] changes;
    private final double[] curvatures;
    private final double[] coefficients;
    private final double[] direction;
    private double[] point;
    private double[] gradient;
    private double[] nextPoint;
    private double[] nextGradient;
    private double value;
    private int stored;

    Search(Objective objective, double[] start, int memory) {
      this.objective = objective;
      this.memory = memory;
      int n = start.length;
      this.steps = new double[memory][n];
      this.changes = new double[memory][n];
      this.curvatures = new double[memory];
      this.coefficients = new double[memory];
      this.direction = new double[n];
      this.point = start;
      this.gradient = new double[n];
      this.nextPoint = new double[n];
      this.nextGradient = new double[n];
      this.value = objective.at(point, gradient);
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("start: the objective is " + value + " there");
      }
    }

    double steepest() {
      double largest = 0;
      for (double g : gradient) {
        largest = Math.max(largest, Math.abs(g));
      }
      return largest;
    }

    Minimum result(int iterations, boolean converged) {
      return new Minimum(point, value, iterations, converged);
    }

    /** One iteration; false when no step along the direction lowers the value. */
    boolean step() {
      direct();
      double slope = dot(gradient, direction);
      if (!(slope < 0)) { // rounding has spoilt the memory: start afresh with the gradient
        stored = 0;
        direct();
        slope = dot(gradient, direction);
      }
      double low = 0;
      double high = Double.POSITIVE_INFINITY;
      double t = stored == 0 ? Math.min(1, 1 / Math.sqrt(dot(gradient, gradient))) : 1;
      for (int trial = 0; trial < MOST_TRIALS; trial++) {
        for (int i = 0; i < point.length; i++) {
          nextPoint[i] = point[i] + t * direction[i];
        }
        double next = objective.at(nextPoint, nextGradient);
        if (!(next <= value + SUFFICIENT_DECREASE * t * slope)) {
          high = t;
        } else if (dot(nextGradient, direction) < CURVATURE * slope) {
          low = t;
        } else {
          accept(next);
          return true;
        }
        t = high < Double.POSITIVE_INFINITY ? low + (high - low) / 2 : 2 * low;
      }
      return false;
    }

    /** −H·gradient by the two-loop recursion. */
    private void direct() {
      int kept = Math.min(stored, memory);
      for (int i = 0; i < direction.length; i++) {
        direction[i] = -gradient[i];
      }
      for (int k = 1; k <= kept; k++) {
        int slot = (stored - k) % memory;
        coefficients[slot] = dot(steps[slot], direction) / curvatures[slot];
        add(direction, changes[slot], -coefficients[slot]);
      }
      if (kept > 0) {
        int newest = (stored - 1) % memory;
        double scale = curvatures[newest] / dot(changes[newest], changes[newest]);
        for (int i = 0; i < direction.length; i++) {
          direction[i] *= scale;
        }
      }
      for (int k = kept; k >= 1; k--) {
        int slot = (stored - k) % memory;
        double beta = dot(changes[slot], direction) / curvatures[slot];
        add(direction, steps[slot], coefficients[slot] - beta);
      }
    }

    private void accept(double next) {
      int slot = stored % memory;
      for (int i = 0; i < point.length; i++) {
        steps[slot][i] = nextPoint[i] - point[i];
        changes[slot][i] = nextGradient[i] - gradient[i];
      }
      double curvature = dot(steps[slot], changes[slot]);
      if (curvature > 0) {
        curvatures[slot] = curvature;
        stored++;
      }
      double[] swap = point;
      point = nextPoint;
      nextPoint = swap;
      swap = gradient;
      gradient = nextGradient;
      nextGradient = swap;
      value = next;
    }

    private static void add(double[] to, double[] what, double factor) {
      for (int i = 0; i < to.length; i++) {
        to[i] += factor * what[i];
      }
    }

    private static double dot(double[] a, double[] b) {
      double sum = 0;
      for (int i = 0; i < a.length; i++) {
        sum += a[i] * b[i];
      }
      return sum;
    }
  }
}
