// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.apache.commons.math3.util.FastMath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Published examples and values of other implementations, named where they are used. */
class PatternReferenceTest {
  private static final double[] S1 = {0, 0, 1, 2, 1, 0, 1, 0, 0};
  private static final double[] S2 = {0, 1, 2, 0, 0, 0, 0, 0, 0};

  /** y = 10 + .05t + 2sin(2πt/12) + .7cos(2πt/5) + .3sin(t²/50). */
  static double[] formula(int from, int to) {
    double[] y = new double[to - from];
    for (int t = from; t < to; t++) {
      y[t - from] =
          10
              + .05 * t
              + 2 * FastMath.sin(2 * Math.PI * t / 12)
              + .7 * FastMath.cos(2 * Math.PI * t / 5)
              + .3 * FastMath.sin(t * t / 50.0);
    }
    return y;
  }

  private static double[] normalised(double[] x) {
    return WindowMoments.normalised(x, 0, x.length);
  }

  /** The pair of the dtaidistance README: √2, in lock step √8, with absolute cost 2. */
  @Test
  void the_pair_of_the_dtaidistance_manual() {
    DtwConfig config = DtwConfig.defaults();
    assertThat(Dtw.of(config).distance(S1, S2)).isEqualTo(Math.sqrt(2));
    assertThat(Dtw.banded(1).distance(S1, S2)).isEqualTo(Math.sqrt(2));
    assertThat(Dtw.banded(0).distance(S1, S2)).isEqualTo(Math.sqrt(8));
    assertThat(Dtw.of(config.withCost(PointCost.ABSOLUTE)).distance(S1, S2)).isEqualTo(2);
    double[] bounds = {Math.sqrt(8), Math.sqrt(2), 1, 1};
    for (int r = 0; r < bounds.length; r++) {
      double bound = LowerBound.keogh(S1, Envelope.of(S2, r), PointCost.SQUARED);
      assertThat(Math.sqrt(bound)).as("r = %d", r).isEqualTo(bounds[r]);
    }
  }

  /** Examples of the tslearn and aeon manuals; aeon returns the summed cost. */
  @Test
  void the_examples_of_tslearn_and_aeon() {
    Dtw dtw = Dtw.of(DtwConfig.defaults());
    assertThat(dtw.distance(new double[] {1, 2, 3}, new double[] {1, 2, 2, 3})).isZero();
    assertThat(dtw.distance(new double[] {1, 2, 3}, new double[] {1, 2, 2, 3, 4})).isEqualTo(1);
    double[] a = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
    double[] b = {11, 12, 13, 14, 15, 16, 17, 18, 19, 20};
    assertThat(dtw.cost(a, b)).isEqualTo(768);
  }

  /** dtaidistance 2.3 (window = r + 1), ddof 0. */
  @ParameterizedTest
  @CsvSource({
    "0, 9.784171362191696",
    "1, 8.333649931859371",
    "2, 6.90545717192616",
    "4, 3.5031603699788616",
    "8, 3.297764253176792",
    "2147483647, 3.297764253176792"
  })
  void stretches_of_the_formula_are_as_far_apart_as_in_dtaidistance(int band, double expected) {
    double[] a = normalised(formula(0, 40));
    double[] b = normalised(formula(100, 140));
    assertThat(Dtw.banded(band).distance(a, b)).isCloseTo(expected, within(1e-11));
  }

  @Test
  void raw_distance_and_bounds_of_the_formula_equal_dtaidistance() {
    double raw = Dtw.of(DtwConfig.defaults()).distance(formula(0, 40), formula(100, 140));
    assertThat(raw).isCloseTo(24.47539202933191, within(1e-11));
    double[] a = normalised(formula(0, 40));
    double[] b = normalised(formula(100, 140));
    int[] bands = {1, 2, 4, 8};
    double[] expected = {
      7.074850862066739, 4.9471797017796755, 1.3045020344727063, .435817849050002
    };
    for (int k = 0; k < bands.length; k++) {
      double bound = LowerBound.keogh(a, Envelope.of(b, bands[k]), PointCost.SQUARED);
      assertThat(Math.sqrt(bound)).isCloseTo(expected[k], within(1e-11));
    }
  }

  /** The UCR-Monash suite on numpy's walk, and dtaidistance on its first 100,000 values. */
  @Test
  void a_walk_is_searched_as_by_the_ucr_monash_suite() {
    double[] walk = NumpyNormals.ofSeed42().walk(1_000_000);
    double[] query = NumpyNormals.ofSeed7().walk(1024);
    assertThat(walk[99_999]).isEqualTo(-423.2930278923); // printed by numpy 2.4
    double[] start = Arrays.copyOf(walk, 100_000);
    Match exact =
        DtwSearch.of(start, 128, 6).nearest(Arrays.copyOf(query, 128), 1, 1, 100_000).get(0);
    assertThat(exact.start()).isEqualTo(94517);
    assertThat(exact.distance()).isCloseTo(2.1305357555476667, within(1e-11));
    assertNearest(walk, query, 128, 6, 418538, 1.50109);
    assertNearest(walk, query, 128, 12, 418534, 1.38309);
    assertNearest(walk, query, 1024, 51, 623800, 3.16806);
    assertNearest(walk, query, 1024, 102, 234948, 1.83276);
  }

  private static void assertNearest(
      double[] walk, double[] query, int length, int band, int start, double distance) {
    Match found =
        DtwSearch.of(walk, length, band)
            .nearest(Arrays.copyOf(query, length), 1, 1, walk.length)
            .get(0);
    assertThat(found.start()).isEqualTo(start);
    assertThat(found.distance()).isCloseTo(distance, within(6e-6));
  }

  /** The example of the stumpy manual. */
  @Test
  void the_matrix_profile_of_the_stumpy_manual() {
    double[] series = {584, -11, 23, 79, 1001, 0, -19};
    MatrixProfile profile = MatrixProfile.selfJoin(series, 3);
    double[] expected = {
      .1163385711369199,
      2.6940739180634403,
      3.0000926340485923,
      2.6940739180634403,
      .1163385711369199
    };
    assertThat(profile.toIndices()).containsExactly(4, 3, 0, 1, 0);
    for (int i = 0; i < expected.length; i++) {
      assertThat(profile.distance(i)).isCloseTo(expected[i], within(1e-12));
    }
  }
}
