// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.split;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Folds against those of skfolio (the file says which version), and the numbers of its tests. */
class SkfolioTest {
  static List<String> lines() throws IOException {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(SkfolioTest.class.getResourceAsStream("skfolio.txt")),
                StandardCharsets.UTF_8))) {
      return in.lines().filter(line -> !line.startsWith("#")).toList();
    }
  }

  @ParameterizedTest
  @MethodSource("lines")
  void folds_are_index_identical(String line) {
    String[] parts = line.split(" \\| ", -1);
    String[] a = parts[0].split(" ", -1);
    List<Fold> folds = folds(a);
    assertThat(folds).hasSize(parts.length - 1);
    for (int i = 0; i < folds.size(); i++) {
      String[] expected = parts[i + 1].split(" : ", -1);
      assertThat(runs(folds.get(i).train())).as("train of fold %d", i).isEqualTo(expected[0]);
      assertThat(runs(folds.get(i).test())).as("test of fold %d", i).isEqualTo(expected[1]);
    }
  }

  private static List<Fold> folds(String[] a) {
    return switch (a[0]) {
      case "cpcv" ->
          new CombinatorialPurgedSplit(number(a[2]), number(a[3]), number(a[4]), number(a[5]))
              .split(number(a[1]));
      case "walk" ->
          new WalkForwardSplit(
                  number(a[2]), number(a[3]), number(a[3]), number(a[4]), yes(a[5]), yes(a[6]))
              .split(number(a[1]));
      default ->
          CalendarSplit.monthly(
                  a[0].equals("friday")
                      ? CalendarSplit.Anchor.THIRD_FRIDAY
                      : CalendarSplit.Anchor.MONTH_START,
                  number(a[3]),
                  number(a[4]))
              .withPurge(number(a[5]))
              .withPrevious(yes(a[6]))
              .withAnchored(yes(a[7]))
              .withPartialTest(yes(a[8]))
              .split(weekdays(LocalDate.parse(a[1]), LocalDate.parse(a[2])));
    };
  }

  private static int number(String text) {
    return Integer.parseInt(text);
  }

  private static boolean yes(String text) {
    return text.equals("1");
  }

  private static List<LocalDate> weekdays(LocalDate first, LocalDate last) {
    return first
        .datesUntil(last.plusDays(1))
        .filter(d -> d.getDayOfWeek() != DayOfWeek.SATURDAY && d.getDayOfWeek() != DayOfWeek.SUNDAY)
        .toList();
  }

  /** Ascending positions as runs: 3-5+9-9. */
  private static String runs(int[] positions) {
    List<int[]> runs = new ArrayList<>();
    for (int p : positions) {
      if (runs.isEmpty() || runs.get(runs.size() - 1)[1] != p - 1) {
        runs.add(new int[] {p, p});
      } else {
        runs.get(runs.size() - 1)[1] = p;
      }
    }
    return runs.stream().map(r -> r[0] + "-" + r[1]).collect(Collectors.joining("+"));
  }

  @Test
  void blocks_recombine_to_paths() {
    CombinatorialPurgedSplit three = CombinatorialPurgedSplit.of(3, 2);
    assertThat(three.splits()).isEqualTo(3);
    assertThat(three.paths()).isEqualTo(2);
    assertThat(three.pathIds()).isDeepEqualTo(new int[][] {{0, 0}, {1, 0}, {1, 1}});
    CombinatorialPurgedSplit five = CombinatorialPurgedSplit.of(5, 2);
    assertThat(five.splits()).isEqualTo(10);
    assertThat(five.paths()).isEqualTo(4);
    assertThat(five.recombinedPaths())
        .isDeepEqualTo(
            new int[][] {{0, 1, 2, 3}, {0, 4, 5, 6}, {1, 4, 7, 8}, {2, 5, 7, 9}, {3, 6, 8, 9}});
  }

  @Test
  void the_best_number_of_blocks_is_found() {
    assertThat(best(10, 1, 10, 1)).containsExactly(10, 9);
    assertThat(best(100, 10, 20, 1)).containsExactly(21, 20);
    assertThat(best(1000, 50, 300, 1)).containsExactly(26, 24);
    assertThat(best(5000, 250, 50, 1)).containsExactly(51, 50);
    assertThat(best(5000, 250, 50, 2)).containsExactly(20, 19);
    assertThat(CombinatorialPurgedSplit.of(51, 50).meanTrainSize(5000))
        .isCloseTo(98, org.assertj.core.api.Assertions.within(0.5));
    assertThat(CombinatorialPurgedSplit.of(20, 19).meanTrainSize(5000)).isEqualTo(250);
  }

  private static int[] best(int samples, int train, int paths, double weight) {
    CombinatorialPurgedSplit s = CombinatorialPurgedSplit.optimal(samples, train, paths, weight, 1);
    return new int[] {s.folds(), s.testFolds()};
  }

  @Test
  void third_fridays_of_2021_and_2022_give_the_published_sizes() {
    List<Fold> folds =
        CalendarSplit.monthly(CalendarSplit.Anchor.THIRD_FRIDAY, 12, 3)
            .split(weekdays(LocalDate.of(2021, 1, 1), LocalDate.of(2022, 12, 31)));
    // skfolio's test counts trading days of the S&P 500; on weekdays the holidays come on top.
    assertThat(folds).hasSize(3);
    assertThat(Arrays.stream(folds.get(0).test()).count()).isBetween(59L, 65L);
  }
}
