// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.factors.pricing;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

/**
 * Loadings of many assets at many dates, with their standard errors; coefficient 0 is α.
 *
 * <p>Where {@link #status} is not OK every value is NaN. Immutable to callers and thread-safe.
 */
public final class RollingLoadings {
  /** Whether there is a regression, and if not, why. */
  public enum Status {
    OK,
    /** Fewer rows so far than the window needs, or too few returns in it. */
    MISSING,
    /** The factors are collinear in the window. */
    COLLINEAR
  }

  private final FactorSet factors;
  private final List<String> assets;
  private final List<LocalDate> dates;
  private final double[][] coefficients;
  private final double[][] standardErrors;
  private final double[] residualStdDevs;
  private final double[] rSquared;
  private final boolean[] collinear;

  RollingLoadings(FactorSet factors, List<String> assets, List<LocalDate> dates, int k) {
    this.factors = factors;
    this.assets = assets;
    this.dates = dates;
    int cells = Math.multiplyExact(assets.size(), dates.size());
    this.coefficients = new double[k][cells];
    this.standardErrors = new double[k][cells];
    this.residualStdDevs = new double[cells];
    this.rSquared = new double[cells];
    this.collinear = new boolean[cells];
  }

  /** Row-major by date, so that a block writes neighbours. */
  private int cell(int asset, int t) {
    if (asset < 0 || asset >= assets.size() || t < 0 || t >= dates.size()) {
      throw new IndexOutOfBoundsException(
          "asset " + asset + " of " + assets.size() + ", row " + t + " of " + dates.size());
    }
    return t * assets.size() + asset;
  }

  /** Takes what the block holds: NaN for an asset with a gap. */
  void set(int t, int first, RollingBlock block) {
    int at = cell(first, t);
    for (int j = 0; j < coefficients.length; j++) {
      System.arraycopy(block.coefficients[j], 0, coefficients[j], at, block.size);
      System.arraycopy(block.standardErrors[j], 0, standardErrors[j], at, block.size);
    }
    System.arraycopy(block.rSquared, 0, rSquared, at, block.size);
    double df = block.observations() - block.coefficientCount();
    for (int b = 0; b < block.size; b++) {
      residualStdDevs[at + b] = Math.sqrt(block.residualSquares[b] / df);
    }
  }

  /** No asset has a regression at row t. */
  void setMissing(int t) {
    int from = cell(0, t);
    int to = from + assets.size();
    for (int j = 0; j < coefficients.length; j++) {
      Arrays.fill(coefficients[j], from, to, Double.NaN);
      Arrays.fill(standardErrors[j], from, to, Double.NaN);
    }
    Arrays.fill(residualStdDevs, from, to, Double.NaN);
    Arrays.fill(rSquared, from, to, Double.NaN);
  }

  void setCollinear(int t) {
    setMissing(t);
    Arrays.fill(collinear, cell(0, t), cell(0, t) + assets.size(), true);
  }

  void setCollinear(int asset, int t) {
    collinear[cell(asset, t)] = true;
  }

  boolean isPresent(int asset, int t) {
    return !Double.isNaN(coefficients[0][cell(asset, t)]);
  }

  /** The factors, in the order of the loadings. */
  public FactorSet factors() {
    return factors;
  }

  /** Asset names. */
  public List<String> assets() {
    return assets;
  }

  /** The dates that end the windows. */
  public List<LocalDate> dates() {
    return dates;
  }

  /** Whether the window that ends at row t has a regression of an asset. */
  public Status status(int asset, int t) {
    if (collinear[cell(asset, t)]) {
      return Status.COLLINEAR;
    }
    return isPresent(asset, t) ? Status.OK : Status.MISSING;
  }

  /** α of the window that ends at row t. */
  public double alpha(int asset, int t) {
    return coefficients[0][cell(asset, t)];
  }

  /** Standard error of α. */
  public double alphaError(int asset, int t) {
    return standardErrors[0][cell(asset, t)];
  }

  /** Loading on factor j of the window that ends at row t. */
  public double loading(int asset, int j, int t) {
    return coefficients[j + 1][cell(asset, t)];
  }

  /** Standard error of the loading on factor j. */
  public double loadingError(int asset, int j, int t) {
    return standardErrors[j + 1][cell(asset, t)];
  }

  /** √(Σe²/(n − k)). */
  public double residualStdDev(int asset, int t) {
    return residualStdDevs[cell(asset, t)];
  }

  /** R² of the window. */
  public double rSquared(int asset, int t) {
    return rSquared[cell(asset, t)];
  }
}
