// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.volatility;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.DecompositionSolver;
import org.apache.commons.math3.linear.LUDecomposition;

/**
 * Climbs a likelihood within a box: steps of Berndt, Hall, Hall and Hausman first, Newton's when
 * they are small or the Hessian is free; parameters that press against their bound are held.
 */
final class Maximiser {
  private static final int MOST = 300;

  private final Likelihood l;
  private final double[] low;
  private final double[] high;
  final double[] theta;
  double value;
  boolean converged;
  int iterations;

  Maximiser(Likelihood l, double[] low, double[] high, double[] start) {
    this.l = l;
    this.low = low;
    this.high = high;
    this.theta = start.clone();
  }

  /** Judges the start, then climbs at most so many steps. */
  void run(int most) {
    if (most == 0) {
      value = l.value(theta);
      return;
    }
    double[] g = new double[l.k];
    value = l.score(theta, g);
    boolean newton = l.hasHessian();
    for (iterations = 0; iterations < Math.min(most, MOST); iterations++) {
      boolean[] held = held(g);
      double[] step = solve(newton ? l.negativeHessian(theta) : l.outerProduct(), g, held);
      double gain = 0;
      for (int j = 0; j < l.k; j++) {
        gain += step[j] * g[j];
      }
      if (!(gain >= 0)) {
        if (newton) {
          newton = false;
          value = l.score(theta, g);
          continue;
        }
        return;
      }
      if (gain < 1e-20 * l.r.length || (newton && gain < 1e-7)) {
        converged = true;
        return;
      }
      double before = value;
      boolean moved = climb(step, g, gain);
      if (!moved) {
        if (newton) {
          converged = gain < 1e-6;
          return;
        }
        newton = true;
        l.score(theta, g);
        continue;
      }
      if (l.hasHessian() || value - before < 1e-2 + 1e-6 * Math.abs(value)) {
        newton = true;
      }
    }
  }

  /** Newton steps judged by the gradient, which has digits where the value has none left. */
  void polish() {
    double[] g = new double[l.k];
    double last = Double.POSITIVE_INFINITY;
    double[] kept = theta.clone();
    double[][] hessian = new double[l.k][l.k];
    boolean fresh = true;
    for (int i = 0; i < 8; i++) {
      double v = l.score(theta, g);
      boolean[] held = held(g);
      double[] slope = g.clone();
      if (fresh) {
        hessian = l.negativeHessian(theta);
      }
      double[] step = solve(hessian, slope, held);
      double gain = 0;
      for (int j = 0; j < l.k; j++) {
        gain += step[j] * slope[j];
      }
      if (!(Math.abs(gain) < 0.5 * last) || !(v > value - 1e-8 * Math.abs(value))) {
        System.arraycopy(kept, 0, theta, 0, l.k);
        return;
      }
      converged |= Math.abs(gain) < 1e-9;
      if (Math.abs(gain) < 1e-22 * Math.abs(value)) {
        return;
      }
      // One Hessian serves while steps with it shrink fast.
      fresh = Math.abs(gain) > 1e-3 * last;
      last = Math.abs(gain);
      System.arraycopy(theta, 0, kept, 0, l.k);
      for (int j = 0; j < l.k; j++) {
        theta[j] = Math.min(Math.max(theta[j] + step[j], low[j]), high[j]);
      }
      if (!l.recursion.admissible(theta)) {
        System.arraycopy(kept, 0, theta, 0, l.k);
        return;
      }
    }
  }

  private boolean[] held(double[] g) {
    boolean[] held = new boolean[l.k];
    for (int j = 0; j < l.k; j++) {
      held[j] = (theta[j] <= low[j] && g[j] <= 0) || (theta[j] >= high[j] && g[j] >= 0);
    }
    return held;
  }

  private boolean climb(double[] step, double[] g, double gain) {
    double[] trial = new double[l.k];
    double[] slope = new double[l.k];
    for (double f = 1; f > 1e-8; f *= 0.5) {
      for (int j = 0; j < l.k; j++) {
        trial[j] = Math.min(Math.max(theta[j] + f * step[j], low[j]), high[j]);
      }
      if (!l.recursion.admissible(trial)) {
        continue;
      }
      double v = l.score(trial, slope);
      if (v > value + 1e-8 * f * gain || (f == 1 && gain < 1e-9 * Math.abs(value) && v >= value)) {
        value = v;
        System.arraycopy(trial, 0, theta, 0, l.k);
        System.arraycopy(slope, 0, g, 0, l.k);
        return true;
      }
    }
    return false;
  }

  private static double[] solve(double[][] a, double[] g, boolean[] held) {
    int n = g.length;
    double[][] m = new double[n][n];
    double[] b = new double[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        m[i][j] = held[i] || held[j] ? (i == j ? 1 : 0) : a[i][j];
      }
      b[i] = held[i] ? 0 : g[i];
    }
    for (int i = 0; i < n; i++) {
      m[i][i] += 1e-12 * Math.abs(m[i][i]) + 1e-300;
    }
    DecompositionSolver s =
        new LUDecomposition(new Array2DRowRealMatrix(m, false), 1e-300).getSolver();
    return s.isNonSingular() ? s.solve(new ArrayRealVector(b, false)).toArray() : g.clone();
  }
}
