// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.factors.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.InvalidDataException;
import io.github.quantml.factors.data.Basis;
import io.github.quantml.factors.data.ReturnTable;
import io.github.quantml.math.random.CounterRandom;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BadInputTest {
  private static final FactorSet TWO = FactorSet.of("two", "F0", "F1");

  private static List<LocalDate> months(int n) {
    return IntStream.range(0, n)
        .mapToObj(t -> YearMonth.of(2000, 1).plusMonths(t).atEndOfMonth())
        .toList();
  }

  private static ReturnTable noise(String prefix, int columns, int n, long seed) {
    CounterRandom random = CounterRandom.of(seed);
    double[][] x = new double[columns][n];
    for (double[] column : x) {
      for (int t = 0; t < n; t++) {
        column[t] = 0.04 * random.nextGaussian();
      }
    }
    List<String> names = IntStream.range(0, columns).mapToObj(c -> prefix + c).toList();
    return ReturnTable.of(names, months(n), x, Basis.EXCESS);
  }

  private static ReturnTable with(ReturnTable table, int column, double[] values) {
    double[][] x = table.toColumns();
    x[column] = values;
    return ReturnTable.of(table.names(), table.dates(), x, table.basis());
  }

  @Test
  void grs_needs_more_periods_than_assets_and_factors() {
    assertThatThrownBy(() -> AlphaTests.of(noise("A", 8, 10, 1), noise("F", 2, 10, 2)))
        .isInstanceOf(InsufficientDataException.class)
        .hasMessage(
            "GRS: periods for N = 8 assets and K = 2 factors, T > N + K: needs at least 11, got 10");
  }

  @Test
  void collinear_factors_are_named() {
    ReturnTable f = noise("F", 3, 60, 2);
    double[] sum = new double[60];
    for (int t = 0; t < 60; t++) {
      sum[t] = f.value(0, t) - 2 * f.value(1, t);
    }
    ReturnTable bad = with(f, 2, sum);
    FactorSet three = FactorSet.of("three", "F0", "F1", "F2");
    assertThatThrownBy(() -> FactorModel.of(three, 0).fit(noise("A", 1, 60, 1), bad))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("collinear factors, [F")
        .hasMessageContaining("follow from the others");
    double[] constant = new double[60];
    Arrays.fill(constant, 0.01);
    assertThatThrownBy(
            () -> FactorModel.of(three, 0).fit(noise("A", 1, 60, 1), with(f, 2, constant)))
        .hasMessageContaining("collinear factors");
  }

  @Test
  void raw_returns_and_missing_factors_are_refused() {
    ReturnTable f = noise("F", 2, 60, 2);
    ReturnTable raw =
        ReturnTable.of(List.of("A0"), months(60), noise("A", 1, 60, 1).toColumns(), Basis.RAW);
    assertThatThrownBy(() -> FactorModel.of(TWO, 0).fit(raw, f))
        .hasMessageContaining("assets: returns are raw");
    double[] gap = f.column(1);
    gap[7] = Double.NaN;
    assertThatThrownBy(() -> FactorModel.of(TWO, 0).fit(noise("A", 1, 60, 1), with(f, 1, gap)))
        .hasMessage("F1, 2000-08-31: the return is missing");
    assertThatThrownBy(() -> FactorModel.of(TWO, 0).fit(noise("A", 1, 59, 1), f))
        .hasMessageContaining("misaligned dates");
    assertThatThrownBy(() -> FactorModel.of(FactorSet.CAPM, 0).fit(noise("A", 1, 60, 1), f))
        .hasMessage("return table: no column Mkt-RF, there are [F0, F1]");
  }

  @Test
  void one_bad_asset_does_not_cost_the_others() {
    ReturnTable a = noise("A", 3, 60, 1);
    double[] empty = a.column(1);
    Arrays.fill(empty, 3, 60, Double.NaN);
    FactorModelFit fit = FactorModel.of(TWO, 2).fit(with(a, 1, empty), noise("F", 2, 60, 2));
    assertThat(fit.assets().get(0).isSuccess()).isTrue();
    assertThat(fit.assets().get(2).isSuccess()).isTrue();
    assertThatThrownBy(() -> fit.asset(1))
        .isInstanceOf(InsufficientDataException.class)
        .hasMessage("A1: returns for 3 coefficients: needs at least 4, got 3");
  }

  @Test
  void a_column_in_percent_among_decimals_is_suspected() {
    ReturnTable a = noise("A", 2, 60, 1);
    double[] percent = a.column(1);
    for (int t = 0; t < 60; t++) {
      percent[t] *= 100;
    }
    FactorModelFit fit = FactorModel.of(TWO, 2).fit(with(a, 1, percent), noise("F", 2, 60, 2));
    assertThat(fit.warnings())
        .anyMatch(w -> w.startsWith("A1:") && w.contains("mix of percent and decimals suspected"));
    assertThat(fit.warnings()).noneMatch(w -> w.startsWith("A0:"));
  }

  @Test
  void periods_with_collinear_loadings_are_reported_and_not_dropped_silently() {
    ReturnTable a = noise("A", 6, 12, 3);
    FamaMacBethFit fit =
        FamaMacBeth.withIntercept()
            .fit(a, List.of("X", "Y"), (i, j, t) -> t == 4 ? i : i * i * (j + 1) + j * (i % 3));
    assertThat(fit.skipped()).containsOnlyKeys(a.dates().get(4));
    assertThat(fit.skipped().get(a.dates().get(4))).contains("rank-deficient", "collinear");
    assertThat(fit.periods()).isEqualTo(11);
    assertThat(fit.series(0)[4]).isNaN();
    assertThatThrownBy(() -> fit.standardErrors(PremiumErrors.shanken()))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> fit.standardErrors(PremiumErrors.gmm(false)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void collinear_windows_have_a_status() {
    ReturnTable f = noise("F", 2, 40, 2);
    double[] same = f.column(1);
    System.arraycopy(f.column(0), 0, same, 0, 20);
    RollingLoadings r =
        RollingFactorModel.of(TWO, 12, 2).fit(noise("A", 3, 40, 1), with(f, 1, same));
    assertThat(r.status(1, 11)).isEqualTo(RollingLoadings.Status.COLLINEAR);
    assertThat(r.status(1, 39)).isEqualTo(RollingLoadings.Status.OK);
    assertThat(r.loading(1, 0, 11)).isNaN();
  }

  @Test
  void settings_out_of_range_are_named() {
    assertThatThrownBy(() -> RollingFactorModel.of(TWO, 3, 0)).hasMessageContaining("window:");
    assertThatThrownBy(() -> RollingFactorModel.of(TWO, 12, 12)).hasMessageContaining("lag:");
    assertThatThrownBy(() -> RollingFactorModel.of(TWO, 12, 4).withMinObservations(4))
        .hasMessageContaining("minObservations:");
    assertThatThrownBy(() -> FactorSet.of("x", "A", "A")).hasMessageContaining("no two alike");
  }
}
