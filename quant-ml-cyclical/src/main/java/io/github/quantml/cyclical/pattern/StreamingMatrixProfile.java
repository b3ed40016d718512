// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.pattern;

import java.util.Arrays;

/**
 * A matrix profile that grows with its series.
 *
 * <p>{@link #distance} and {@link #index} are about the newest window and those before it: the next
 * entry of the {@link CausalProfile}, bit by bit that of {@link MatrixProfile#selfJoin} on the same
 * values. {@link #toProfile} adds what later values have told about older windows. O(n) a value,
 * O(n) memory. Not thread-safe.
 *
 * <p>Source: Yeh et al. (2016), Matrix profile I, algorithm STAMPI.
 */
public final class StreamingMatrixProfile {
  private final WindowColumns columns;
  private final int firstLag;
  private final int refresh;
  private double[] covariance = new double[64];
  private double[] previous = new double[64];
  private double[] correlation = new double[64];
  private Best left = new Best(64);
  private Best right = new Best(64);

  private StreamingMatrixProfile(int length) {
    this.columns = new WindowColumns(length, 64);
    this.firstLag = MatrixProfile.exclusion(length) + 1;
    this.refresh = DiagonalTile.refresh(length);
  }

  /**
   * A profile that has seen nothing.
   *
   * @param length window length m, at least 3
   */
  public static StreamingMatrixProfile of(int length) {
    MatrixProfile.requireLength(length);
    return new StreamingMatrixProfile(length);
  }

  /** Takes the next value; one that is not finite makes the windows that hold it incomparable. */
  public void update(double value) {
    int before = columns.windows;
    columns.add(value);
    if (columns.windows == before) {
      return;
    }
    grow(columns.windows);
    int j = before;
    int partners = j - firstLag + 1;
    double[] swapped = previous;
    previous = covariance;
    covariance = swapped;
    if (partners > 0) {
      compare(j, partners);
      if (columns.anyFlat()) {
        compareFlat(j, partners);
      }
    }
  }

  private void compare(int j, int partners) {
    double[] cov = covariance;
    double[] old = previous;
    double[] df = columns.df;
    double[] dg = columns.dg;
    double dfj = df[j];
    double dgj = dg[j];
    for (int i = 1; i < partners; i++) {
      cov[i] = old[i - 1] + (df[i] * dgj + dfj * dg[i]);
    }
    for (int i = 0; i < partners; i += refresh) {
      cov[i] = columns.covariance(i, j);
    }
    double[] inverse = columns.inverse;
    double[] cor = correlation;
    double own = inverse[j];
    for (int i = 0; i < partners; i++) {
      cor[i] = cov[i] * inverse[i] * own;
    }
    double[] later = right.correlation;
    double best = Double.NEGATIVE_INFINITY;
    int at = -1;
    for (int i = 0; i < partners; i++) {
      double c = cor[i];
      if (c >= best) {
        best = c;
        at = i;
      }
      if (c > later[i]) {
        later[i] = c;
        right.index[i] = j;
      }
    }
    if (at >= 0) {
      left.offer(j, best, at);
    }
  }

  private void compareFlat(int j, int partners) {
    if (columns.invalid(j)) {
      return;
    }
    for (int i = 0; i < partners; i++) {
      if ((columns.flat[i] || columns.flat[j]) && !columns.invalid(i)) {
        double c = columns.flat[i] && columns.flat[j] ? 1 : 0.5;
        right.offer(i, c, j);
        left.offer(j, c, i);
      }
    }
  }

  private void grow(int windows) {
    int room = covariance.length;
    if (windows > room) {
      int more = Math.addExact(room, room / 2);
      covariance = Arrays.copyOf(covariance, more);
      previous = Arrays.copyOf(previous, more);
      correlation = new double[more];
      left = left.grown(more);
      right = right.grown(more);
    }
  }

  /** Number of windows complete. */
  public int windows() {
    return columns.windows;
  }

  /** Start of the most similar window before the newest; −1 if there is none. */
  public int index() {
    return columns.windows == 0 ? -1 : left.index[columns.windows - 1];
  }

  /** Distance of the newest window to it; infinite if there is none. */
  public double distance() {
    int partner = index();
    return partner < 0
        ? Double.POSITIVE_INFINITY
        : columns.distance(columns.windows - 1, columns, partner);
  }

  /** The profile of all values so far. */
  public MatrixProfile toProfile() {
    return MatrixProfile.of(columns, right, left);
  }
}
