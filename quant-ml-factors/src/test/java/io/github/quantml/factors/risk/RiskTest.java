// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.factors.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.InvalidDataException;
import io.github.quantml.factors.FrenchSample;
import io.github.quantml.factors.data.Basis;
import io.github.quantml.factors.data.ReturnTable;
import io.github.quantml.math.Sums;
import io.github.quantml.math.linalg.SymmetricEigen;
import io.github.quantml.math.random.CounterRandom;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RiskTest {
  private static final List<String> FF3 = List.of("Mkt-RF", "SMB", "HML");

  /** From the equations in NumPy 2.4.6. */
  @Test
  @Tag("data")
  void weighted_covariance_of_the_three_factors() {
    double[][] f = FrenchSample.factors().select(FF3).toColumns();
    double[] plain = WeightedCovariance.of(f, 36, 0);
    assertThat(plain[0]).isCloseTo(0.001422252088144506, within(1e-15));
    assertThat(plain[1]).isCloseTo(0.00030018184018473033, within(1e-15));
    double[] lagged = WeightedCovariance.of(f, 36, 3);
    assertThat(lagged[0]).isCloseTo(0.001396755001803313, within(1e-15));
    assertThat(lagged[4]).isCloseTo(0.00039726548371746544, within(1e-15));
    assertThat(lagged[8]).isCloseTo(0.0008673427458700375, within(1e-15));
  }

  @Property(tries = 50)
  void lags_never_make_a_covariance_indefinite(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = 8) int lag) {
    CounterRandom random = CounterRandom.of(seed);
    double[][] x = new double[4][12];
    for (double[] column : x) {
      random.fillGaussian(column);
    }
    double[] values = SymmetricEigen.of(4, WeightedCovariance.of(x, 5, lag)).values();
    assertThat(values[0]).isGreaterThan(-1e-12 * values[3]);
  }

  @Test
  @Tag("data")
  void contributions_to_risk_sum_to_the_risk() {
    ReturnTable assets = FrenchSample.excess(FrenchSample.INDUSTRIES);
    RiskModel model =
        RiskModel.of(assets, FrenchSample.factors().select(FF3), RiskConfig.monthly());
    double[] equal = new double[12];
    Arrays.fill(equal, 1.0 / 12);
    RiskAttribution r = model.attribute(equal);
    assertThat(Sums.sum(r.contributions()) + r.specific()).isCloseTo(r.volatility(), within(1e-15));
    double variance = 0;
    for (int i = 0; i < 12; i++) {
      for (int j = 0; j < 12; j++) {
        variance += model.covariance(i, j) / 144;
      }
    }
    assertThat(Math.sqrt(variance)).isCloseTo(r.volatility(), within(1e-14));
    // Twelve industries are nearly the market: loading about 1, most of the risk.
    assertThat(r.exposures()[0]).isCloseTo(1, within(0.1));
    assertThat(r.contributions()[0] / r.volatility()).isGreaterThan(0.8);
    assertThat(model.specificRisk(3)).isPositive();
  }

  @Test
  void full_shrinkage_makes_specific_risks_alike() {
    CounterRandom random = CounterRandom.of(2);
    double[][] f = new double[1][60];
    random.fillGaussian(f[0]);
    double[][] x = new double[2][60];
    for (int t = 0; t < 60; t++) {
      f[0][t] *= 0.04;
      x[0][t] = f[0][t] + 0.01 * random.nextGaussian();
      x[1][t] = f[0][t] + 0.05 * random.nextGaussian();
    }
    List<LocalDate> dates =
        IntStream.range(0, 60).mapToObj(t -> LocalDate.of(2020, 1, 1).plusDays(t)).toList();
    ReturnTable assets = ReturnTable.of(List.of("A", "B"), dates, x, Basis.EXCESS);
    ReturnTable factor = ReturnTable.of(List.of("F"), dates, f, Basis.EXCESS);
    RiskModel own = RiskModel.of(assets, factor, new RiskConfig(60, 0, 60, 0, 0));
    assertThat(own.specificRisk(1)).isGreaterThan(2 * own.specificRisk(0));
    RiskModel alike = RiskModel.of(assets, factor, new RiskConfig(60, 0, 60, 0, 1));
    assertThat(alike.specificRisk(0)).isCloseTo(alike.specificRisk(1), within(1e-15));
  }

  /** 10 % then −5 %: R = 4.5 %; the factor explains half of each period. */
  @Test
  void linked_contributions_sum_to_the_compounded_return() {
    List<LocalDate> dates = List.of(LocalDate.of(2020, 1, 31), LocalDate.of(2020, 2, 29));
    ReturnTable f =
        ReturnTable.of(List.of("F"), dates, new double[][] {{0.1, -0.05}}, Basis.EXCESS);
    ReturnAttribution a =
        ReturnAttribution.of(new double[] {0.1, -0.05}, new double[][] {{0.5, 0.5}}, f);
    assertThat(a.total()).isCloseTo(0.045, within(1e-15));
    assertThat(a.contributions()[0]).isCloseTo(0.0225, within(1e-15));
    assertThat(a.specific()).isCloseTo(0.0225, within(1e-15));
    assertThatThrownBy(
            () -> ReturnAttribution.of(new double[] {0.1, -1}, new double[][] {{0.5, 0.5}}, f))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage("attribution: the return of 2020-02-29 is -1.0");
  }

  @Test
  void bad_settings_are_named() {
    assertThatThrownBy(() -> new RiskConfig(0, 0, 1, 0, 0)).hasMessageContaining("half-lives:");
    assertThatThrownBy(() -> new RiskConfig(1, 0, 1, 0, 1.5)).hasMessageContaining("shrinkage:");
    assertThatThrownBy(() -> WeightedCovariance.of(new double[1][3], 5, 2))
        .isInstanceOf(InsufficientDataException.class);
  }
}
