// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.tabular;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.quantml.features.selection.FittedSelector;
import io.github.quantml.features.selection.Learner;
import io.github.quantml.features.selection.PermutationSelector;
import io.github.quantml.features.selection.SelectionContext;
import io.github.quantml.features.selection.SelectionData;
import io.github.quantml.math.random.CounterRandom;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Smile's trees as the learner of feature selection. */
class SmileLearnerTest {
  private static final SmileLearner FOREST = new SmileLearner(20, 5);

  /** Six columns of noise; the target is a step of the third and a little noise. */
  private static double[][] columns(int rows, long seed) {
    CounterRandom random = CounterRandom.of(seed);
    double[][] x = new double[6][rows];
    for (double[] column : x) {
      random.fillGaussian(column);
    }
    return x;
  }

  private static double[] step(double[][] x, long seed) {
    CounterRandom random = CounterRandom.of(seed);
    return Arrays.stream(x[2]).map(v -> (v > 0.3 ? 2 : -1) + 0.1 * random.nextGaussian()).toArray();
  }

  @Test
  void learnsAStepAndSaysWhichColumnMadeIt() {
    double[][] x = columns(400, 1);
    Learner.Fitted fitted = FOREST.fit(x, step(x, 2), 3);
    double[] importances = fitted.importances();
    double others = Arrays.stream(importances).sum() - importances[2];
    assertThat(importances[2]).isGreaterThan(5 * others);
    double[][] unseen = columns(200, 9);
    double[] forecast = fitted.predict(unseen);
    int right = 0;
    for (int i = 0; i < forecast.length; i++) {
      right += forecast[i] > 0.5 == unseen[2][i] > 0.3 ? 1 : 0;
    }
    assertThat(right).isGreaterThan(190);
  }

  @Test
  void forecastsStayWithinTheTargets() {
    double[][] x = columns(300, 4);
    double[] y = step(x, 5);
    double[] forecast = FOREST.fit(x, y, 6).predict(columns(300, 7));
    double low = Arrays.stream(y).min().orElseThrow();
    double high = Arrays.stream(y).max().orElseThrow();
    for (double f : forecast) {
      assertThat(f).isBetween(low, high);
    }
  }

  @Test
  void leavesItsInputsAsTheyAre() {
    double[][] x = columns(100, 1);
    double[] y = step(x, 2);
    double[] before = y.clone();
    Learner.Fitted fitted = FOREST.fit(x, y, 3);
    assertThat(y).containsExactly(before);
    assertThat(x).isDeepEqualTo(columns(100, 1));
    fitted.importances()[0] = 99;
    assertThat(fitted.importances()[0]).isNotEqualTo(99);
  }

  @Test
  void theSameSeedGivesTheSameBitsOnEveryThread() throws InterruptedException {
    double[][] x = columns(200, 1);
    double[] y = step(x, 2);
    double[] here = FOREST.fit(x, y, 3).predict(x);
    double[][] there = new double[1][];
    Thread other = new Thread(() -> there[0] = FOREST.fit(x, y, 3).predict(x));
    // Smile's generator belongs to the thread: what was drawn before must not matter.
    FOREST.fit(x, y, 17);
    other.start();
    other.join();
    assertThat(there[0]).containsExactly(here);
    assertThat(FOREST.fit(x, y, 3).predict(x)).containsExactly(here);
    assertThat(FOREST.fit(x, y, 4).predict(x)).isNotEqualTo(here);
  }

  @Test
  void servesPermutationImportance() {
    double[][] x = columns(300, 11);
    SelectionData data =
        new SelectionData(List.of("a", "b", "c", "d", "e", "f"), x, step(x, 12), 1);
    FittedSelector one =
        PermutationSelector.of(FOREST, 0.1).fit(data, SelectionContext.defaults().withThreads(1));
    FittedSelector three =
        PermutationSelector.of(FOREST, 0.1).fit(data, SelectionContext.defaults().withThreads(3));
    assertThat(one.names()).first().isEqualTo("c");
    assertThat(three.names()).isEqualTo(one.names());
  }

  @ParameterizedTest
  @CsvSource({"0, 5", "10, 0", "-1, -1"})
  void badSizesAreNamed(int trees, int leafSize) {
    assertThatThrownBy(() -> new SmileLearner(trees, leafSize))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("learner: trees and leafSize must be >= 1, got " + trees + " and " + leafSize);
  }
}
