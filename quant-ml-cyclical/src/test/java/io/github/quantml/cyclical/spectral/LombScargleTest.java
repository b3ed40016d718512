// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.spectral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.InvalidDataException;
import io.github.quantml.cyclical.spectral.LombScargleConfig.Normalisation;
import io.github.quantml.math.random.CounterRandom;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Against astropy's exact implementations ("slow" and "chi2"). */
class LombScargleTest {
  private static final Oracle ORACLE = Oracle.read("spectral-oracle.txt");
  private static final double[] T = {0, 1, 2.5, 4, 4.5, 6, 8, 9.5, 11, 12, 13.5, 15};
  private static final double[] Y = {1.2, .3, -.9, -1.1, -.2, .9, .1, -1.3, .4, 1.0, .2, -.8};
  private static final double[] F = {.05, .1, .15, .2, .25};
  private static final double[] PROBES = {1.0 / 12, 1.0 / 5, .1, .3, .02, .4567};

  private static double[] errors(int n) {
    double[] out = new double[n];
    Arrays.fill(out, 1);
    return out;
  }

  private static LombScargle small(LombScargleConfig config) {
    return LombScargle.of(T, Y, errors(T.length), config);
  }

  private static double[][] uneven() {
    double[] y = Oracle.formula();
    double[] times = new double[y.length];
    double[] values = new double[y.length];
    double[] errors = new double[y.length];
    int n = 0;
    for (int t = 0; t < y.length; t++) {
      if (7 * t % 11 > 3) {
        times[n] = t;
        values[n] = y[t] - .05 * t;
        errors[n] = 1 + .5 * Math.cos(t);
        n++;
      }
    }
    return new double[][] {
      Arrays.copyOf(times, n), Arrays.copyOf(values, n), Arrays.copyOf(errors, n)
    };
  }

  private static LombScargle weighted(LombScargleConfig config) {
    double[][] data = uneven();
    return LombScargle.of(data[0], data[1], data[2], config);
  }

  @Test
  void all_normalisations_equal_astropy_on_twelve_values() {
    LombScargleConfig config = LombScargleConfig.defaults();
    assertThat(small(config).power(F))
        .containsExactly(
            new double[] {
              .032925200146, .067123680650, .805188279476, .315267573538, .052280435312
            },
            within(1e-12));
    assertThat(small(config.withNormalisation(Normalisation.MODEL)).power(F))
        .containsExactly(
            new double[] {
              .03404617735, .071953461845, 4.133161379165, .460424483133, .055164457145
            },
            within(2e-11));
    assertThat(small(config.withNormalisation(Normalisation.LOG)).power(F))
        .containsExactly(
            new double[] {
              .033479434035, .069482649248, 1.635721722625, .378727135335, .053696638329
            },
            within(2e-12));
    assertThat(small(config.withNormalisation(Normalisation.PSD)).power(F))
        .containsExactly(
            new double[] {
              .130658169247, .266369139381, 3.195255489056, 1.251086820991, .207466194129
            },
            within(2e-12));
    assertThat(small(config.withFloatingMean(false)).power(F))
        .containsExactly(
            new double[] {.030417307001, .066929010279, .803417006486, .313956741664, .0505658412},
            within(1e-11));
  }

  // astropy 8.0.2 with maximum_frequency=0.5.
  @Test
  void false_alarm_probabilities_equal_astropy_on_twelve_values() {
    FalseAlarm alarm = small(LombScargleConfig.defaults()).falseAlarm(.5);
    assertThat(alarm.baluev(.6)).isCloseTo(.31848992986400654, within(1e-13));
    assertThat(alarm.davies(.6)).isCloseTo(.3833117473417476, within(1e-13));
    assertThat(alarm.naive(.6)).isCloseTo(.11522795509774354, within(1e-13));
    assertThat(alarm.single(.6)).isCloseTo(.016190861620062107, within(1e-14));
    assertThat(alarm.level(.05))
        .satisfies(z -> assertThat(alarm.baluev(z)).isCloseTo(.05, within(1e-9)));
  }

  @Test
  void a_bootstrap_repeats_itself_and_is_of_the_size_of_the_formula() {
    FalseAlarm alarm = small(LombScargleConfig.defaults()).falseAlarm(.5);
    double share = alarm.bootstrap(.6, 300, 1);
    assertThat(alarm.bootstrap(.6, 300, 1)).isEqualTo(share);
    assertThat(share).isBetween(.1, .5);
  }

  @Test
  void irregular_subset_of_the_formula_series_equals_astropy() {
    double[][] data = uneven();
    LombScargle ls = LombScargle.of(data[0], data[1]);
    assertThat(ls.size()).isEqualTo(152);
    assertThat(ls.power(new double[] {1.0 / 12, 1.0 / 5, .1, .3}))
        .containsExactly(
            new double[] {
              .8826371657209131, .10667814531719348, .0014925812521277798, .0009241645443646841
            },
            within(1e-12));
    assertThat(ls.falseAlarm(.5).baluev(.1)).isCloseTo(.12868042878358438, within(1e-12));
    double[] grid = ls.autoFrequencies(5, 5);
    double[] expected = ORACLE.get("ls.auto");
    assertThat(new double[] {grid[0], grid[1], grid[grid.length - 1]})
        .containsExactly(expected, within(1e-14));
  }

  @ParameterizedTest
  @EnumSource(Normalisation.class)
  void weighted_powers_and_alarms_equal_astropy(Normalisation normalisation) {
    LombScargle ls = weighted(LombScargleConfig.defaults().withNormalisation(normalisation));
    String name = normalisation.name().toLowerCase(Locale.ROOT);
    SpectraTest.assertClose(ls.power(PROBES), ORACLE.get("ls.dy." + name), 1e-11);
    double z =
        switch (normalisation) {
          case STANDARD -> .1;
          case MODEL -> .12;
          case LOG -> .11;
          case PSD -> 6;
        };
    FalseAlarm alarm = ls.falseAlarm(.5);
    String prefix = "fap." + name + ".";
    assertThat(alarm.single(z)).isCloseTo(ORACLE.get(prefix + "single")[0], within(1e-12));
    assertThat(alarm.naive(z)).isCloseTo(ORACLE.get(prefix + "naive")[0], within(1e-12));
    assertThat(alarm.davies(z)).isCloseTo(ORACLE.get(prefix + "davies")[0], within(1e-11));
    assertThat(alarm.baluev(z)).isCloseTo(ORACLE.get(prefix + "baluev")[0], within(1e-11));
    assertThat(alarm.level(.01)).isCloseTo(ORACLE.get("fal." + name)[0], within(1e-6));
  }

  @Test
  void harmonics_and_missing_constants_equal_astropy() {
    LombScargleConfig config = LombScargleConfig.defaults();
    SpectraTest.assertClose(
        weighted(config.withTerms(3)).power(PROBES), ORACLE.get("ls.dy.terms3"), 1e-10);
    SpectraTest.assertClose(
        weighted(config.withTerms(2).withFloatingMean(false)).power(PROBES),
        ORACLE.get("ls.dy.terms2.nomean"),
        1e-10);
    double[][] data = uneven();
    LombScargle plain = LombScargle.of(data[0], data[1]);
    SpectraTest.assertClose(
        plain.withConfig(config.withFloatingMean(false).withCentreData(false)).power(PROBES),
        ORACLE.get("ls.nofit.nocentre"),
        1e-10);
    SpectraTest.assertClose(
        plain.withConfig(config.withCentreData(false)).power(PROBES),
        ORACLE.get("ls.fit.nocentre"),
        1e-9);
  }

  @Test
  void the_fast_grid_equals_single_frequencies() {
    double[] t = new double[300];
    double[] y = new double[300];
    CounterRandom random = CounterRandom.of(4);
    double now = 1e6;
    for (int i = 0; i < t.length; i++) {
      now += random.nextExponential();
      t[i] = now;
      y[i] = random.nextGaussian();
    }
    LombScargle ls = LombScargle.of(t, y);
    double[] grid = ls.power(.01, .0007, 1000);
    for (int k = 0; k < grid.length; k += 37) {
      double alone = ls.power(new double[] {.01 + k * .0007})[0];
      assertThat(grid[k]).isCloseTo(alone, within(1e-11));
    }
  }

  @Test
  void unsorted_times_and_bad_errors_are_refused() {
    assertThatThrownBy(
            () -> LombScargle.of(new double[] {0, 2, 1, 3, 4, 5}, new double[] {1, 2, 3, 4, 5, 6}))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("times must rise strictly, needed above 2.0 at index 2, got 1.0");
    assertThatThrownBy(
            () -> LombScargle.of(T, Y, new double[T.length], LombScargleConfig.defaults()))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("errors must be above 0");
  }
}
