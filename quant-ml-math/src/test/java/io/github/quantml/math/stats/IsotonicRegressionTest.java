// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.stats;

import static io.github.quantml.math.Precision.assertRelative;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.quantml.math.Fixture;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class IsotonicRegressionTest {
  @Test
  void agrees_with_scikit_learn() {
    Fixture reference = Fixture.of("stats.properties");
    IsotonicRegression fit =
        IsotonicRegression.fit(
            reference.array("iso.x"), reference.array("iso.y"), reference.array("iso.w"));
    double[] queries = reference.array("iso.q");
    double[] predicted = new double[queries.length];
    for (int i = 0; i < queries.length; i++) {
      predicted[i] = fit.predict(queries[i]);
    }
    assertRelative(predicted, reference.array("iso.p"), 1e-12);
    assertThat(fit.predict(Double.NaN)).isNaN();
  }

  @Property
  void fit_increases_keeps_the_mean_and_leaves_increasing_data_alone(
      @ForAll @Size(min = 1, max = 30) List<@DoubleRange(min = -100, max = 100) Double> responses) {
    double[] y = responses.stream().mapToDouble(Double::doubleValue).toArray();
    double[] x = new double[y.length];
    double mean = 0;
    for (int i = 0; i < x.length; i++) {
      x[i] = i;
      mean += y[i] / y.length;
    }
    double[] values = IsotonicRegression.fit(x, y).values();
    double fittedMean = 0;
    for (int i = 0; i < values.length; i++) {
      assertThat(i == 0 || values[i] >= values[i - 1]).isTrue();
      fittedMean += values[i] / values.length;
    }
    assertThat(Math.abs(fittedMean - mean)).isLessThan(1e-11);
    assertThat(IsotonicRegression.fit(x, values).values()).containsExactly(values);
  }
}
