// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.european;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.options.Golden;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class EuropeanGoldenTest {
  /**
   * 60-digit derivatives of the price (mpmath). The tolerance is 1e-12 relative, times the
   * condition of the density in d₁ for far tails, plus the last digits of terms that cancel.
   */
  @Test
  @Tag("data")
  void forty_two_rows_of_nineteen_greeks_agree_with_sixty_digits() {
    int rows = 0;
    for (String[] f : Golden.rows("options/golden/bsm_greeks.csv")) {
      double[] in = new double[6];
      for (int i = 0; i < 6; i++) {
        in[i] = Double.parseDouble(f[i + 1]);
      }
      double[] g =
          EuropeanPricer.blackScholes()
              .greeks(f[7].equals("C"), in[0], in[1], in[2], in[3], in[4], in[5])
              .toArray();
      double d = Math.log(in[0] / in[1]) / (in[5] * Math.sqrt(in[2]));
      for (int j = 0; j < Greek.COUNT; j++) {
        double want = Double.parseDouble(f[j + 8]);
        assertThat(g[j])
            .as("%s %s %s", f[0], f[7], "column " + j)
            .isCloseTo(want, within(1e-12 * Math.abs(want) * (1 + d * d) + 1e-15 * in[0] * in[2]));
      }
      rows++;
    }
    assertThat(rows).isEqualTo(42);
  }

  /** The at-the-money row of the same file, for builds without the data. */
  @Test
  void the_at_the_money_anchor() {
    double[] want = {
      10.45058357,
      .6368306512,
      .01876201735,
      37.52403469,
      -6.414027546,
      53.23248155,
      -63.68306512,
      -.2814302602,
      -.06566706071,
      9.850059107,
      -16.46367022,
      -65.66706071,
      -5.15955477e-4,
      -.08888505718,
      .01053018224,
      -182.6892808,
      -.5323248155,
      .01876201735,
      6.093732917
    };
    double[] g = EuropeanPricer.blackScholes().greeks(true, 100, 100, 1, .05, 0, .2).toArray();
    for (int j = 0; j < want.length; j++) {
      assertThat(g[j]).isCloseTo(want[j], within(1e-9 * Math.abs(want[j])));
    }
  }
}
