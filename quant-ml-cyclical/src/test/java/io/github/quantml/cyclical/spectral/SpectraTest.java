// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.spectral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.InvalidDataException;
import io.github.quantml.math.random.CounterRandom;
import java.util.Arrays;
import java.util.Locale;
import org.jtransforms.fft.DoubleFFT_1D;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Transforms and spectra against definitions and against scipy and pycwt. */
class SpectraTest {
  private static final Oracle ORACLE = Oracle.read("spectral-oracle.txt");

  private static double[] pick(PowerSpectrum spectrum, int... bins) {
    double[] out = new double[bins.length];
    for (int i = 0; i < bins.length; i++) {
      out[i] = spectrum.power(bins[i]);
    }
    return out;
  }

  static void assertClose(double[] actual, double[] expected, double relative) {
    assertThat(actual).hasSameSizeAs(expected);
    double scale = 0;
    for (double e : expected) {
      scale = Math.max(scale, Math.abs(e));
    }
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual[i])
          .as("value %d", i)
          .isCloseTo(expected[i], within(relative * (Math.abs(expected[i]) + 1e-6 * scale)));
    }
  }

  @Test
  void transform_of_a_ramp_up_and_down_is_known_by_hand() {
    RealFft fft = RealFft.of(8);
    double[] re = new double[5];
    double[] im = new double[5];
    fft.forward(new double[] {1, 2, 3, 4, 3, 2, 1, 0}, re, im);
    assertThat(re)
        .containsExactly(new double[] {16, -4.828427124746, 0, .828427124746, 0}, within(1e-12));
    assertThat(im)
        .containsExactly(new double[] {0, -4.828427124746, 0, -.828427124746, 0}, within(1e-12));
    PowerSpectrum p =
        Periodogram.defaults()
            .withWindow(Window.BOXCAR)
            .estimate(new double[] {1, 2, 3, 4, 3, 2, 1, 0});
    assertThat(p.power())
        .containsExactly(new double[] {0, 11.656854249492, 0, .343145750508, 0}, within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 7, 8, 12, 16, 30, 31, 32, 64, 97, 128, 252, 256, 500, 1021})
  void transform_equals_the_defining_sum_at_any_length(int n) {
    double[] x = new double[n];
    CounterRandom.of(n).fillGaussian(x);
    RealFft fft = RealFft.of(n);
    double[] re = new double[fft.bins()];
    double[] im = new double[fft.bins()];
    fft.forward(x, re, im);
    for (int k = 0; k < fft.bins(); k++) {
      double c = 0;
      double s = 0;
      for (int t = 0; t < n; t++) {
        double angle = 2 * Math.PI * ((long) k * t % n) / n;
        c += x[t] * Math.cos(angle);
        s -= x[t] * Math.sin(angle);
      }
      assertThat(re[k]).isCloseTo(c, within(1e-11));
      assertThat(im[k]).isCloseTo(s, within(1e-11));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1024, 8192, 65_536, 5040, 10_007})
  void transform_agrees_with_the_plan_objects_of_jtransforms(int n) {
    double[] x = new double[n];
    CounterRandom.of(n).fillGaussian(x);
    double[] packed = x.clone();
    new DoubleFFT_1D(n).realForward(packed);
    RealFft fft = RealFft.of(n);
    double[] re = new double[fft.bins()];
    double[] im = new double[fft.bins()];
    fft.forward(x, re, im);
    for (int k = 1; 2 * k < n - 1; k++) {
      assertThat(re[k]).isCloseTo(packed[2 * k], within(1e-9));
      assertThat(im[k]).isCloseTo(packed[2 * k + 1], within(1e-9));
    }
  }

  @Test
  void a_transform_starts_no_thread_at_any_length() {
    int before = Thread.activeCount();
    RealFft.of(1 << 17).power(new double[1 << 17]);
    RealFft.of(100_003).power(new double[100_003]);
    assertThat(Thread.activeCount()).isLessThanOrEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource(Window.class)
  void periodograms_equal_scipy(Window window) {
    double[] y = Oracle.formula();
    String name = window.name().toLowerCase(Locale.ROOT);
    Periodogram p = Periodogram.defaults().withWindow(window);
    double[] density = pick(p.withDetrend(Detrend.LINEAR).estimate(y), 0, 1, 7, 20, 48, 120);
    assertClose(density, ORACLE.get("periodogram.linear.density." + name), 1e-9);
    double[] spectrum = pick(p.withScaling(Scaling.SPECTRUM).estimate(y), 1, 7, 20, 48, 119);
    assertClose(spectrum, ORACLE.get("periodogram.constant.spectrum." + name), 1e-9);
  }

  @Test
  void welch_spectra_equal_scipy() {
    double[] y = Oracle.formula();
    PowerSpectrum mean = Welch.ofSegment(64).estimate(y);
    assertClose(mean.power(), ORACLE.get("welch.64.mean"), 1e-9);
    assertThat(mean.power(5)).isCloseTo(73.98616110638369, within(1e-9));
    Welch robust =
        Welch.ofSegment(50)
            .withOverlap(10)
            .withMedian(true)
            .withPeriodogram(new Periodogram(Window.BLACKMAN, Detrend.LINEAR, Scaling.DENSITY));
    assertClose(robust.estimate(y).power(), ORACLE.get("welch.50.10.blackman.linear.median"), 1e-8);
  }

  @Test
  void leakage_far_from_a_sinusoid_between_bins_falls_as_the_window_promises() {
    double[] x = new double[512];
    for (int t = 0; t < x.length; t++) {
      x[t] = Math.sin(2 * Math.PI * 20.5 * t / 512);
    }
    assertThat(leakage(x, Window.BOXCAR)).isCloseTo(-43.6, within(0.1));
    assertThat(leakage(x, Window.HANN)).isCloseTo(-105.4, within(0.1));
  }

  private static double leakage(double[] x, Window window) {
    PowerSpectrum p = new Periodogram(window, Detrend.NONE, Scaling.DENSITY).estimate(x);
    double most = 0;
    for (int k = 0; k < p.size(); k++) {
      most = Math.max(most, p.power(k));
    }
    return 10 * Math.log10(p.power(60) / most);
  }

  @Test
  void prolate_tapers_equal_scipy() {
    double[][] tapers = new Multitaper(4, 7, Detrend.CONSTANT).weights(60);
    double[] first = new double[70];
    for (int k = 0; k < 7; k++) {
      System.arraycopy(tapers[k], 0, first, 10 * k, 10);
    }
    assertClose(first, ORACLE.get("dpss.60.4.first10"), 1e-8);
    double[][] odd = new Multitaper(2.5, 4, Detrend.CONSTANT).weights(33);
    double[] half = new double[68];
    for (int k = 0; k < 4; k++) {
      System.arraycopy(odd[k], 0, half, 17 * k, 17);
    }
    assertClose(half, ORACLE.get("dpss.33.2.5.first17"), 1e-8);
  }

  @Test
  void prolate_tapers_are_orthonormal_even_when_long() {
    double[][] tapers = new Multitaper(4, 7, Detrend.CONSTANT).weights(3000);
    for (int i = 0; i < tapers.length; i++) {
      for (int j = 0; j <= i; j++) {
        assertThat(Columns.dot(tapers[i], tapers[j])).isCloseTo(i == j ? 1 : 0, within(1e-10));
      }
    }
  }

  @Test
  void multitaper_density_of_white_noise_integrates_to_its_variance() {
    double[] x = new double[2048];
    CounterRandom.of(5).fillGaussian(x);
    PowerSpectrum p = Multitaper.defaults().estimate(x);
    double integral = 0;
    for (int k = 1; k < p.size(); k++) {
      integral += p.power(k) / 2048;
    }
    assertThat(integral).isCloseTo(1, within(0.1));
    assertThat(p.degreesOfFreedom()).isEqualTo(14);
  }

  @Test
  void coherence_and_phase_equal_scipy() {
    Coherence c = Coherence.between(Oracle.formula(), Oracle.second(), Welch.ofSegment(48));
    double[] squared = new double[c.size()];
    double[] phase = new double[c.size() - 2];
    for (int i = 0; i < squared.length; i++) {
      squared[i] = c.coherence(i);
      if (i > 0 && i < squared.length - 1) {
        phase[i - 1] = c.phase(i);
      }
    }
    assertClose(squared, ORACLE.get("coherence.48"), 1e-8);
    assertClose(phase, ORACLE.get("csd.48.phase"), 1e-7);
  }

  @Test
  void a_delayed_copy_is_coherent_and_its_lag_is_the_delay() {
    double[] noise = new double[4096 + 3];
    CounterRandom.of(6).fillGaussian(noise);
    double[] x = Arrays.copyOfRange(noise, 3, noise.length);
    double[] delayed = Arrays.copyOf(noise, 4096);
    Coherence c = Coherence.between(x, delayed, Welch.ofSegment(128));
    assertThat(c.coherence(8)).isGreaterThan(0.97);
    assertThat(c.lag(8)).isCloseTo(3, within(0.1));
    double[] other = new double[4096];
    CounterRandom.of(7).fillGaussian(other);
    Coherence none = Coherence.between(x, other, Welch.ofSegment(128));
    int above = 0;
    for (int i = 1; i < none.size() - 1; i++) {
      above += none.coherence(i) > none.significanceLevel(0.05) ? 1 : 0;
    }
    assertThat(above).isLessThan(10);
  }

  @Test
  void morlet_power_equals_pycwt_on_the_padded_series() {
    WaveletPower w = new Morlet(6, 2, 4, 66.2).transform(Oracle.formula());
    double[] periods = new double[w.size()];
    double[] start = new double[w.size()];
    double[] middle = new double[w.size()];
    for (int i = 0; i < periods.length; i++) {
      periods[i] = w.period(i);
      start[i] = w.power(i, 0);
      middle[i] = w.power(i, 100);
    }
    assertClose(periods, ORACLE.get("morlet.periods"), 1e-12);
    // Below scale 4 the wavelet reaches Nyquist, whose bin pycwt gives the other sign.
    for (int i = 4; i < periods.length; i++) {
      assertThat(middle[i]).isCloseTo(ORACLE.get("morlet.power.t100")[i], within(5e-7));
      assertThat(start[i]).isCloseTo(ORACLE.get("morlet.power.t0")[i], within(5e-7));
    }
    assertThat(w.insideCone(0, 0)).isFalse();
    assertThat(w.insideCone(0, 120)).isTrue();
  }

  @Test
  void wavelet_power_of_red_noise_is_significant_as_often_as_it_says() {
    CounterRandom random = CounterRandom.of(8);
    double[] x = new double[4000];
    for (int t = 1; t < x.length; t++) {
      x[t] = 0.7 * x[t - 1] + random.nextGaussian();
    }
    WaveletPower w = Morlet.defaults().transform(x);
    int inside = 0;
    int significant = 0;
    for (int i = 0; i < w.size() && w.period(i) < 100; i++) {
      for (int t = 0; t < w.length(); t++) {
        if (w.insideCone(i, t)) {
          inside++;
          significant += w.localP(i, t) < 0.05 ? 1 : 0;
        }
      }
    }
    assertThat((double) significant / inside).isBetween(0.03, 0.07);
  }

  @Test
  void sliding_component_equals_the_sum_over_its_window() {
    double[] x = new double[700];
    CounterRandom.of(9).fillGaussian(x);
    SlidingDft sliding = SlidingDft.of(64, 13.7);
    for (int t = 0; t < x.length; t++) {
      sliding.update(x[t]);
      double re = 0;
      double im = 0;
      for (int j = 0; j < 64 && j <= t; j++) {
        re += x[t - j] * Math.cos(2 * Math.PI * j / 13.7);
        im += x[t - j] * Math.sin(2 * Math.PI * j / 13.7);
      }
      assertThat(sliding.power()).isCloseTo(re * re + im * im, within(1e-9));
      assertThat(sliding.ready()).isEqualTo(t >= 63);
    }
  }

  @Test
  void sliding_component_reads_amplitude_and_phase_of_a_wave() {
    SlidingDft sliding = SlidingDft.of(60, 20);
    for (int t = 0; t < 200; t++) {
      sliding.update(3 * Math.cos(2 * Math.PI * t / 20 + 0.4));
    }
    assertThat(sliding.amplitude()).isCloseTo(3, within(1e-9));
    double expected = Math.IEEEremainder(2 * Math.PI * 199 / 20 + 0.4, 2 * Math.PI);
    assertThat(sliding.phase()).isCloseTo(expected, within(1e-9));
  }

  // Fisher's published 5 % points.
  @Test
  void fisher_g_reproduces_its_tables() {
    assertThat(FisherG.pValue(.68377, 5)).isCloseTo(.05, within(2e-5));
    assertThat(FisherG.pValue(.44495, 10)).isCloseTo(.05, within(2e-5));
    assertThat(FisherG.pValue(.13135, 50)).isCloseTo(.05, within(2e-5));
  }

  @Test
  void bad_series_are_refused_with_needed_and_got() {
    assertThatThrownBy(() -> Welch.ofSegment(64).estimate(new double[10]))
        .isInstanceOf(InsufficientDataException.class)
        .hasMessageContaining("needs at least 64, got 10");
    assertThatThrownBy(() -> Periodogram.defaults().estimate(new double[] {1, 2, Double.NaN, 3, 4}))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("NaN at index 2 of 5");
    assertThatThrownBy(() -> Morlet.defaults().transform(new double[100]))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("constant 0.0");
  }
}
