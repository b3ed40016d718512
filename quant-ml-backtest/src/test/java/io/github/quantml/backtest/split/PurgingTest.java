// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.quantml.api.InsufficientDataException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PurgingTest {
  private static LabelSpans randomSpans(int n, long seed) {
    Random random = new Random(seed);
    long[] start = new long[n];
    long[] end = new long[n];
    long now = 0;
    int longest = 1 + random.nextInt(2 * n / 5 + 1);
    for (int i = 0; i < n; i++) {
      now += random.nextInt(4);
      start[i] = now;
      // Mostly short labels, some very long ones.
      end[i] = now + random.nextInt(random.nextInt(10) == 0 ? longest : 5);
    }
    return LabelSpans.of(start, end);
  }

  private static void disjoint(Fold fold, LabelSpans spans) {
    for (int i : fold.train()) {
      for (int j : fold.test()) {
        if (spans.overlap(i, j)) {
          throw new AssertionError(
              fold + ": training sample " + i + " and test sample " + j + " share a moment");
        }
      }
    }
  }

  private static void check(Splitter splitter, LabelSpans spans) {
    List<Fold> folds;
    try {
      folds = splitter.split(spans);
    } catch (InsufficientDataException empty) {
      // Every training sample knew something of the test: said, not trained on.
      assertThat(empty).hasMessageContaining("training samples left");
      return;
    }
    assertThat(folds).isNotEmpty();
    folds.forEach(fold -> disjoint(fold, spans));
  }

  @Property(tries = 10_000)
  void no_training_label_shares_a_moment_with_a_test_label(
      @ForAll long seed,
      @ForAll @IntRange(min = 24, max = 60) int n,
      @ForAll @IntRange(min = 3, max = 6) int folds,
      @ForAll @IntRange(min = 0, max = 1) int purge) {
    LabelSpans spans = randomSpans(n, seed);
    check(new CombinatorialPurgedSplit(folds, 2, purge, 1), spans);
    check(new WalkForwardSplit(n / 3, 4, 4, purge, false, true), spans);
    check(WalkForwardSplit.anchored(n / 3, 5).withPurge(purge), spans);
  }

  @Test
  void purging_keeps_what_lies_between_two_test_blocks() {
    // Labels of two samples: next to each test block exactly two samples go on either side.
    Fold fold = CombinatorialPurgedSplit.of(5, 2).split(LabelSpans.ofHorizon(50, 2)).get(1);
    assertThat(fold.test()).contains(0, 9, 20, 29).hasSize(20);
    assertThat(fold.train())
        .containsExactly(concat(new int[] {12, 13, 14, 15, 16, 17}, range(32, 50)));
  }

  @Test
  void a_label_that_ends_late_takes_training_samples_after_the_test() {
    long[] start = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
    long[] end = start.clone();
    end[2] = 6;
    // Sample 2 lies in the first block [0, 4); its label is known at 6 only.
    Fold fold = CombinatorialPurgedSplit.of(3, 2).split(LabelSpans.of(start, end)).get(1);
    assertThat(fold.test()).containsExactly(0, 1, 2, 3, 8, 9, 10, 11);
    assertThat(fold.train()).containsExactly(7);
  }

  private static int[] range(int from, int to) {
    return Purge.range(from, to);
  }

  private static int[] concat(int[] a, int[] b) {
    int[] out = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, out, a.length, b.length);
    return out;
  }

  @Property(tries = 50)
  void every_path_covers_every_sample_with_what_was_tested_there(
      @ForAll @IntRange(min = 30, max = 70) int n,
      @ForAll @IntRange(min = 4, max = 7) int folds,
      @ForAll @IntRange(min = 2, max = 3) int testFolds) {
    CombinatorialPurgedSplit split = CombinatorialPurgedSplit.of(folds, testFolds);
    List<Fold> all = split.split(n);
    double[][] tested = new double[all.size()][];
    for (Fold fold : all) {
      tested[fold.number()] =
          Arrays.stream(fold.test()).mapToDouble(i -> i + fold.number() / 1000.0).toArray();
    }
    double[][] paths = split.toPaths(n, tested);
    assertThat(paths).hasNumberOfRows(split.paths());
    for (int i = 0; i < n; i++) {
      Set<Double> seen = new HashSet<>();
      for (double[] path : paths) {
        assertThat(Math.floor(path[i])).isEqualTo(i);
        seen.add(path[i]);
      }
      // Each path takes the sample from another fold.
      assertThat(seen).hasSize(split.paths());
    }
    tested[1] = new double[1];
    assertThatThrownBy(() -> split.toPaths(n, tested)).hasMessageContaining("fold 1 has too few");
  }

  @Test
  void steps_and_purges_by_count_are_kept() {
    List<Fold> folds = WalkForwardSplit.rolling(4, 2).withStep(3).withPurge(1).split(14);
    assertThat(folds).hasSize(3);
    assertThat(folds.get(1).train()).containsExactly(3, 4, 5, 6);
    assertThat(folds.get(1).test()).containsExactly(8, 9);
    assertThat(folds.get(2).testStart()).isEqualTo(11);
    assertThat(folds.get(2).trainEnd()).isEqualTo(10);
  }

  @Test
  void impossible_splits_are_refused_with_both_counts() {
    assertThatThrownBy(() -> CombinatorialPurgedSplit.of(20, 10))
        .hasMessage("folds and testFolds: C(20, 10) must be at most 100000, got 184756");
    assertThat(CombinatorialPurgedSplit.of(18, 9).splits()).isEqualTo(48_620);
    assertThatThrownBy(() -> CombinatorialPurgedSplit.of(3, 3))
        .hasMessageContaining("testFolds: must be fewer than folds 3, got 3");
    assertThatThrownBy(() -> CombinatorialPurgedSplit.of(5, 2).withPurge(3).split(20))
        .isInstanceOf(InsufficientDataException.class)
        .hasMessageContaining("needs at least 25, got 20");
    assertThatThrownBy(() -> WalkForwardSplit.rolling(10, 2).withPurge(3).split(13))
        .hasMessageContaining("needs at least 14, got 13");
    assertThatThrownBy(() -> WalkForwardSplit.rolling(10, 5).split(12))
        .hasMessageContaining("samples for one full test: needs at least 15, got 12");
    assertThatThrownBy(() -> WalkForwardSplit.rolling(0, 5))
        .hasMessage("trainSize: must be at least 1, got 0");
    assertThatThrownBy(() -> WalkForwardSplit.rolling(3, 3).split(LabelSpans.ofHorizon(9, 8)))
        .isInstanceOf(InsufficientDataException.class)
        .hasMessageContaining("training samples left after purge and embargo");
    assertThatThrownBy(
            () ->
                CalendarSplit.monthly(CalendarSplit.Anchor.MONTH_END, 3, 1)
                    .split(LocalDate.of(2024, 1, 5).datesUntil(LocalDate.of(2024, 3, 5)).toList()))
        .hasMessageContaining("calendar periods in the data: needs at least 5, got 2");
    assertThatThrownBy(() -> LabelSpans.of(new long[] {5}, new long[] {4}))
        .hasMessageContaining("end: must not be before start, got 4 for 5 at row 0");
  }

  @Test
  void quarters_begin_in_january_april_july_and_october() {
    List<LocalDate> dates =
        LocalDate.of(2020, 1, 1).datesUntil(LocalDate.of(2021, 12, 31)).toList();
    List<Fold> folds =
        CalendarSplit.monthly(CalendarSplit.Anchor.MONTH_START, 2, 1)
            .withMonthsPerPeriod(3)
            .split(dates);
    assertThat(folds).hasSize(5);
    assertThat(dates.get(folds.get(0).testStart())).isEqualTo(LocalDate.of(2020, 7, 1));
    assertThat(dates.get(folds.get(0).testEnd())).isEqualTo(LocalDate.of(2020, 10, 1));
    assertThat(folds.get(0).trainStart()).isZero();
  }
}
