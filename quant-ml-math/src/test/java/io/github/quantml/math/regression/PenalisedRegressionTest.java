// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.regression;

import static io.github.quantml.math.Precision.assertRelative;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.quantml.api.ConvergenceException;
import io.github.quantml.math.Fixture;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PenalisedRegressionTest {
  private final Fixture reference = Fixture.of("regression.properties");
  private final int n = reference.array("macro.y").length;
  private final double[] y = Arrays.copyOfRange(reference.array("macro.y"), 1, n);
  private final double[][] x = {
    Arrays.copyOfRange(reference.array("macro.gdp"), 1, n),
    Arrays.copyOfRange(reference.array("macro.realint"), 1, n),
    Arrays.copyOf(reference.array("macro.gdp"), n - 1)
  };

  private static double[] flat(LinearModel model) {
    double[] b = model.coefficients();
    double[] out = new double[b.length + 1];
    out[0] = model.intercept();
    System.arraycopy(b, 0, out, 1, b.length);
    return out;
  }

  @Test
  void agrees_with_scikit_learn() {
    assertRelative(flat(Ridge.of(25).fit(y, x)), reference.array("ridge"), 1e-11);
    assertRelative(flat(ElasticNet.lasso(2).fit(y, x)), reference.array("lasso"), 1e-8);
    assertRelative(flat(ElasticNet.of(1.5, 0.3).fit(y, x)), reference.array("enet"), 1e-8);
    assertRelative(
        flat(ElasticNet.lasso(2).withStandardise(true).fit(y, x)),
        reference.array("lasso.standardised"),
        1e-8);
  }

  @Test
  void lambda_max_is_where_the_lasso_dies() {
    double top = ElasticNet.lambdaMax(y, x);
    assertThat(ElasticNet.lasso(top * 1.000001).fit(y, x).activeSize()).isZero();
    assertThat(ElasticNet.lasso(top * 0.999999).fit(y, x).activeSize()).isEqualTo(1);
  }

  @Test
  void a_vanishing_ridge_is_least_squares() {
    double[] plain = LeastSquares.fitWithIntercept(y, x).coefficients();
    assertRelative(flat(Ridge.of(1e-12).fit(y, x)), plain, 1e-10);
    assertRelative(flat(new Ridge(1e-12, true).fit(y, x)), plain, 1e-10);
  }

  @Test
  void ridge_handles_more_columns_than_rows() {
    double[][] wide = new double[5][3];
    for (int j = 0; j < 5; j++) {
      for (int i = 0; i < 3; i++) {
        wide[j][i] = Math.floorMod(i * 7 + j * 3, 5);
      }
    }
    LinearModel model = Ridge.of(1e-9).fit(new double[] {1, 2, 4}, wide);
    assertThat(model.predict(wide[0][2], wide[1][2], wide[2][2], wide[3][2], wide[4][2]))
        .isBetween(3.999, 4.001);
  }

  @Test
  void too_few_sweeps_are_an_error() {
    assertThatThrownBy(() -> new ElasticNet(0.01, 1, false, 1e-14, 2).fit(y, x))
        .isInstanceOf(ConvergenceException.class)
        .hasMessageStartingWith("elastic net: no convergence after 2 iterations");
  }
}
