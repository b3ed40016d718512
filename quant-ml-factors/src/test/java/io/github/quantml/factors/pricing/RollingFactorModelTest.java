// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.factors.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.factors.data.Basis;
import io.github.quantml.factors.data.ReturnTable;
import io.github.quantml.math.random.CounterRandom;
import io.github.quantml.math.regression.RollingOls;
import io.github.quantml.math.regression.RollingOlsFit;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class RollingFactorModelTest {
  /** The oracle is the regression per window by QR of quant-ml-math. */
  @Property(tries = 60)
  void a_panel_gives_the_values_of_one_regression_per_window(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 70) int assets,
      @ForAll @IntRange(min = -1, max = 6) int lag,
      @ForAll boolean small) {
    int n = 40;
    int window = 15;
    CounterRandom random = CounterRandom.of(seed);
    double[][] f = new double[2][n];
    double[][] y = new double[assets][n];
    for (int t = 0; t < n; t++) {
      f[0][t] = 0.01 + 0.04 * random.nextGaussian();
      f[1][t] = 0.03 * random.nextGaussian() + 0.5 * f[0][t];
      for (int i = 0; i < assets; i++) {
        y[i][t] = f[0][t] - 0.3 * f[1][t] + 0.02 * random.nextGaussian();
      }
    }
    y[assets / 2][20] = Double.NaN;
    List<LocalDate> dates =
        IntStream.range(0, n).mapToObj(t -> LocalDate.of(2020, 1, 1).plusDays(t)).toList();
    List<String> names = IntStream.range(0, assets).mapToObj(i -> "A" + i).toList();
    ReturnTable returns = ReturnTable.of(names, dates, y, Basis.EXCESS);
    ReturnTable factors = ReturnTable.of(List.of("F", "G"), dates, f, Basis.EXCESS);
    RollingFactorModel model = RollingFactorModel.of(FactorSet.of("two", "F", "G"), window, lag);
    boolean scaled = small && lag >= 0;
    RollingLoadings panel = (scaled ? model.withSmallSample() : model).fit(returns, factors);
    RollingOls one = new RollingOls(window, true, lag, scaled);
    for (int i = 0; i < assets; i++) {
      RollingOlsFit fit = one.fit(y[i], f);
      for (int t = 0; t < n; t++) {
        boolean ok = fit.status(t) == RollingOlsFit.Status.OK;
        assertThat(panel.status(i, t) == RollingLoadings.Status.OK).isEqualTo(ok);
        if (ok) {
          close(panel.alpha(i, t), fit.coefficient(t, 0));
          close(panel.loading(i, 0, t), fit.coefficient(t, 1));
          close(panel.loading(i, 1, t), fit.coefficient(t, 2));
          close(panel.alphaError(i, t), fit.standardError(t, 0));
          close(panel.loadingError(i, 1, t), fit.standardError(t, 2));
          close(panel.residualStdDev(i, t), fit.residualStdDev(t));
          close(panel.rSquared(i, t), fit.rSquared(t));
        }
      }
    }
  }

  private static void close(double actual, double expected) {
    assertThat(actual).isCloseTo(expected, within(1e-11 * (1 + Math.abs(expected))));
  }
}
