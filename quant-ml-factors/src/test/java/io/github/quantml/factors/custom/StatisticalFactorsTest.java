// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.factors.custom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.factors.FrenchSample;
import io.github.quantml.factors.data.Basis;
import io.github.quantml.factors.data.ReturnTable;
import io.github.quantml.math.random.CounterRandom;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatisticalFactorsTest {
  private static ReturnTable simulated(int factors, int n, int t) {
    CounterRandom random = CounterRandom.of(11);
    double[][] loading = new double[factors][n];
    for (double[] row : loading) {
      random.fillGaussian(row);
    }
    double[][] x = new double[n][t];
    for (int r = 0; r < t; r++) {
      double[] f = new double[factors];
      random.fillGaussian(f);
      for (int i = 0; i < n; i++) {
        x[i][r] = random.nextGaussian();
        for (int k = 0; k < factors; k++) {
          x[i][r] += loading[k][i] * f[k];
        }
        x[i][r] *= 0.01;
      }
    }
    List<LocalDate> dates =
        IntStream.range(0, t).mapToObj(r -> LocalDate.of(2000, 1, 1).plusDays(r)).toList();
    return ReturnTable.of(
        IntStream.range(0, n).mapToObj(i -> "A" + i).toList(), dates, x, Basis.EXCESS);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 5})
  void bai_and_ng_find_the_number_that_was_simulated(int factors) {
    BaiNg found = BaiNg.of(simulated(factors, 60, 200), 10);
    assertThat(found.icp1()).isEqualTo(factors);
    assertThat(found.icp2()).isEqualTo(factors);
    assertThat(found.icp3()).isEqualTo(factors);
    assertThat(StatisticalFactors.fitByBaiNg(simulated(factors, 60, 200), 10).count())
        .isEqualTo(factors);
  }

  /** Ledoit-Wolf of scikit-learn, eigenvectors of NumPy 2.4.6, criteria from their equation. */
  @Test
  @Tag("data")
  void components_of_thirty_portfolios() {
    ReturnTable panel = FrenchSample.excess(FrenchSample.all30());
    StatisticalFactors pc = StatisticalFactors.fit(panel, 3);
    assertThat(pc.shrinkage()).isCloseTo(0.007558427720377946, within(1e-12));
    assertThat(pc.explained(0)).isCloseTo(0.72929741, within(5e-9));
    assertThat(pc.explained(1)).isCloseTo(0.06270535, within(5e-9));
    assertThat(pc.weights(0)[0]).isCloseTo(0.25791293, within(5e-9));
    assertThat(pc.returns(panel).value(0, 0)).isCloseTo(0.07686362, within(5e-9));
    assertThat(pc.returns(panel.rows(700, 710)).value(0, 3))
        .isEqualTo(pc.returns(panel).value(0, 703));
    BaiNg number = BaiNg.of(panel, 10);
    assertThat(number.criteria()[0][1]).isCloseTo(-1.172333755269732, within(1e-10));
    assertThat(number.criteria()[1][4]).isCloseTo(-1.433315443921215, within(1e-10));
    assertThat(number.criteria()[2][4]).isCloseTo(-1.4499269085447177, within(1e-10));
    assertThat(number.icp2()).isEqualTo(10);
  }

  @Test
  void a_mimicking_portfolio_follows_a_series_of_its_base() {
    ReturnTable base = simulated(1, 4, 300);
    double[] series = new double[300];
    for (int t = 0; t < 300; t++) {
      series[t] = 0.2 + 2 * base.value(0, t) - base.value(3, t);
    }
    MimickingPortfolio m = MimickingPortfolio.of("news", series, base, 4);
    assertThat(m.weights()[0]).isCloseTo(2, within(1e-10));
    assertThat(m.weights()[1]).isCloseTo(0, within(1e-10));
    assertThat(m.weights()[3]).isCloseTo(-1, within(1e-10));
    assertThat(m.rSquared()).isCloseTo(1, within(1e-12));
    assertThat(m.returns().value(0, 7)).isCloseTo(series[7] - 0.2, within(1e-12));
  }

  @Test
  void bad_input_is_named() {
    ReturnTable panel = simulated(1, 4, 30);
    assertThatThrownBy(() -> StatisticalFactors.fit(panel, 5)).hasMessageContaining("count:");
    assertThatThrownBy(() -> BaiNg.of(panel, 4)).hasMessageContaining("needs at least 5, got 4");
    StatisticalFactors fitted = StatisticalFactors.fit(panel, 1);
    assertThatThrownBy(() -> fitted.returns(panel.select(List.of("A1", "A0"))))
        .hasMessageContaining("applied to [A1, A0]");
  }
}
