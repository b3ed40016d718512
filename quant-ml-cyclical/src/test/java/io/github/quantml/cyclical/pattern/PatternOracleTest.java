// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.InvalidDataException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Outputs of stumpy and aeon; the file says how they were made. */
class PatternOracleTest {
  private static final Map<String, double[]> ORACLE = new HashMap<>();
  private static final double[] Y = PatternReferenceTest.formula(0, 240);

  @BeforeAll
  static void read() throws IOException {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(
                    PatternOracleTest.class.getResourceAsStream("pattern-oracle.txt")),
                StandardCharsets.UTF_8))) {
      in.lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(" = ", 2))
          .forEach(
              entry ->
                  ORACLE.put(
                      entry[0],
                      Arrays.stream(entry[1].split(" ")).mapToDouble(Double::valueOf).toArray()));
    }
  }

  private static double[] oracle(String key) {
    return Objects.requireNonNull(ORACLE.get(key), key);
  }

  private static double[] doubles(int[] values) {
    return Arrays.stream(values).asDoubleStream().toArray();
  }

  @Test
  void the_self_join_and_its_left_indices_are_those_of_stumpy() {
    MatrixProfile profile = MatrixProfile.selfJoin(Y, 20);
    assertThat(profile.toDistances()).containsExactly(oracle("self"), within(1e-9));
    assertThat(doubles(profile.toIndices())).isEqualTo(oracle("index"));
    assertThat(doubles(profile.left().toIndices())).isEqualTo(oracle("left"));
  }

  @Test
  void the_join_of_two_series_is_that_of_stumpy() {
    MatrixProfile profile =
        MatrixProfile.join(Arrays.copyOf(Y, 60), Arrays.copyOfRange(Y, 100, 240), 12);
    assertThat(profile.toDistances()).containsExactly(oracle("join"), within(1e-9));
    assertThat(doubles(profile.toIndices())).isEqualTo(oracle("joinIndex"));
  }

  @Test
  void the_multivariate_profile_is_that_of_stumpy() {
    double[][] series = new double[3][120];
    for (int t = 0; t < 120; t++) {
      series[0][t] = Y[t];
      series[1][t] = Y[t + 120] * Y[t + 120];
      series[2][t] = Math.sqrt(t) + Math.sin(t / 3.0);
    }
    MultivariateMatrixProfile profile = MultivariateMatrixProfile.of(series, 10);
    for (int k = 1; k <= 3; k++) {
      double[] distances = oracle("multi" + (k - 1));
      double[] indices = oracle("multiIndex" + (k - 1));
      for (int i = 0; i < distances.length; i++) {
        assertThat(profile.distance(k, i)).isCloseTo(distances[i], within(1e-7));
        assertThat((double) profile.index(k, i)).isEqualTo(indices[i]);
      }
    }
  }

  @Test
  void the_variants_are_those_of_aeon() {
    double[] a = Arrays.copyOf(Y, 40);
    double[] b = Arrays.copyOfRange(Y, 100, 140);
    DtwConfig config = DtwConfig.defaults();
    assertThat(Dtw.of(config.withSteepness(0.05)).cost(a, b))
        .isCloseTo(oracle("wdtw")[0], within(1e-9));
    assertThat(Dtw.of(config.withDerivative(true)).cost(a, b))
        .isCloseTo(oracle("ddtw")[0], within(1e-9));
    assertThat(Dtw.of(config.withPenalty(1.5)).cost(a, b))
        .isCloseTo(oracle("adtw")[0], within(1e-9));
    double[][] c = {a, Arrays.copyOfRange(Y, 40, 80)};
    double[][] d = {b, Arrays.copyOfRange(Y, 140, 180)};
    MultivariateDtw multivariate = MultivariateDtw.of(config);
    assertThat(multivariate.dependent(c, d))
        .isCloseTo(Math.sqrt(oracle("dependent")[0]), within(1e-9));
    assertThat(multivariate.independent(c, d))
        .isCloseTo(
            Math.sqrt(Dtw.of(config).cost(a, b) + Dtw.of(config).cost(c[1], d[1])), within(1e-12));
  }

  @Test
  void constant_windows_and_gaps_are_as_documented() {
    double[] x = Arrays.copyOf(Y, 80);
    Arrays.fill(x, 10, 30, 7);
    x[60] = Double.POSITIVE_INFINITY;
    MatrixProfile profile = MatrixProfile.selfJoin(x, 8);
    assertThat(profile.distance(10)).isZero();
    assertThat(profile.index(55)).isEqualTo(-1);
    assertThat(profile.distance(55)).isInfinite();
    double[] flat = {5, 5, 5, 5};
    double[] moving = {1, 2, 4, 3, 1};
    assertThat(MatrixProfile.join(flat, moving, 4).distance(0)).isEqualTo(2);
    assertThat(MatrixProfile.join(flat, flat, 4).distance(0)).isZero();
  }

  @Test
  void bad_input_is_refused_by_name() {
    assertThatThrownBy(() -> Dtw.banded(2).distance(new double[5], new double[8]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("band: must be at least the difference");
    assertThatThrownBy(() -> Dtw.banded(2).distance(new double[0], new double[1]))
        .isInstanceOf(InsufficientDataException.class);
    assertThatThrownBy(() -> Dtw.banded(2).distance(new double[] {Double.NaN}, new double[1]))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage("dtw: a: value 0 must be finite, got NaN");
    assertThatThrownBy(() -> DtwSearch.of(new double[5], 6, 1))
        .isInstanceOf(InsufficientDataException.class)
        .hasMessage("subsequence search: values: needs at least 6, got 5");
    assertThatThrownBy(() -> MatrixProfile.selfJoin(new double[5], 4))
        .isInstanceOf(InsufficientDataException.class);
    assertThatThrownBy(() -> DtwConfig.defaults().withPenalty(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
