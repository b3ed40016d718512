// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.factors.pricing;

import io.github.quantml.api.InvalidDataException;
import io.github.quantml.factors.data.ReturnTable;
import java.util.Arrays;

/**
 * Loadings of many assets over rolling or expanding windows, with Newey-West errors at every date.
 *
 * <p>All assets of a window share the factors: their pseudo-inverse P is computed once,
 * coefficients are P·y, and the variance of coefficient j is the long-run variance of P[j][s]·e[s].
 * Per asset and window that is O(window · k · lag) in loops over assets side by side, with no
 * matrix. The values are those of a regression per window.
 *
 * <p>An asset with missing returns in a window is regressed on the rows it has, if these are at
 * least {@code minObservations}; the lags then count rows. Immutable and thread-safe.
 *
 * @param factors which columns of the factor table
 * @param window periods per regression, or the fewest of an expanding window
 * @param expanding whether windows start at the first row
 * @param lag Newey-West lag with Bartlett weights, or {@link #IID_ERRORS}
 * @param smallSample whether variances are multiplied by n/(n − k), as Stata does
 * @param minObservations fewest returns in a window
 */
public record RollingFactorModel(
    FactorSet factors,
    int window,
    boolean expanding,
    int lag,
    boolean smallSample,
    int minObservations) {
  /** Standard errors of independent errors with equal variance. */
  public static final int IID_ERRORS = -1;

  private static final int SIDE_BY_SIDE = 64;

  public RollingFactorModel {
    int k = factors.factors().size() + 1;
    if (window <= k) {
      throw new IllegalArgumentException(
          "window: must exceed the number of coefficients, " + k + ", got " + window);
    }
    if (lag < IID_ERRORS || lag >= window) {
      throw new IllegalArgumentException(
          "lag: must be in [0, window = " + window + ") or IID_ERRORS, got " + lag);
    }
    if (minObservations <= Math.max(k, lag) || minObservations > window) {
      throw new IllegalArgumentException(
          "minObservations: must exceed the coefficients and the lag and be at most the window, got "
              + minObservations);
    }
  }

  /** Rolling windows, complete, with Newey-West errors and no small-sample factor. */
  public static RollingFactorModel of(FactorSet factors, int window, int lag) {
    return new RollingFactorModel(factors, window, false, lag, false, window);
  }

  /** The same over windows that start at the first row. */
  public RollingFactorModel asExpanding() {
    return new RollingFactorModel(factors, window, true, lag, smallSample, minObservations);
  }

  /** The same for windows with at least that many returns. */
  public RollingFactorModel withMinObservations(int value) {
    return new RollingFactorModel(factors, window, expanding, lag, smallSample, value);
  }

  /** The same with variances multiplied by n/(n − k). */
  public RollingFactorModel withSmallSample() {
    return new RollingFactorModel(factors, window, expanding, lag, true, minObservations);
  }

  /**
   * Regresses every asset over every window.
   *
   * @param assets excess returns
   * @param returns factor returns on the same dates, none missing
   */
  public RollingLoadings fit(ReturnTable assets, ReturnTable returns) {
    ReturnTable chosen = Aligned.factors(assets, returns, factors);
    double[][] x = chosen.toColumns();
    int k = x.length + 1;
    RollingLoadings out = new RollingLoadings(factors, assets.names(), assets.dates(), k);
    double[][] y = assets.toColumns();
    double[] rows = AlphaTests.rowMajor(y);
    for (int t = 0; t < Math.min(window - 1, assets.size()); t++) {
      out.setMissing(t);
    }
    for (int t = window - 1; t < assets.size(); t++) {
      int from = expanding ? 0 : t - window + 1;
      int to = t + 1;
      Design design;
      try {
        double[][] part = new double[x.length][];
        Arrays.setAll(part, j -> Arrays.copyOfRange(x[j], from, to));
        design = Design.withConstant(chosen.names(), part, to - from);
      } catch (InvalidDataException e) {
        out.setCollinear(t);
        continue;
      }
      RollingBlock block = new RollingBlock(this, design, SIDE_BY_SIDE);
      for (int first = 0; first < y.length; first += SIDE_BY_SIDE) {
        block.solve(rows, y.length, from, first, Math.min(SIDE_BY_SIDE, y.length - first));
        out.set(t, first, block);
      }
      if (minObservations < window || expanding) {
        repair(out, y, x, from, t);
      }
    }
    return out;
  }

  /** Regresses what the block could not because of gaps. */
  private void repair(RollingLoadings out, double[][] y, double[][] x, int from, int t) {
    for (int i = 0; i < y.length; i++) {
      if (out.isPresent(i, t)) {
        continue;
      }
      double[] part = Arrays.copyOfRange(y[i], from, t + 1);
      int[] rows = Aligned.present(part);
      if (rows.length < minObservations) {
        continue;
      }
      double[][] columns = new double[x.length][];
      for (int j = 0; j < x.length; j++) {
        columns[j] = Aligned.at(Arrays.copyOfRange(x[j], from, t + 1), rows);
      }
      try {
        Design design = Design.withConstant(factors.factors(), columns, rows.length);
        RollingBlock one = new RollingBlock(this, design, 1);
        one.solve(Aligned.at(part, rows), 1, 0, 0, 1);
        out.set(t, i, one);
      } catch (InvalidDataException e) {
        out.setCollinear(i, t);
      }
    }
  }
}
