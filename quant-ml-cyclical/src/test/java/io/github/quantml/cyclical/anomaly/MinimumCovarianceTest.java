// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.InvalidDataException;
import io.github.quantml.math.random.CounterRandom;
import org.junit.jupiter.api.Test;

class MinimumCovarianceTest {
  private static long state;

  private static double uniform() {
    state = (1_664_525 * state + 1_013_904_223) & 0xFFFFFFFFL;
    return state / 4294967296.0;
  }

  private static double bell() {
    double sum = -6;
    for (int i = 0; i < 12; i++) {
      sum += uniform();
    }
    return sum;
  }

  /** Sixty correlated rows, each fifth of which lies elsewhere. */
  private static double[][] rows() {
    state = 42;
    double[][] rows = new double[60][];
    for (int i = 0; i < rows.length; i++) {
      double a = bell();
      double b = bell();
      double c = bell();
      int odd = i % 5 == 0 ? 1 : 0;
      rows[i] = new double[] {a + 6 * odd, .8 * a + .6 * b - 5 * odd, .5 * c + .2 * a + 4 * odd};
    }
    return rows;
  }

  /**
   * scikit-learn 1.9.1, MinCovDet, best of 30 random states; its covariance divides by the 44 rows
   * that count, ours by 43.
   */
  @Test
  void theFitIsThatOfScikitLearn() {
    MinimumCovariance fit = MinimumCovariance.fit(rows(), 1);
    double[] centre = {0.10457376090132377, 0.16737752142785622, -0.071250780405138};
    double[] covariance = {
      0.5583549511352675,
      0.39745931985633864,
      -0.06623039017489342,
      0.39745931985633864,
      0.5675460946692366,
      -0.06253493106345025,
      -0.06623039017489342,
      -0.06253493106345025,
      0.214675083039227
    };
    for (int i = 0; i < 3; i++) {
      assertThat(fit.centre()[i]).isCloseTo(centre[i], within(1e-12));
    }
    for (int i = 0; i < 9; i++) {
      assertThat(fit.covariance()[i]).isCloseTo(covariance[i] * 44 / 43, within(1e-12));
    }
    for (int i = 0; i < 60; i += 5) {
      assertThat(fit.counts(i)).isFalse();
      assertThat(fit.pValue(fit.squaredDistance(rows()[i]))).isLessThan(1e-10);
    }
  }

  /** scipy 1.16, chi2.ppf. */
  @Test
  void quantilesOfChiSquareAreThoseOfScipy() {
    assertThat(MinimumCovariance.quantile(0.975, 3)).isCloseTo(9.348403604496148, within(1e-12));
    assertThat(MinimumCovariance.quantile(0.5, 1)).isCloseTo(0.454936423119573, within(1e-12));
  }

  @Test
  void shiftsAndScalesOfColumnsChangeNoDistance() {
    double[][] rows = rows();
    double[][] moved = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      moved[i] = new double[] {100 + 7 * rows[i][0], -3 * rows[i][1], 1e-4 * rows[i][2] - 5};
    }
    MinimumCovariance fit = MinimumCovariance.fit(rows, 3);
    MinimumCovariance other = MinimumCovariance.fit(moved, 3);
    for (int i = 0; i < rows.length; i++) {
      assertThat(other.squaredDistance(moved[i]))
          .isCloseTo(fit.squaredDistance(rows[i]), within(1e-6 * fit.squaredDistance(rows[i])));
    }
  }

  @Test
  void distancesOfNormalRowsPassTheirQuantileAtItsRate() {
    int above = 0;
    int total = 0;
    for (int seed = 0; seed < 40; seed++) {
      CounterRandom random = CounterRandom.of(seed);
      double[][] rows = new double[500][4];
      for (double[] row : rows) {
        random.fillGaussian(row);
      }
      MinimumCovariance fit = MinimumCovariance.fit(rows, 50, seed);
      for (double[] row : rows) {
        above += fit.pValue(fit.squaredDistance(row)) < 0.025 ? 1 : 0;
        total++;
      }
    }
    assertThat(above / (double) total).isBetween(0.020, 0.040);
  }

  @Test
  void fortyPercentOfBadRowsDoNotMoveTheFit() {
    CounterRandom random = CounterRandom.of(5);
    double[][] rows = new double[200][3];
    for (int i = 0; i < rows.length; i++) {
      random.fillGaussian(rows[i]);
      if (i % 5 < 2) {
        for (int c = 0; c < 3; c++) {
          rows[i][c] = 50 + 0.1 * rows[i][c];
        }
      }
    }
    MinimumCovariance fit = MinimumCovariance.fit(rows, 5);
    for (int c = 0; c < 3; c++) {
      assertThat(fit.covariance()[4 * c]).isBetween(0.6, 1.6);
      assertThat(fit.centre()[c]).isBetween(-0.4, 0.4);
    }
  }

  @Test
  void sameSeedSameAnswerAndBadInputIsNamed() {
    assertThat(MinimumCovariance.fit(rows(), 20, 9).covariance())
        .isEqualTo(MinimumCovariance.fit(rows(), 20, 9).covariance());
    double[][] flat = new double[30][2];
    for (int i = 0; i < 30; i++) {
      flat[i] = new double[] {i, i < 20 ? 1 : i};
    }
    assertThat(MinimumCovariance.tryFit(flat, 10, 1)).isEmpty();
    assertThatThrownBy(() -> MinimumCovariance.fit(flat, 1))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("hyperplane");
    assertThatThrownBy(() -> MinimumCovariance.fit(new double[4][2], 1))
        .isInstanceOf(InsufficientDataException.class);
    double[][] bad = rows();
    bad[3][1] = Double.NaN;
    assertThatThrownBy(() -> MinimumCovariance.fit(bad, 1))
        .isInstanceOf(InvalidDataException.class);
  }
}
