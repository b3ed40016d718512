// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.spectral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.InvalidDataException;
import io.github.quantml.math.random.CounterRandom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Does the detector find what is there, and only that? */
class CycleDetectorTest {
  private static double[] noise(String kind, int n, CounterRandom random) {
    double[] x = new double[n];
    double state = 0;
    double variance = 1;
    for (int t = -500; t < n; t++) {
      switch (kind) {
        case "walk" -> state = t < 0 ? 0 : state + random.nextGaussian();
        case "garch-t" -> {
          state = Math.sqrt(0.6 * variance) * random.nextStudentT(5);
          variance = 0.02 + 0.08 * state * state + 0.9 * variance;
        }
        default -> state = Double.parseDouble(kind) * state + random.nextGaussian();
      }
      if (t >= 0) {
        x[t] = state;
      }
    }
    return x;
  }

  // 300 series: at a true rate of 5 % more than 28 alarms have a chance of 0.04 %.
  @ParameterizedTest
  @CsvSource({"0, 256", "0.5, 256", "0.9, 512", "0.99, 512", "walk, 256", "garch-t, 512"})
  void false_alarms_stay_near_the_level_on_noise_of_every_kind(String kind, int n) {
    CounterRandom root = CounterRandom.of(20);
    CycleDetector detector =
        CycleDetector.of(CycleDetectorConfig.defaults().withOnSuspect(SuspectInput.WARN));
    int alarms = 0;
    for (int i = 0; i < 300; i++) {
      CycleReport report = detector.detect(noise(kind, n, root.split(i)));
      alarms += report.significant().isEmpty() ? 0 : 1;
    }
    assertThat(alarms).isLessThanOrEqualTo(28);
  }

  // Expected power 77 %; below 65 of 100 has a chance of 0.4 %.
  @Test
  void a_sine_of_three_quarters_in_red_noise_is_usually_found() {
    CounterRandom root = CounterRandom.of(21);
    int found = 0;
    for (int i = 0; i < 100; i++) {
      double[] x = noise("0.9", 1024, root.split(i));
      for (int t = 0; t < x.length; t++) {
        x[t] += 0.75 * Math.sin(2 * Math.PI * t / 20 + i);
      }
      found +=
          CycleDetector.withDefaults().detect(x).significant().stream()
                  .anyMatch(c -> Math.abs(c.period() - 20) < 0.4)
              ? 1
              : 0;
    }
    assertThat(found).isGreaterThanOrEqualTo(65);
  }

  private static double[] wave(int n, double sd, long seed, double... periodsAndAmplitudes) {
    double[] x = new double[n];
    CounterRandom random = CounterRandom.of(seed);
    for (int t = 0; t < n; t++) {
      x[t] = sd * random.nextGaussian();
      for (int i = 0; i < periodsAndAmplitudes.length; i += 2) {
        x[t] +=
            periodsAndAmplitudes[i + 1] * Math.cos(2 * Math.PI * t / periodsAndAmplitudes[i] + 0.7);
      }
    }
    return x;
  }

  @Test
  void period_amplitude_phase_and_interval_of_a_wave_off_the_grid_are_right() {
    CycleReport report = CycleDetector.withDefaults().detect(wave(1000, 1, 22, 33.3, 1));
    Cycle cycle = report.significant().get(0);
    assertThat(report.significant()).hasSize(1);
    assertThat(cycle.period()).isCloseTo(33.3, within(0.1));
    assertThat(33.3).isBetween(cycle.periodLow(), cycle.periodHigh());
    assertThat(cycle.amplitude()).isCloseTo(1, within(3 * cycle.amplitudeError()));
    assertThat(cycle.phase()).isCloseTo(0.7, within(0.2));
    assertThat(cycle.familyP()).isLessThan(1e-20);
    assertThat(cycle.fdrQ()).isLessThan(1e-20);
    assertThat(cycle.stability()).isGreaterThan(0.8);
    assertThat(cycle.outOfSampleR2()).isBetween(0.2, 0.5);
    assertThat(cycle.cyclesObserved()).isCloseTo(30, within(0.1));
    assertThat(report.warnings()).isEmpty();
  }

  @Test
  void the_interval_of_the_period_covers_about_as_often_as_it_says() {
    int covered = 0;
    for (int i = 0; i < 200; i++) {
      double[] x = wave(400, 1, 100 + i, 17.3, 1);
      Cycle cycle = CycleDetector.withDefaults().detect(x).cycles().get(0);
      covered += cycle.periodLow() <= 17.3 && 17.3 <= cycle.periodHigh() ? 1 : 0;
    }
    assertThat(covered).isBetween(178, 199);
  }

  @Test
  void sidelobes_of_a_strong_cycle_are_not_cycles_of_their_own() {
    CycleReport report = CycleDetector.withDefaults().detect(wave(512, 0.1, 23, 512 / 20.5, 5));
    assertThat(report.significant()).hasSize(1);
  }

  @Test
  void overtones_are_grouped_under_their_fundamental() {
    CycleReport report =
        CycleDetector.withDefaults().detect(wave(1200, 1, 24, 60, 2, 30, 1, 20, 0.8, 47, 0.9));
    List<Cycle> found = report.significant();
    assertThat(found).hasSize(4);
    assertThat(report.fundamentals()).hasSize(2);
    for (Cycle cycle : found) {
      boolean overtone = Math.abs(cycle.period() - 30) < 1 || Math.abs(cycle.period() - 20) < 1;
      assertThat(cycle.harmonicOf() >= 0).isEqualTo(overtone);
    }
  }

  @Test
  void nist_enso_periods_are_found_to_certified_precision() {
    double[] y = Oracle.column("nist-enso.txt");
    HarmonicFit fit = HarmonicRegression.of(Detrend.CONSTANT).withKnownPeriods(12).search(y, 2);
    assertThat(fit.period(1)).isCloseTo(44.311088700, within(5e-8));
    assertThat(fit.period(2)).isCloseTo(26.887614440, within(5e-8));
    assertThat(fit.periodError(1)).isCloseTo(.94408025976, within(1e-6));
    assertThat(fit.periodError(2)).isCloseTo(.41612939130, within(1e-6));
    assertThat(fit.intercept()).isCloseTo(10.510749193, within(1e-8));
    assertThat(fit.residualSumOfSquares()).isCloseTo(788.53978668, within(1e-7));
    // NIST counts months from 1; the wave of month t is that of t − 1 here.
    assertThat(fit.amplitude(1)).isCloseTo(Math.hypot(1.6231428586, .52554493756), within(1e-7));
    assertThat(fit.amplitude(2)).isCloseTo(Math.hypot(.21232288488, 1.4966870418), within(1e-7));
  }

  @Test
  void price_levels_are_refused_or_warned_about() {
    double[] prices = noise("walk", 600, CounterRandom.of(25));
    for (int t = 0; t < prices.length; t++) {
      prices[t] = 100 * Math.exp(0.01 * prices[t]);
    }
    assertThatThrownBy(() -> CycleDetector.withDefaults().detect(prices))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("looks like a level");
    CycleReport report =
        CycleDetector.of(CycleDetectorConfig.defaults().withOnSuspect(SuspectInput.WARN))
            .detect(prices);
    assertThat(report.warnings()).anySatisfy(w -> assertThat(w).contains("unit root"));
  }

  // Slutsky (1937): moving averages of noise swing like cycles.
  @Test
  void cycles_manufactured_by_a_filter_are_not_called_significant() {
    double[] noise = noise("0", 1100, CounterRandom.of(26));
    double[] band = new double[1000];
    for (int t = 0; t < band.length; t++) {
      for (int j = 0; j < 60; j++) {
        band[t] += Math.cos(2 * Math.PI * j / 20) * noise[t + j] / 60;
      }
    }
    CycleReport report = CycleDetector.withDefaults().detect(band);
    assertThat(report.significant()).isEmpty();
    assertThat(report.warnings()).anySatisfy(w -> assertThat(w).contains("filter"));
  }

  @Test
  void bad_requests_name_what_was_needed_and_got() {
    assertThatThrownBy(() -> CycleDetector.withDefaults().detect(new double[20]))
        .isInstanceOf(InsufficientDataException.class)
        .hasMessageContaining("needs at least 32, got 20");
    assertThatThrownBy(() -> CycleDetector.withDefaults().detect(new double[64]))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("constant 0.0");
    CycleDetectorConfig slow = CycleDetectorConfig.defaults().withPeriods(2, 80);
    assertThatThrownBy(() -> CycleDetector.of(slow).detect(noise("0", 100, CounterRandom.of(1))))
        .isInstanceOf(InsufficientDataException.class)
        .hasMessageContaining("period of 80.0 bars")
        .hasMessageContaining("needs at least 160, got 100");
  }

  @Test
  void whittle_recovers_the_memory_of_red_noise_without_the_usual_bias() {
    double mean = 0;
    double meanVariance = 0;
    for (int i = 0; i < 200; i++) {
      RedNoise fit =
          CycleDetector.withDefaults()
              .detect(noise("0.9", 200, CounterRandom.of(27).split(i)))
              .noise();
      mean += fit.phi() / 200;
      meanVariance += fit.innovationVariance() / 200;
    }
    // The lag-one autocorrelation would average 0.9 − (1 + 3.6)/200 = 0.877.
    assertThat(mean).isCloseTo(0.89, within(0.012));
    assertThat(meanVariance).isCloseTo(1, within(0.08));
  }
}
