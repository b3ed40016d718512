// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.InvalidDataException;
import io.github.quantml.cyclical.seasonal.StlConfig;
import io.github.quantml.cyclical.seasonal.StlPreset;
import io.github.quantml.math.Quantiles;
import io.github.quantml.math.distribution.StudentT;
import io.github.quantml.math.random.CounterRandom;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.math3.util.FastMath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Outlier detectors on the NIST case, planted outliers and noise. */
class OutlierTest {
  /** NIST/SEMATECH handbook 1.3.5.17.3, Rosner (1983). */
  private static final double[] ROSNER = {
    -.25, .68, .94, 1.15, 1.20, 1.26, 1.26, 1.34, 1.38, 1.43, 1.49, 1.49, 1.55, 1.56, 1.58, 1.65,
    1.69, 1.70, 1.76, 1.77, 1.81, 1.91, 1.94, 1.96, 1.99, 2.06, 2.09, 2.10, 2.14, 2.15, 2.23, 2.24,
    2.26, 2.35, 2.37, 2.40, 2.47, 2.54, 2.62, 2.64, 2.90, 2.92, 2.92, 2.93, 3.21, 3.26, 3.30, 3.59,
    3.68, 4.30, 4.64, 5.34, 5.42, 6.01
  };

  @Test
  void generalised_esd_equals_the_nist_handbook() {
    double[] r = {3.1189, 2.9430, 3.1794, 2.8102, 2.8156, 2.8482, 2.2793, 2.3104, 2.1016, 2.0672};
    double[] lambda = {
      3.1588, 3.1514, 3.1439, 3.1362, 3.1282, 3.1201, 3.1118, 3.1032, 3.0945, 3.0854
    };
    OfflineEsd.Result result = OfflineEsd.of(10, 0.05).test(ROSNER);
    assertThat(result.statistics()).containsExactly(r, within(5e-5));
    // The handbook prints 3.1588 where exact quantiles round to 3.1587 or 3.1588.
    assertThat(result.critical()).containsExactly(lambda, within(1e-4));
    assertThat(result.outliers()).isEqualTo(3);
    assertThat(result.indices()).containsExactly(53, 52, 51);
  }

  @Test
  void stl_and_esd_find_planted_outliers_in_a_seasonal_series() {
    double[] y = Noise.gaussian(360, 1);
    for (int t = 0; t < y.length; t++) {
      y[t] = 0.3 * y[t] + 0.02 * t + 3 * Math.sin(2 * Math.PI * t / 12);
    }
    y[100] += 4;
    y[101] += 4;
    y[250] -= 5;
    StlConfig stl = StlConfig.of(StlPreset.STATSMODELS, 12, 21).robust(StlPreset.STATSMODELS);
    OfflineEsd.Result result = OfflineStlEsd.of(stl, 20, 0.01).test(y);
    assertThat(result.indices()).contains(100, 101, 250);
    assertThat(result.outliers()).isLessThanOrEqualTo(6);
  }

  @Property(tries = 40)
  void the_sorted_window_equals_a_full_sort(
      @ForAll @IntRange(min = 3, max = 12) int window, @ForAll long seed) {
    double[] x = new double[60];
    CounterRandom random = CounterRandom.of(seed);
    SortedWindow sorted = new SortedWindow(window);
    for (int t = 0; t < x.length; t++) {
      x[t] = random.nextInt(9); // with many ties
      sorted.add(x[t]);
      double[] last = Arrays.copyOfRange(x, Math.max(0, t - window + 1), t + 1);
      double median = Quantiles.median(last);
      assertThat(sorted.median()).isEqualTo(median);
      double[] off = Arrays.stream(last).map(v -> Math.abs(v - median)).toArray();
      assertThat(sorted.deviation())
          .isCloseTo(SortedWindow.TO_DEVIATION * Quantiles.median(off), within(1e-12));
    }
  }

  @Test
  void false_alarms_on_garch_t_noise_stay_within_the_nominal_rate() {
    int z = 0;
    int tail = 0;
    int tested = 0;
    int jumps = 0;
    for (int i = 0; i < 10; i++) {
      FilteredAnomalies found = RobustZ.defaults().scan(Noise.garchT(3000, i));
      z += found.alarms().length;
      double[] scores = Arrays.stream(found.scores()).filter(v -> !Double.isNaN(v)).toArray();
      tail += PeaksOverThreshold.defaults().scan(scores).alarms().length;
      tested += scores.length - PeaksOverThreshold.defaults().calibration();
      jumps += new LeeMykland(252, 0.01, 1000).scan(Noise.gaussian(3000, i)).alarms().length;
    }
    // Nominal one in 1,000 of 27,300 scores.
    assertThat(z).isLessThanOrEqualTo(27);
    // Nominal 17; more than 28 alarms have a chance of 0.5 %.
    assertThat(tested).isEqualTo(17_300);
    assertThat(tail).isBetween(3, 28);
    // Lee-Mykland: 0.01 per 1,000 normal returns, 0.3 in all, somewhat more for the estimated σ.
    assertThat(jumps).isLessThanOrEqualTo(3);
  }

  @Test
  void planted_outliers_have_the_highest_scores() {
    double[] r = Noise.garchT(1500, 77);
    r[800] = 0.15;
    r[1200] = -0.15;
    List<CausalDetector> detectors =
        List.of(
            RobustZ.defaults(),
            new RobustZ(250, RobustZ.threshold(1, 4), VolatilityScale.garch(Arrays.copyOf(r, 700))),
            new Hampel(101, 6),
            new LeeMykland(100, 0.01, 1000));
    for (CausalDetector detector : detectors) {
      FilteredAnomalies found = detector.scan(r);
      assertThat(found.alarm(800)).isTrue();
      assertThat(found.alarm(1200)).isTrue();
      double rest = 0;
      for (int t = 0; t < r.length; t++) {
        rest = t == 800 || t == 1200 ? rest : Math.max(rest, score(found, t));
      }
      assertThat(found.score(800)).isGreaterThan(rest);
      assertThat(found.score(1200)).isGreaterThan(rest);
    }
  }

  private static double score(FilteredAnomalies found, int t) {
    return Double.isNaN(found.score(t)) ? 0 : found.score(t);
  }

  @Test
  void causal_scores_do_not_change_by_a_bit_when_the_series_goes_on() {
    double[] x = Noise.garchT(900, 5);
    List<CausalDetector> detectors =
        List.of(
            RobustZ.defaults(),
            Hampel.defaults(),
            Cusum.ofRunLength(0, 0.01, 0.5, 200),
            PageHinkley.ofRunLength(0.01, 0.5, 200),
            Bocpd.of(0, 1e-4, 250),
            new PeaksOverThreshold(0.005, 300, 20),
            new LeeMykland(60, 0.01, 1000));
    for (CausalDetector detector : detectors) {
      FilteredAnomalies all = detector.scan(x);
      FilteredAnomalies then = detector.scan(Arrays.copyOf(x, 650));
      for (int t = 0; t < 650; t++) {
        assertThat(Double.doubleToLongBits(then.score(t)))
            .isEqualTo(Double.doubleToLongBits(all.score(t)));
        assertThat(then.alarm(t)).isEqualTo(all.alarm(t));
      }
      assertThat(all.score(0)).isNotInfinite();
    }
  }

  @Test
  void the_pareto_fit_is_the_maximum_of_the_likelihood() {
    // SciPy 1.17.1, Nelder-Mead on genpareto.logpdf of the quantiles (i + 1/2)/200, scale 2.
    check(0.25, GPD_POSITIVE);
    check(-0.2, GPD_NEGATIVE);
  }

  private static final double[] GPD_POSITIVE = {0.2414238749250589, 2.0128175613697716};
  private static final double[] GPD_NEGATIVE = {-0.21254609214424772, 2.0222209332038528};

  private static void check(double shape, double[] expected) {
    ParetoTail truth = new ParetoTail(shape, 2);
    double[] y = new double[200];
    for (int i = 0; i < y.length; i++) {
      y[i] = truth.excess(1 - (i + 0.5) / 200);
    }
    ParetoTail fit = ParetoTail.fit(y);
    assertThat(fit.shape()).isCloseTo(expected[0], within(1e-5));
    assertThat(fit.scale()).isCloseTo(expected[1], within(1e-5));
  }

  // The chance that the next value passes the level, known from the distribution, on average over
  // 300 samples. A level from the most likely tail is passed 3.7 times too often after 200 values
  // at a rate of 0.001 and 1.5 times after 1,000.
  @ParameterizedTest
  @CsvSource({
    "200, 0.005, 0.5",
    "500, 0.001, 0.4",
    "1000, 0.001, 0.7",
    "2000, 0.001, 0.8",
    "2000, 0.005, 0.9"
  })
  void the_predictive_level_is_passed_no_more_often_than_it_says(
      int values, double rate, double least) {
    double[] exponential = new double[300];
    double[] heavy = new double[300];
    StudentT t = StudentT.of(3);
    for (int i = 0; i < 300; i++) {
      CounterRandom random = CounterRandom.of(31).split(i);
      double[] x = new double[values];
      double[] y = new double[values];
      for (int k = 0; k < values; k++) {
        x[k] = random.nextExponential();
        y[k] = Math.abs(random.nextStudentT(3));
      }
      exponential[i] = FastMath.exp(-predictiveLevel(x, rate)) / rate;
      heavy[i] = 2 * t.cdf(-predictiveLevel(y, rate)) / rate;
    }
    for (double[] ratios : List.of(exponential, heavy)) {
      double mean = Arrays.stream(ratios).average().orElseThrow();
      double squares = Arrays.stream(ratios).map(v -> (v - mean) * (v - mean)).sum();
      double error = Math.sqrt(squares / 299 / 300);
      assertThat(mean).isBetween(least, 1 + 2.5 * error);
    }
  }

  private static double predictiveLevel(double[] x, double rate) {
    double u = Quantiles.quantile(x, 0.95);
    double[] peaks = Arrays.stream(x).filter(v -> v > u).map(v -> v - u).toArray();
    return u + PredictiveTail.of(peaks).excess(rate * (x.length + 1) / (peaks.length + 1));
  }

  @Test
  void with_many_peaks_the_predictive_tail_is_that_of_the_fit() {
    ParetoTail truth = new ParetoTail(0.2, 3);
    double[] y = new double[20_000];
    for (int i = 0; i < y.length; i++) {
      y[i] = truth.excess(1 - (i + 0.5) / y.length);
    }
    PredictiveTail tail = PredictiveTail.of(y);
    for (double p : new double[] {0.5, 0.1, 0.01}) {
      assertThat(tail.excess(p)).isCloseTo(ParetoTail.fit(y).excess(p), withinPercentage(0.5));
      assertThat(tail.exceedance(tail.excess(p))).isCloseTo(p, withinPercentage(1e-4));
    }
  }

  @Test
  void the_isolation_forest_ranks_planted_rows_first_and_is_reproducible() {
    double[][] rows = new double[500][];
    CounterRandom random = CounterRandom.of(3);
    for (int i = 0; i < rows.length; i++) {
      double a = random.nextGaussian();
      rows[i] = new double[] {a, 0.5 * a + random.nextGaussian(), random.nextGaussian()};
    }
    rows[100] = new double[] {6, -6, 0};
    rows[400] = new double[] {-5, 5, 8};
    IsolationForest forest = IsolationForest.fit(rows, 9);
    double[] scores = Arrays.stream(rows).mapToDouble(forest::score).toArray();
    double[] sorted = scores.clone();
    Arrays.sort(sorted);
    assertThat(Math.min(scores[100], scores[400])).isEqualTo(sorted[498]);
    assertThat(sorted[250]).isBetween(0.35, 0.5);
    assertThat(IsolationForest.fit(rows, 9).score(1, 2, 3)).isEqualTo(forest.score(1, 2, 3));
  }

  @Test
  void second_neighbours_find_a_discord_that_has_a_twin() {
    double[] x = Noise.gaussian(400, 8);
    for (int t = 0; t < x.length; t++) {
      x[t] = Math.sin(2 * Math.PI * t / 20) + 0.05 * x[t];
    }
    for (int start : new int[] {110, 290}) {
      for (int i = 0; i < 20; i++) {
        x[start + i] = (i % 4 < 2 ? 1 : -1) + 0.05 * x[start + i];
      }
    }
    List<Integer> twins =
        new OfflineDiscords(20, 2).find(x, 2).stream().map(m -> m.start()).toList();
    assertThat(twins).anyMatch(s -> Math.abs(s - 110) <= 10);
    assertThat(twins).anyMatch(s -> Math.abs(s - 290) <= 10);
  }

  @Test
  void bad_input_is_named_with_needed_and_got() {
    assertThatThrownBy(() -> OfflineEsd.of(10, 0.05).test(new double[20]))
        .isInstanceOf(InsufficientDataException.class)
        .hasMessageContaining("needs at least 25, got 20");
    assertThatThrownBy(() -> OfflineEsd.of(10, 0.05).test(new double[40]))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("at least 2 different values, got the constant 0.0");
    assertThatThrownBy(() -> Hampel.defaults().scan(new double[] {1, Double.NaN}))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("must be finite, got NaN");
    assertThatThrownBy(() -> new OfflineDiscords(30, 1).profile(new double[50]))
        .isInstanceOf(InsufficientDataException.class)
        .hasMessageContaining("needs at least 60, got 50");
    assertThatThrownBy(() -> new Hampel(2, 3)).isInstanceOf(IllegalArgumentException.class);
  }
}
