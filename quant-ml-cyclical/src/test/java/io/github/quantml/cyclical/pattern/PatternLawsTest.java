// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.math.random.CounterRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PatternLawsTest {
  private static double[] walk(CounterRandom random, int n) {
    double[] x = new double[n];
    for (int i = 1; i < n; i++) {
      // whole steps now and then make ties and constant stretches
      double step = random.nextInt(4) == 0 ? 0 : random.nextGaussian();
      x[i] = x[i - 1] + (random.nextBoolean() ? Math.rint(step) : step);
    }
    return x;
  }

  /** The recurrence over the whole table, as written down. */
  private static double table(double[] a, double[] b, DtwConfig c) {
    double[][] d = new double[a.length + 1][b.length + 1];
    for (double[] row : d) {
      Arrays.fill(row, Double.POSITIVE_INFINITY);
    }
    d[0][0] = 0;
    double[] weights = Warping.weights(c.steepness(), Math.max(a.length, b.length));
    for (int i = 1; i <= a.length; i++) {
      for (int j = 1; j <= b.length; j++) {
        if (Math.abs(i - j) <= c.band()) {
          double e = Math.abs(a[i - 1] - b[j - 1]);
          double cost = (c.cost() == PointCost.SQUARED ? e * e : e) * weights[Math.abs(i - j)];
          double straight = Math.min(d[i - 1][j], d[i][j - 1]) + c.penalty();
          d[i][j] = cost + Math.min(d[i - 1][j - 1], straight);
        }
      }
    }
    return d[a.length][b.length];
  }

  @Property(tries = 400)
  void warping_with_and_without_a_cutoff_equals_the_whole_table(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 40) int n,
      @ForAll @IntRange(min = 0, max = 12) int band,
      @ForAll @IntRange(min = 0, max = 3) int variant) {
    CounterRandom random = CounterRandom.of(seed);
    double[] a = walk(random, n);
    double[] b = walk(random, n + random.nextInt(band + 1));
    DtwConfig config =
        DtwConfig.defaults()
            .withBand(band)
            .withCost(random.nextBoolean() ? PointCost.SQUARED : PointCost.ABSOLUTE)
            .withSteepness(variant == 1 ? 0.05 : 0)
            .withPenalty(variant == 2 ? 0.7 : 0);
    Dtw dtw = Dtw.of(config);
    double expected = table(a, b, config);
    DtwScratch scratch = new DtwScratch();
    assertThat(dtw.cost(a, b)).isEqualTo(expected);
    assertThat(dtw.cost(a, b, expected, scratch)).isEqualTo(expected);
    assertThat(dtw.cost(a, b, 1.5 * expected + 1, scratch)).isEqualTo(expected);
    assertThat(dtw.cost(a, b, Math.nextDown(expected), scratch)).isInfinite();
    WarpingPath path = dtw.path(a, b);
    assertThat(path.distance()).isEqualTo(config.cost().toDistance(expected));
    assertThat(costAlong(path, a, b, config)).isCloseTo(expected, within(1e-9 * (1 + expected)));
  }

  private static double costAlong(WarpingPath path, double[] a, double[] b, DtwConfig c) {
    int[] i = path.first();
    int[] j = path.second();
    double[] weights = Warping.weights(c.steepness(), Math.max(a.length, b.length));
    double sum = 0;
    for (int k = 0; k < i.length; k++) {
      double e = Math.abs(a[i[k]] - b[j[k]]);
      sum += (c.cost() == PointCost.SQUARED ? e * e : e) * weights[Math.abs(i[k] - j[k])];
      if (k > 0) {
        int down = i[k] - i[k - 1];
        int right = j[k] - j[k - 1];
        assertThat(down + right).isBetween(1, 2);
        sum += down == right ? 0 : c.penalty();
      }
    }
    return sum;
  }

  @Property(tries = 300)
  void lower_bounds_are_lower_and_in_order(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = 10) int band) {
    CounterRandom random = CounterRandom.of(seed);
    double[] a = walk(random, 30);
    double[] b = walk(random, 30);
    for (PointCost cost : PointCost.values()) {
      Dtw dtw = Dtw.of(DtwConfig.defaults().withBand(band).withCost(cost));
      double exact = dtw.cost(a, b) * (1 + 1e-12);
      Envelope envelope = Envelope.of(b, band);
      double keogh = LowerBound.keogh(a, envelope, cost);
      double improved = LowerBound.improved(a, b, envelope, band, cost);
      assertThat(LowerBound.kim(a, b, cost)).isLessThanOrEqualTo(exact);
      assertThat(keogh).isLessThanOrEqualTo(improved);
      assertThat(improved).isLessThanOrEqualTo(exact);
      for (int i = 0; i < 30; i++) {
        double[] near = Arrays.copyOfRange(b, Math.max(0, i - band), Math.min(30, i + band + 1));
        assertThat(envelope.upper(i)).isEqualTo(Arrays.stream(near).max().orElseThrow());
        assertThat(envelope.lower(i)).isEqualTo(Arrays.stream(near).min().orElseThrow());
      }
    }
  }

  private static List<Integer> greedy(double[] distances, int count, int exclusion) {
    double[] left = distances.clone();
    List<Integer> starts = new ArrayList<>();
    while (starts.size() < count) {
      int best = -1;
      for (int i = 0; i < left.length; i++) {
        if (left[i] < (best < 0 ? Double.POSITIVE_INFINITY : left[best])) {
          best = i;
        }
      }
      if (best < 0) {
        break;
      }
      starts.add(best);
      for (int i = 0; i < left.length; i++) {
        left[i] = Math.abs(i - best) < exclusion ? Double.POSITIVE_INFINITY : left[i];
      }
    }
    return starts;
  }

  @Property(tries = 150)
  void searches_find_what_comparing_everything_finds_and_streaming_says_the_same(
      @ForAll long seed,
      @ForAll @IntRange(min = 0, max = 9) int band,
      @ForAll @IntRange(min = 1, max = 25) int exclusion) {
    CounterRandom random = CounterRandom.of(seed);
    double[] x = walk(random, 260);
    double[] query = walk(random, 16);
    PointCost cost = random.nextBoolean() ? PointCost.SQUARED : PointCost.ABSOLUTE;
    Dtw dtw = Dtw.of(DtwConfig.defaults().withBand(band).withCost(cost));
    double[] z = WindowMoments.normalised(query, 0, 16);
    double[] all = new double[x.length - 15];
    WindowMoments moments = new WindowMoments(16);
    for (int i = 0; i < all.length; i++) {
      moments.move(x, i, i);
      double[] w = new double[16];
      for (int k = 0; k < 16; k++) {
        w[k] = (x[i + k] - moments.mean()) * moments.inverse();
      }
      all[i] = dtw.distance(z, w);
    }
    List<Match> found = DtwSearch.of(x, 16, band, cost).nearest(query, 6, exclusion, all.length);
    assertThat(found).extracting(Match::start).isEqualTo(greedy(all, 6, exclusion));
    assertThat(found).allSatisfy(m -> assertThat(m.distance()).isEqualTo(all[m.start()]));

    double threshold = Arrays.stream(all).sorted().skip(40).findFirst().orElseThrow();
    StreamingMatcher matcher = StreamingMatcher.of(query, band, cost, threshold);
    for (int i = 0; i < x.length; i++) {
      double expected = i >= 15 ? all[i - 15] : StreamingMatcher.NO_MATCH;
      double got = matcher.update(x[i]);
      if (expected < threshold * (1 - 1e-12)) {
        assertThat(got).isEqualTo(expected);
      } else if (expected > threshold * (1 + 1e-12)) {
        assertThat(got).isInfinite();
      }
    }

    double[][] items = new double[40][];
    for (int i = 0; i < items.length; i++) {
      items[i] = Arrays.copyOfRange(x, 6 * i, 6 * i + 16);
    }
    double[] toItems = new double[items.length];
    for (int i = 0; i < items.length; i++) {
      toItems[i] = dtw.distance(z, WindowMoments.normalised(items[i], 0, 16));
    }
    List<Neighbour> neighbours = DtwLibrary.of(items, band, cost).nearest(query, 5);
    assertThat(neighbours).extracting(Neighbour::index).isEqualTo(greedy(toItems, 5, 1));
  }

  @Property(tries = 60)
  void sliding_moments_are_those_of_the_window_even_after_a_jump(@ForAll long seed) {
    CounterRandom random = CounterRandom.of(seed);
    double[] x = walk(random, 300);
    for (int i = 0; i < x.length; i++) {
      x[i] = 1e5 + 0.01 * x[i];
    }
    x[100] = 1e9;
    WindowMoments moments = new WindowMoments(20);
    for (int i = 0; i + 20 <= x.length; i++) {
      moments.move(x, i, i);
      double mean = WindowMoments.mean(x, i, 20);
      double deviation = WindowMoments.deviation(x, i, 20, mean);
      assertThat(moments.mean()).isCloseTo(mean, within(1e-14 * Math.abs(mean) + 1e-10));
      assertThat(moments.deviation()).isCloseTo(deviation, within(1e-9 * deviation));
    }
  }

  @Property(tries = 40)
  void a_matrix_profile_is_comparing_everything_and_its_left_side_knows_no_future(
      @ForAll long seed, @ForAll @IntRange(min = 3, max = 20) int m) {
    CounterRandom random = CounterRandom.of(seed);
    double[] x = walk(random, 700);
    x[400] = Double.NaN;
    Arrays.fill(x, 500, 530, 3);
    MatrixProfile profile = MatrixProfile.selfJoin(x, m);
    CausalProfile left = profile.left();
    WindowColumns c = WindowColumns.of(x, m);
    for (int i = 0; i < profile.windows(); i += 7) {
      double all = Double.POSITIVE_INFINITY;
      double before = Double.POSITIVE_INFINITY;
      for (int j = 0; j < profile.windows(); j++) {
        if (Math.abs(i - j) > MatrixProfile.exclusion(m) && !c.invalid(i) && !c.invalid(j)) {
          all = Math.min(all, c.distance(i, c, j));
          before = j < i ? Math.min(before, c.distance(i, c, j)) : before;
        }
      }
      assertNear(profile.distance(i), all);
      assertNear(left.distance(i), before);
      assertThat(profile.index(i) < 0).isEqualTo(all == Double.POSITIVE_INFINITY);
    }
    int cut = 350 + random.nextInt(300);
    CausalProfile then = MatrixProfile.selfJoin(Arrays.copyOf(x, cut), m).left();
    StreamingMatrixProfile stream = StreamingMatrixProfile.of(m);
    for (int i = 0; i < cut; i++) {
      stream.update(x[i]);
      if (i >= m - 1) {
        int w = i - m + 1;
        assertThat(then.index(w)).isEqualTo(left.index(w)).isEqualTo(stream.index());
        assertThat(then.distance(w)).isEqualTo(left.distance(w)).isEqualTo(stream.distance());
      }
    }
    assertThat(stream.toProfile().toIndices())
        .isEqualTo(MatrixProfile.selfJoin(Arrays.copyOf(x, cut), m).toIndices());
  }

  /** Near 0, where 1 − ρ cancels, the partner found may be 1e-6 farther than the nearest. */
  private static void assertNear(double actual, double expected) {
    if (expected < Double.POSITIVE_INFINITY) {
      assertThat(actual).isCloseTo(expected, within(1e-6));
    } else {
      assertThat(actual).isInfinite();
    }
  }

  @Test
  void parts_and_threads_do_not_change_a_byte() {
    double[] x = walk(CounterRandom.of(3), 3000);
    MatrixProfile one = MatrixProfile.selfJoin(x, 24);
    ExecutorService executor = Executors.newFixedThreadPool(3);
    try {
      for (int parts : new int[] {2, 3, 7}) {
        MatrixProfile many = MatrixProfile.selfJoin(x, 24, executor, parts);
        assertThat(many.toDistances()).isEqualTo(one.toDistances());
        assertThat(many.toIndices()).isEqualTo(one.toIndices());
        assertThat(many.left().toIndices()).isEqualTo(one.left().toIndices());
      }
    } finally {
      executor.shutdown();
    }
  }

  @Test
  void motifs_and_discords_are_what_was_planted() {
    double[] x = new double[600];
    CounterRandom random = CounterRandom.of(9);
    random.fillGaussian(x);
    System.arraycopy(x, 100, x, 400, 25);
    MatrixProfile profile = MatrixProfile.selfJoin(x, 25);
    assertThat(profile.motifs(2).get(0).first()).isEqualTo(100);
    assertThat(profile.motifs(2).get(0).second()).isEqualTo(400);
    double[] sine = new double[600];
    for (int i = 0; i < sine.length; i++) {
      sine[i] = Math.sin(2 * Math.PI * i / 30) + (i == 310 ? 1.5 : 0) + 1e-3 * x[i];
    }
    assertThat(MatrixProfile.selfJoin(sine, 25).discords(1).get(0).start()).isBetween(286, 310);
  }

  @Test
  void random_windows_have_unremarkable_outcomes_and_chosen_ones_do_not() {
    int uncommon = 0;
    for (int seed = 0; seed < 400; seed++) {
      CounterRandom random = CounterRandom.of(seed);
      double[] outcomes = new double[500];
      random.fillGaussian(outcomes);
      List<Match> matches = new ArrayList<>();
      for (int k = 0; k < 8; k++) {
        matches.add(new Match(60 * k + random.nextInt(40), 1));
      }
      Analogues analogues = Analogues.of(matches, i -> outcomes[i], 500, 20, 199, seed);
      uncommon += analogues.pValue() <= 0.05 ? 1 : 0;
    }
    assertThat(uncommon).isBetween(6, 36); // 20 ± 3.7 standard deviations
    List<Match> chosen = List.of(new Match(10, 1), new Match(50, 1), new Match(90, 1));
    Analogues unusual = Analogues.of(chosen, i -> i % 40 == 10 ? 5 : i % 3, 200, 10, 199, 1);
    assertThat(unusual.mean()).isEqualTo(5);
    assertThat(unusual.pValue()).isLessThan(0.05);
    assertThat(Analogues.startsBefore(100, 20, 5)).isEqualTo(61);
    assertThat(Analogues.startsBefore(100, 20, 30)).isEqualTo(51);
    assertThat(Analogues.startsBefore(30, 20, 30)).isZero();
  }
}
