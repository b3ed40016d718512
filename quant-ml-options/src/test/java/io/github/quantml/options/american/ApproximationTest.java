// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.american;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tables of approximations (section 4.4 of the reference): the approximation itself meets its
 * table, and our values lie as near to it as it is to the truth.
 */
class ApproximationTest {
  private static final AmericanPricer EXACT = AmericanPricer.of(AmericanProfile.EXACT);

  /** Haug (1998), p. 24: K = 100, r = q = 0.10, spots 90, 100 and 110. */
  @ParameterizedTest
  @CsvSource({
    ".1, .15, .0206, 1.8771, 10.0089, 10.0000, 1.8770, .0410",
    ".1, .25, .3159, 3.1280, 10.3919, 10.2533, 3.1277, .4562",
    ".1, .35, .9495, 4.3777, 11.1679, 10.8787, 4.3777, 1.2402",
    ".5, .15, .8208, 4.0842, 10.8087, 10.5595, 4.0842, 1.0822",
    ".5, .25, 2.7437, 6.8015, 13.0170, 12.4419, 6.8014, 3.3226",
    ".5, .35, 5.0063, 9.5106, 15.5689, 14.6945, 9.5104, 5.8823"
  })
  void barone_adesi_and_whaley(
      double t,
      double v,
      double c90,
      double c100,
      double c110,
      double p90,
      double p100,
      double p110) {
    double[] spot = {90, 100, 110};
    double[][] want = {{c90, c100, c110}, {p90, p100, p110}};
    for (int i = 0; i < 6; i++) {
      boolean call = i < 3;
      double s = spot[i % 3];
      double table = want[i / 3][i % 3];
      double formula = Approximations.baroneAdesiWhaley(call, s, 100, t, .1, .1, v);
      assertThat(formula).isCloseTo(table, within(3e-3));
      // Their formula is dear by up to 0.04 here, and never cheap by more than a cent.
      double exact = EXACT.price(call, s, 100, t, .1, .1, v);
      assertThat(table - exact).isBetween(-.007, .038);
    }
  }

  /** Boundaries that QuantLib's test of QD+ gives for K = 120, r = 0.10, q = 0.03, σ = 0.25. */
  @ParameterizedTest
  @CsvSource({
    "4.9, 87.76960949965387",
    "4.0, 88.39053003614612",
    "2.5, 90.14327315762256",
    "1.0, 94.49793803095984",
    ".1, 106.2588964442338"
  })
  void boundaries_of_li(double t, double value) {
    assertThat(Approximations.qdPlus(120, t, .1, .03, .25)).isCloseTo(value, within(1e-10));
    double exact = 120 * EXACT.boundary(false, t, .1, .03, .25).exerciseAt();
    assertThat(exact / value).isBetween(.995, 1.005);
  }

  /** Haug's examples of Bjerksund and Stensland (1993), whose strategy is a lower bound. */
  @Test
  void bjerksund_and_stensland_lie_below() {
    double call = EXACT.price(true, 42, 40, .75, .04, .08, .35);
    assertThat(call).isBetween(5.2704 - 5e-5, 5.2704 + .06);
    double put = EXACT.price(false, 36, 40, 1, .06, 0, .2);
    assertThat(put).isBetween(4.4531 - 5e-5, 4.4531 + .04);
  }

  /**
   * QuantLib's Greeks of its Bjerksund-Stensland engine at S = K = 100, two years, within what the
   * lower bound leaves: 0.05 in price, five per cent in every Greek.
   */
  @Test
  void greeks_of_the_lower_bound_are_near() {
    AmericanGreeks g = EXACT.greeks(true, 100, 100, 2, .07, .04, .3);
    assertThat(g.price()).isBetween(17.92518344884, 17.92518344884 + .05);
    near(g.delta(), .590801845261);
    near(g.gamma(), .00825347110064);
    near(g.dualDelta(), -.411550010773);
    near(g.phi(), -114.137818682);
    near(g.rho(), 80.4900013902);
    near(g.vega(), 49.2906331546);
    near(g.theta(), -4.22540293840);
  }

  private static void near(double got, double want) {
    assertThat(got).isCloseTo(want, within(.05 * Math.abs(want)));
  }
}
