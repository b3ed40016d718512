// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.seasonal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.InvalidDataException;
import io.github.quantml.math.random.CounterRandom;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Laws of the decompositions: missing values, degrees, causality, surrogates, bad input. */
class StlLawsTest {
  private static double[] noise(int n, long seed) {
    double[] x = new double[n];
    CounterRandom.of(seed).fillGaussian(x);
    return x;
  }

  private static double[] walk(int n, long seed) {
    double[] x = noise(n, seed);
    for (int t = 1; t < n; t++) {
      x[t] += x[t - 1];
    }
    return x;
  }

  @Property(tries = 60)
  void the_kernels_equal_one_regression_at_a_time(
      @ForAll @IntRange(min = 2, max = 30) int period,
      @ForAll @IntRange(min = 0, max = 200) int more,
      @ForAll @IntRange(min = 1, max = 8) int seasonal,
      @ForAll @IntRange(min = 0, max = 2) int degree,
      @ForAll boolean weighted,
      @ForAll long seed) {
    int n = 2 * period + more;
    double[] y = noise(n, seed);
    double[] w = new double[n];
    for (int t = 0; t < n; t++) {
      w[t] = weighted ? CounterRandom.of(seed).split(t).nextDouble() : 1;
    }
    LoessSpan span = LoessSpan.of(2 * seasonal + 1, degree);
    for (int stride : new int[] {1, period}) {
      LoessSmoother fast = new LoessSmoother(n, stride, span, true);
      double[] out = new double[fast.outputLength()];
      fast.smooth(y, weighted ? fast.prepare(w, null).times(y) : null, out);
      double[] slow = new double[out.length];
      LocalWeights plain = new LocalWeights(w, null, n);
      new LoessKnots(n, stride, span, true).smooth(y, plain, slow);
      for (int i = 0; i < out.length; i++) {
        assertThat(out[i]).isCloseTo(slow[i], within(1e-9 * Math.max(1, Math.abs(slow[i]))));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void a_polynomial_of_the_degree_is_reproduced_with_values_missing(int degree) {
    int n = 80;
    double[] y = new double[n];
    boolean[] observed = new boolean[n];
    double[] w = new double[n];
    for (int t = 0; t < n; t++) {
      y[t] = 3 - 0.5 * t + (degree == 2 ? 0.01 * t * t : 0);
      observed[t] = t % 7 != 3 && t != 0;
      w[t] = observed[t] ? 1 : 0;
    }
    LoessSmoother loess = new LoessSmoother(n, 1, LoessSpan.of(15, degree), false);
    double[] masked = y.clone();
    for (int t = 0; t < n; t++) {
      masked[t] = observed[t] ? y[t] : 0;
    }
    double[] out = new double[n];
    loess.smooth(masked, loess.prepare(w, observed).times(masked), out);
    for (int t = 0; t < n; t++) {
      assertThat(out[t]).isCloseTo(y[t], within(1e-9));
    }
  }

  @Test
  void a_missing_value_has_no_influence_and_gets_a_trend() {
    double[] y = Fixture.formula();
    double[] gaps = y.clone();
    gaps[0] = gaps[77] = gaps[78] = gaps[239] = Double.NaN;
    SmoothedDecomposition full = Stl.of(StlConfig.of(12)).decompose(y);
    SmoothedDecomposition d = Stl.of(StlConfig.of(12)).decompose(gaps);
    assertThat(d.missing()).isEqualTo(4);
    assertThat(d.weights()[77]).isZero();
    assertThat(d.remainder()[77]).isNaN();
    for (int t = 0; t < y.length; t++) {
      assertThat(d.trend()[t]).isCloseTo(full.trend()[t], within(0.6));
    }
    SmoothedDecomposition robust =
        Stl.of(StlConfig.of(12).robust(StlPreset.STATSMODELS)).decompose(gaps);
    assertThat(robust.weights()[77]).isZero();
    assertThat(robust.seasonalStrength()).isBetween(0.5, 1.0);
  }

  @Test
  void a_periodic_season_repeats_exactly() {
    double[] y = Fixture.formula();
    double[] s = Stl.of(StlConfig.periodic(12, y.length)).decompose(y).seasonal();
    for (int t = 12; t < s.length; t++) {
      assertThat(s[t]).isEqualTo(s[t - 12]);
    }
    assertThat(s[3]).isCloseTo(2, within(0.2));
  }

  @Test
  void a_multiplicative_season_is_additive_in_logarithms() {
    double[] y = new double[240];
    for (int t = 0; t < y.length; t++) {
      y[t] = Math.exp(0.02 * t) * (t % 12 == 5 ? 1.5 : 1);
    }
    MstlConfig config = MstlConfig.of(StlPreset.STATSMODELS, 12).withTransform(BoxCox.log());
    SmoothedSeasons d = Mstl.of(config).decompose(y);
    assertThat(d.seasonal(0)[125] - d.seasonal(0)[124]).isCloseTo(Math.log(1.5), within(1e-9));
    assertThatThrownBy(() -> BoxCox.log().apply(new double[] {1, -2}))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("value 1 must be positive and finite, got -2.0");
  }

  @Test
  void rolling_values_do_not_change_by_a_bit_when_the_series_goes_on() {
    double[] y = walk(160, 4);
    y[70] = Double.NaN;
    RollingStl stl = RollingStl.of(StlConfig.of(7).robust(StlPreset.STATSMODELS), 60);
    FilteredDecomposition all = stl.decompose(y);
    FilteredDecomposition then = stl.decompose(Arrays.copyOf(y, 110));
    assertThat(all.warmUp()).isEqualTo(59);
    assertThat(all.causal()).isTrue();
    assertThat(all.trend()[58]).isNaN();
    for (int t = 59; t < 110; t++) {
      assertThat(then.trend()[t]).isEqualTo(all.trend()[t]);
      assertThat(then.seasonal()[t]).isEqualTo(all.seasonal()[t]);
      assertThat(Double.doubleToLongBits(then.remainder()[t]))
          .isEqualTo(Double.doubleToLongBits(all.remainder()[t])); // NaN at the gap
    }
    double[] window = Arrays.copyOfRange(y, 50, 110);
    SmoothedDecomposition one =
        Stl.of(StlConfig.of(7).robust(StlPreset.STATSMODELS)).decompose(window);
    assertThat(one.causal()).isFalse();
    assertThat(one.trend()[59]).isEqualTo(all.trend()[109]);
  }

  @Test
  void the_trend_known_at_the_time_is_off_by_as_much_as_the_remainder() {
    // Random walk plus sine, period 21: research on 1,260 points found a ratio of about 1.1.
    double[] y = walk(700, 5);
    for (int t = 0; t < y.length; t++) {
      y[t] += Math.sin(2 * Math.PI * t / 21);
    }
    RevisionReport report = RevisionReport.of(StlConfig.of(21), 252, y);
    assertThat(report.trend() / report.remainder()).isBetween(0.6, 2.0);
    assertThat(report.seasonal() / report.remainder()).isBetween(0.4, 2.0);
    assertThat(report.largestTrend()).isGreaterThan(report.trend());
  }

  @Test
  void the_strength_of_noise_is_large_and_means_nothing() {
    // Research (S5): mean 0.348 on white noise, 0.319 on random walks; 0.045 with window 59.
    double white = 0;
    double walks = 0;
    double wide = 0;
    for (int i = 0; i < 20; i++) {
      white += Stl.of(StlConfig.of(21)).decompose(noise(1260, i)).seasonalStrength() / 20;
      walks += Stl.of(StlConfig.of(21)).decompose(walk(1260, i)).seasonalStrength() / 20;
      wide +=
          Stl.of(StlConfig.of(StlPreset.STATSMODELS, 21, 59))
                  .decompose(noise(1260, i))
                  .seasonalStrength()
              / 20;
    }
    assertThat(white).isCloseTo(0.348, within(0.02));
    assertThat(walks).isCloseTo(0.319, within(0.03));
    assertThat(wide).isCloseTo(0.045, within(0.01));
  }

  @Test
  void the_surrogate_test_finds_a_season_and_is_quiet_on_noise() {
    StlConfig config = StlConfig.of(12);
    int alarms = 0;
    for (int i = 0; i < 40; i++) {
      double[] y = i % 2 == 0 ? noise(240, 100 + i) : walk(240, 100 + i);
      alarms += SeasonalityTest.of(config, y, 39, i).pValue() <= 0.05 ? 1 : 0;
    }
    // Binomial(40, 0.05): more than 6 has probability 0.3 %.
    assertThat(alarms).isLessThanOrEqualTo(6);
    double[] seasonal = noise(240, 7);
    for (int t = 0; t < seasonal.length; t++) {
      seasonal[t] += 1.5 * Math.sin(2 * Math.PI * t / 12);
    }
    SeasonalityTest found = SeasonalityTest.of(config, seasonal, 99, 1);
    assertThat(found.pValue()).isEqualTo(0.01);
    assertThat(found).isEqualTo(SeasonalityTest.of(config, seasonal, 99, 1));
  }

  @Test
  void bad_input_is_named_with_needed_and_got() {
    Stl stl = Stl.of(StlConfig.of(12));
    assertThatThrownBy(() -> stl.decompose(noise(23, 1)))
        .isInstanceOf(InsufficientDataException.class)
        .hasMessageContaining("two periods of 12")
        .hasMessageContaining("needs at least 24, got 23");
    double[] constant = new double[60];
    Arrays.fill(constant, 3);
    assertThatThrownBy(() -> stl.decompose(constant))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("at least 2 different values, got the constant 3.0");
    double[] sparse = noise(60, 2);
    Arrays.fill(sparse, 0, 31, Double.NaN);
    assertThatThrownBy(() -> stl.decompose(sparse))
        .isInstanceOf(InsufficientDataException.class)
        .hasMessageContaining("needs at least 30, got 29");
    double[] holed = noise(600, 3);
    Arrays.fill(holed, 300, 400, Double.NaN);
    assertThatThrownBy(() -> stl.decompose(holed))
        .isInstanceOf(InsufficientDataException.class)
        .hasMessageContaining("observed values in the smoothing window around index")
        .hasMessageContaining("needs at least 1, got 0");
    double[] infinite = noise(60, 4);
    infinite[9] = Double.POSITIVE_INFINITY;
    assertThatThrownBy(() -> stl.decompose(infinite))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("value 9");
    assertThatThrownBy(() -> RollingStl.of(StlConfig.of(12), 100).decompose(noise(60, 5)))
        .isInstanceOf(InsufficientDataException.class)
        .hasMessageContaining("needs at least 100, got 60");
    assertThatThrownBy(() -> LoessSpan.of(4, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("window must be odd and at least 3, got 4");
  }
}
