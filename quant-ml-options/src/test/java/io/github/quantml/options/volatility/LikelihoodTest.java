// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.volatility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.math.random.CounterRandom;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LikelihoodTest {
  @ParameterizedTest
  @EnumSource(VarianceModel.class)
  void the_score_is_the_derivative_of_the_likelihood(VarianceModel model) {
    double[] r = Samples.simulated(300, 5);
    for (Innovation law : Innovation.values()) {
      for (Presample presample : Presample.values()) {
        Likelihood l = new Likelihood(model, law, presample, r);
        double[] theta = Arrays.copyOf(l.recursion.starts()[0], l.k);
        System.arraycopy(law.start(), 0, theta, l.recursion.size, law.start().length);
        double[] g = new double[l.k];
        l.score(theta, g);
        for (int j = 0; j < l.k; j++) {
          double h = 1e-6;
          double[] up = theta.clone();
          double[] down = theta.clone();
          up[j] += h;
          down[j] -= h;
          double slope = (l.value(up) - l.value(down)) / (2 * h);
          assertThat(g[j])
              .as("%s %s %s %d", model, law, presample, j)
              .isCloseTo(slope, within(1e-4 * (1 + Math.abs(slope))));
        }
      }
    }
  }

  /** ψ(1) = −γ, ψ(½) = −γ − 2 ln 2, ψ′(1) = π²/6, ψ′(½) = π²/2; mpmath for 3.7. */
  @Test
  void derivatives_of_the_gamma_function() {
    double euler = .57721566490153286061;
    assertThat(Polygamma.digamma(1)).isCloseTo(-euler, within(2e-15));
    assertThat(Polygamma.digamma(.5)).isCloseTo(-euler - 2 * Math.log(2), within(4e-15));
    assertThat(Polygamma.digamma(3.7)).isCloseTo(1.16715353936151138, within(4e-15));
    assertThat(Polygamma.trigamma(1)).isCloseTo(Math.PI * Math.PI / 6, within(3e-15));
    assertThat(Polygamma.trigamma(.5)).isCloseTo(Math.PI * Math.PI / 2, within(8e-15));
  }

  /** The expected second moments of the scores are the averages over many draws. */
  @Test
  void the_information_of_a_law_is_the_mean_of_its_outer_products() {
    CounterRandom random = CounterRandom.of(12);
    int n = 200_000;
    double[] r = new double[n];
    double h = 1;
    for (int t = 0; t < n; t++) {
      double e = Math.sqrt(h) * random.nextStudentT(9) * Math.sqrt(7.0 / 9);
      r[t] = .02 + e;
      h = .05 + .08 * e * e + .87 * h;
    }
    Likelihood l = new Likelihood(VarianceModel.GARCH, Innovation.STUDENT_T, Presample.BACKCAST, r);
    double[] theta = {.02, .05, .08, .87, 9};
    l.score(theta, new double[5]);
    double[][] mean = l.outerProduct();
    double[][] information = l.information(theta);
    for (int i = 0; i < 5; i++) {
      for (int j = 0; j < 5; j++) {
        double size = Math.sqrt(information[i][i] * information[j][j]);
        assertThat(information[i][j]).as("%d %d", i, j).isCloseTo(mean[i][j], within(.03 * size));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(VarianceModel.class)
  void the_hessian_is_the_derivative_of_the_score(VarianceModel model) {
    double[] r = Samples.simulated(400, 6);
    for (Innovation law : Innovation.values()) {
      for (Presample presample : Presample.values()) {
        Likelihood l = new Likelihood(model, law, presample, r);
        double[] theta = Arrays.copyOf(l.recursion.starts()[0], l.k);
        System.arraycopy(law.start(), 0, theta, l.recursion.size, law.start().length);
        double[][] hessian = l.negativeHessian(theta);
        double[] up = new double[l.k];
        double[] down = new double[l.k];
        for (int i = 0; i < l.k; i++) {
          double step = 1e-5 * Math.max(Math.abs(theta[i]), .1);
          double[] moved = theta.clone();
          moved[i] += step;
          l.score(moved, up);
          moved[i] -= 2 * step;
          l.score(moved, down);
          for (int j = 0; j < l.k; j++) {
            double want = -(up[j] - down[j]) / (2 * step);
            double size =
                Math.sqrt(Math.abs(hessian[i][i] * hessian[j][j])) + Math.abs(want) + 1e-3;
            assertThat(hessian[i][j])
                .as("%s %s %s %d %d", model, law, presample, i, j)
                .isCloseTo(want, within((law == Innovation.GED ? 2e-3 : 2e-5) * size));
          }
        }
      }
    }
  }
}
