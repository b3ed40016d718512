// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.stats;

import static io.github.quantml.math.Precision.assertRelative;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.InvalidDataException;
import io.github.quantml.math.Fixture;
import org.junit.jupiter.api.Test;

class Garch11Test {
  private final Fixture reference = Fixture.of("stats.properties");
  private final double[] returns = reference.array("garch.r");

  @Test
  void maximises_the_same_likelihood_as_scipy() {
    Garch11 fit = Garch11.fit(returns);
    double[] expected = reference.array("garch.fit");
    assertRelative("omega", fit.omega(), expected[0], 2e-4);
    assertRelative("alpha", fit.alpha(), expected[1], 2e-4);
    assertRelative("beta", fit.beta(), expected[2], 1e-5);
    assertThat(-fit.logLikelihood(returns)).isLessThan(expected[3] + 1e-7);
  }

  @Test
  void is_close_to_arch_which_starts_the_recursion_one_step_earlier() {
    Garch11 fit = Garch11.fit(returns);
    double[] expected = reference.array("garch.arch");
    assertRelative("omega", fit.omega(), expected[0], 1e-3);
    assertRelative("alpha", fit.alpha(), expected[1], 1e-3);
    assertRelative("beta", fit.beta(), expected[2], 1e-4);
  }

  @Test
  void variance_targeting_keeps_the_sample_variance() {
    Garch11 fit = Garch11.fit(returns, true);
    double[] expected = reference.array("garch.targeted");
    assertRelative("alpha", fit.alpha(), expected[0], 2e-4);
    assertRelative("beta", fit.beta(), expected[1], 1e-5);
    assertRelative("variance", fit.unconditionalVariance(), fit.startVariance(), 1e-11);
  }

  @Test
  void scale_of_the_returns_does_not_matter() {
    double[] small = new double[returns.length];
    for (int t = 0; t < small.length; t++) {
      small[t] = returns[t] * 0x1.0p-10;
    }
    Garch11 fit = Garch11.fit(returns);
    Garch11 scaled = Garch11.fit(small);
    assertThat(scaled.alpha()).isEqualTo(fit.alpha());
    assertThat(scaled.omega()).isEqualTo(fit.omega() * 0x1.0p-20);
  }

  @Test
  void filter_uses_the_past_only() {
    Garch11 model = Garch11.of(0, 0.1, 0.1, 0.8);
    double[] h = model.filter(new double[] {2, 0});
    assertRelative(h, new double[] {1, 1.3, 1.14}, 1e-14);
    // 1.14, then 0.1 + 0.9 · 1.14 = 1.126
    assertThat(model.forecastVariance(h[2], 2)).isCloseTo(1.14 + 1.126, within(1e-14));
    assertThat(model.filter(new double[0])).hasSize(1);
  }

  @Test
  void unusable_input_is_refused() {
    assertThatThrownBy(() -> Garch11.fit(new double[49]))
        .isInstanceOf(InsufficientDataException.class);
    assertThatThrownBy(() -> Garch11.fit(new double[60]))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage("GARCH(1,1): the series is constant");
    assertThatIllegalArgumentException().isThrownBy(() -> Garch11.of(0, 0.1, 0.5, 0.5));
  }
}
