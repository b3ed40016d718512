// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.InvalidDataException;
import io.github.quantml.math.random.CounterRandom;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.math3.special.Gamma;
import org.junit.jupiter.api.Test;

/** Change points: exactness of PELT, the posterior of BOCPD, run lengths of CUSUM. */
class ChangePointTest {
  /** Annual flow of the Nile at Aswan 1871-1970 (Cobb 1978; R datasets::Nile). */
  private static final double[] NILE = {
    1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140, 995, 935, 1110, 994, 1020, 960, 1180,
    799, 958, 1140, 1100, 1210, 1150, 1250, 1260, 1220, 1030, 1100, 774, 840, 874, 694, 940, 833,
    701, 916, 692, 1020, 1050, 969, 831, 726, 456, 824, 702, 1120, 1100, 832, 764, 821, 768, 845,
    864, 862, 698, 845, 744, 796, 1040, 759, 781, 865, 845, 944, 984, 897, 822, 1010, 771, 676, 649,
    846, 812, 742, 801, 1040, 860, 874, 848, 890, 744, 749, 838, 1050, 918, 986, 797, 923, 975, 815,
    1020, 906, 901, 1170, 912, 746, 919, 718, 714, 740
  };

  @Test
  void one_change_in_the_nile_is_after_1898() {
    OfflinePelt pelt = OfflinePelt.of(SegmentCost.MEAN);
    OfflinePelt.Segmentation one = pelt.segment(NILE, 700_000);
    assertThat(one.changes()).containsExactly(28);
    assertThat(one.cost()).isCloseTo(1_597_457.1944444478, within(1e-6));
    assertThat(pelt.segment(NILE, 2e6).cost()).isCloseTo(2_835_156.75, within(1e-6));
    assertThat(Arrays.stream(NILE, 0, 28).average().orElseThrow()).isEqualTo(1097.75);
    assertThat(Arrays.stream(NILE, 28, 100).average().orElseThrow())
        .isCloseTo(849.9722222222222, within(1e-10));
    assertThat(OfflinePelt.of(SegmentCost.RANK).segment(NILE, 10).changes()).containsExactly(28);
    assertThat(
            OfflinePelt.of(SegmentCost.MEAN_AND_VARIANCE)
                .segment(NILE, OfflinePelt.bic(2, 100))
                .changes())
        .contains(28);
  }

  @Property(tries = 150)
  void pelt_equals_the_full_search(
      @ForAll @IntRange(min = 12, max = 90) int n,
      @ForAll SegmentCost cost,
      @ForAll @IntRange(min = 0, max = 6) int more,
      @ForAll @IntRange(min = 0, max = 40) int level,
      @ForAll long seed) {
    int least = cost.leastLength() + more;
    double[] x = steps(n, seed);
    double penalty = 0.5 * level;
    OfflinePelt.Segmentation fast = new OfflinePelt(cost, least).segment(x, penalty);
    double total = fast.cost() + penalty * fast.changes().length;
    double expected = fullSearch(cost.of(x), n, least, penalty);
    assertThat(total).isCloseTo(expected, within(1e-9 * Math.max(1, Math.abs(expected))));
  }

  private static double[] steps(int n, long seed) {
    CounterRandom random = CounterRandom.of(seed);
    double[] x = new double[n];
    double mean = 0;
    double sd = 1;
    for (int t = 0; t < n; t++) {
      if (random.nextDouble() < 0.07) {
        mean = 3 * random.nextGaussian();
        sd = 0.2 + 2 * random.nextDouble();
      }
      x[t] = mean + sd * random.nextGaussian();
    }
    return x;
  }

  private static double fullSearch(SegmentCost.Table table, int n, int least, double penalty) {
    double[] best = new double[n + 1];
    Arrays.fill(best, Double.POSITIVE_INFINITY);
    best[0] = -penalty;
    for (int t = least; t <= n; t++) {
      for (int s = 0; s <= t - least; s++) {
        best[t] = Math.min(best[t], best[s] + table.cost(s, t) + penalty);
      }
    }
    return best[n];
  }

  @Test
  void the_penalty_path_holds_the_best_segmentation_of_every_penalty() {
    double[] x = steps(200, 12);
    OfflinePelt pelt = OfflinePelt.of(SegmentCost.MEAN);
    List<OfflinePelt.PathStep> path = pelt.path(x, 1, 500);
    assertThat(path).hasSizeGreaterThan(4);
    for (double penalty = 1; penalty <= 500; penalty *= 1.1) {
      double p = penalty;
      OfflinePelt.Segmentation direct = pelt.segment(x, p);
      double best =
          path.stream()
              .mapToDouble(s -> s.segmentation().cost() + p * s.segmentation().changes().length)
              .min()
              .orElseThrow();
      assertThat(best).isCloseTo(direct.cost() + p * direct.changes().length, within(1e-9 * best));
      OfflinePelt.PathStep at =
          path.stream().filter(s -> s.penalty() <= p).reduce((a, b) -> b).orElseThrow();
      assertThat(at.segmentation().changes()).isEqualTo(direct.changes());
    }
  }

  @Test
  void the_run_length_posterior_equals_an_enumeration_of_all_histories() {
    double[] x = {0.3, -0.2, 0.1, 4.1, 3.8, 4.4, 4.0};
    Bocpd settings = new Bocpd(5, 0.5, 0.4, 1.5, 0.8, 2, 0.5, 50);
    Bocpd.Stream stream = settings.stream();
    for (double v : x) {
      stream.update(v);
    }
    double[] expected = new double[x.length + 1];
    for (int history = 0; history < 1 << x.length; history++) {
      double weight = 1;
      int start = 0;
      for (int t = 0; t < x.length; t++) {
        boolean change = (history >> t & 1) == 1;
        weight *= change ? 0.2 : 0.8;
        if (change || t == x.length - 1) {
          weight *= evidence(Arrays.copyOfRange(x, start, t + 1), settings);
        }
        start = change ? t + 1 : start;
      }
      expected[x.length - start] += weight;
    }
    double total = Arrays.stream(expected).sum();
    double[] actual = stream.runLengths();
    assertThat(actual).hasSameSizeAs(expected);
    for (int r = 0; r < expected.length; r++) {
      assertThat(actual[r]).isCloseTo(expected[r] / total, within(1e-12));
    }
    assertThat(stream.likeliestRunLength()).isEqualTo(4);
  }

  /** Marginal likelihood of a run (Murphy 2007, equation 95). */
  private static double evidence(double[] x, Bocpd prior) {
    int n = x.length;
    double mean = Arrays.stream(x).average().orElseThrow();
    double squares = Arrays.stream(x).map(v -> (v - mean) * (v - mean)).sum();
    double kappa = prior.priorWeight() + n;
    double alpha = prior.priorShape() + n / 2.0;
    double off = mean - prior.priorMean();
    double beta =
        prior.priorScale() + squares / 2 + prior.priorWeight() * n * off * off / (2 * kappa);
    return Math.exp(
        Gamma.logGamma(alpha)
            - Gamma.logGamma(prior.priorShape())
            + prior.priorShape() * Math.log(prior.priorScale())
            - alpha * Math.log(beta)
            + 0.5 * Math.log(prior.priorWeight() / kappa)
            - n / 2.0 * Math.log(2 * Math.PI));
  }

  @Test
  void bocpd_finds_a_shift_soon_and_is_quiet_before() {
    int alarms = 0;
    for (int i = 0; i < 10; i++) {
      double[] x = Noise.gaussian(600, 50 + i);
      for (int t = 400; t < 600; t++) {
        x[t] += 2;
      }
      FilteredAnomalies found = Bocpd.of(0, 1, 500).scan(x);
      for (int t = 0; t < 400; t++) {
        alarms += found.alarm(t) ? 1 : 0;
      }
      EventScore score = EventScore.of(List.of(EventScore.Event.at(400)), found.alarms(), 15, 20);
      assertThat(score.recall()).isEqualTo(1);
      assertThat(score.meanDelay()).isLessThan(12);
    }
    assertThat(alarms).isLessThanOrEqualTo(20);
  }

  @Test
  void cusum_run_lengths_equal_the_published_table() {
    // Montgomery, Introduction to Statistical Quality Control, table of the tabular CUSUM, k = 1/2.
    Cusum four = new Cusum(0, 1, 0.5, 4);
    Cusum five = new Cusum(0, 1, 0.5, 5);
    assertThat(four.averageRunLength(0)).isCloseTo(168, within(0.5));
    assertThat(four.averageRunLength(0.5)).isCloseTo(26.6, within(0.05));
    assertThat(four.averageRunLength(1)).isCloseTo(8.38, within(0.005));
    assertThat(five.averageRunLength(0)).isCloseTo(465, within(0.5));
    assertThat(five.averageRunLength(1)).isCloseTo(10.4, within(0.05));
    assertThat(Cusum.ofRunLength(0, 1, 0.5, five.averageRunLength(0)).threshold())
        .isCloseTo(5, within(1e-6));
  }

  @Test
  void calibrated_detectors_keep_their_average_run_length() {
    double[] x = Noise.gaussian(200_000, 4);
    // 1,000 alarms expected; a run length is about exponential, so the count has sd 32.
    assertThat(Cusum.ofRunLength(0, 1, 0.5, 200).scan(x).alarms().length)
        .isBetween(1000 - 110, 1000 + 110);
    assertThat(PageHinkley.ofRunLength(1, 0.5, 1000).scan(x).alarms().length).isBetween(100, 300);
  }

  @Test
  void a_constant_series_has_no_change_points_to_look_for() {
    assertThatThrownBy(() -> OfflinePelt.of(SegmentCost.MEAN).segment(new double[50], 1))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("got the constant 0.0");
  }
}
