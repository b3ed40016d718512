// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.factors.pricing;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.factors.data.ReturnTable;
import io.github.quantml.math.distribution.StudentT;
import io.github.quantml.math.linalg.Cholesky;
import io.github.quantml.math.linalg.Covariances;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Premia of factors period by period, their means and standard errors. Immutable. */
public final class FamaMacBethFit {
  private final List<String> names;
  private final List<LocalDate> dates;
  private final double[][] series;
  private final Map<LocalDate, String> skipped;
  private final boolean intercept;
  private final @Nullable FirstPass first;
  private final @Nullable ReturnTable factors;
  private final double[][] used;
  private final double[] premia;

  FamaMacBethFit(
      List<String> names,
      List<LocalDate> dates,
      double[][] series,
      Map<LocalDate, String> skipped,
      boolean intercept,
      @Nullable FirstPass first,
      @Nullable ReturnTable factors) {
    this.names = List.copyOf(names);
    this.dates = dates;
    this.series = series;
    this.skipped = Collections.unmodifiableMap(new LinkedHashMap<>(skipped));
    this.intercept = intercept;
    this.first = first;
    this.factors = factors;
    int[] rows = Aligned.present(series[0]);
    this.used = new double[series.length][];
    this.premia = new double[series.length];
    for (int j = 0; j < series.length; j++) {
      used[j] = Aligned.at(series[j], rows);
      for (double v : used[j]) {
        premia[j] += v / rows.length;
      }
    }
  }

  /** What the premia belong to; "constant" first if there is one. */
  public List<String> names() {
    return names;
  }

  /** Mean premium per period of each. */
  public double[] premia() {
    return premia.clone();
  }

  /** The premium of j in every period: NaN where it was skipped. */
  public double[] series(int j) {
    return series[j].clone();
  }

  /** The periods. */
  public List<LocalDate> dates() {
    return dates;
  }

  /** Periods without a cross-section, and why: too few assets or collinear loadings. */
  public Map<LocalDate, String> skipped() {
    return skipped;
  }

  /** Number of periods with a cross-section. */
  public int periods() {
    return used[0].length;
  }

  /**
   * c = λᵀS_f⁻¹λ, by which estimated loadings inflate variances.
   *
   * @throws IllegalStateException for exposures that are not loadings on factor returns
   */
  public double shankenFactor() {
    double[] z = Cholesky.of(slopes(), factorCovariance()).whiten(slopePremia());
    double sum = 0;
    for (double v : z) {
      sum += v * v;
    }
    return sum;
  }

  private int slopes() {
    return premia.length - (intercept ? 1 : 0);
  }

  private double[] slopePremia() {
    double[] out = new double[slopes()];
    System.arraycopy(premia, premia.length - out.length, out, 0, out.length);
    return out;
  }

  /** S_f with divisor T − 1 over all dates. */
  private double[] factorCovariance() {
    if (factors == null) {
      throw new IllegalStateException(
          "Fama-MacBeth: Shanken's correction needs loadings on factor returns, these exposures are"
              + " not estimated from any");
    }
    double[] rows = AlphaTests.rowMajor(factors.toColumns());
    return Covariances.sample(factors.size(), factors.width(), rows, 1);
  }

  /** Standard errors of the premia in a convention. */
  public double[] standardErrors(PremiumErrors errors) {
    int n = periods();
    double[] out = new double[premia.length];
    if (errors.kind() == PremiumErrors.Kind.GMM) {
      if (first == null) {
        throw new IllegalStateException(
            "Fama-MacBeth: GMM errors need loadings of the whole sample");
      }
      return GmmErrors.of(first, premia, intercept, errors);
    }
    if (errors.bandwidth() >= n) {
      throw new InsufficientDataException(
          "Fama-MacBeth: periods for the bandwidth", (long) errors.bandwidth() + 1, n);
    }
    double c = errors.kind() == PremiumErrors.Kind.SHANKEN ? shankenFactor() : 0;
    double[] sf = errors.kind() == PremiumErrors.Kind.SHANKEN ? factorCovariance() : new double[0];
    for (int j = 0; j < out.length; j++) {
      double[] centred = used[j].clone();
      for (int t = 0; t < n; t++) {
        centred[t] -= premia[j];
      }
      double sum = LongRun.variance(centred, errors.kernel(), errors.bandwidth());
      double iid = sum / n / (n - 1.0);
      switch (errors.kind()) {
        case IID -> out[j] = Math.sqrt(iid);
        case NEWEY_WEST -> out[j] = Math.sqrt(sum / n / n);
        default -> {
          int slope = j - (intercept ? 1 : 0);
          double own = slope < 0 ? 0 : sf[slope * slopes() + slope] / n;
          out[j] = Math.sqrt((1 + c) * (iid - own) + own);
        }
      }
    }
    return out;
  }

  /** Premia over standard errors. */
  public double[] tStatistics(PremiumErrors errors) {
    double[] out = standardErrors(errors);
    for (int j = 0; j < out.length; j++) {
      out[j] = premia[j] / out[j];
    }
    return out;
  }

  /** Two-sided p-values under Student's t of periods − 1 degrees. */
  public double[] pValues(PremiumErrors errors) {
    double[] out = tStatistics(errors);
    StudentT law = StudentT.of(periods() - 1.0);
    for (int j = 0; j < out.length; j++) {
      out[j] = 2 * law.survival(Math.abs(out[j]));
    }
    return out;
  }
}
