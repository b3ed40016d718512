// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.european;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.InvalidDataException;
import io.github.quantml.options.PricingStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Haug (1998 and 2007), The Complete Guide to Option Pricing Formulas; Hull, 5th edition. */
class HaugTest {
  private static final EuropeanPricer BSM = EuropeanPricer.blackScholes();

  @ParameterizedTest
  @CsvSource({
    "C, 65, 60, 0, .08, .25, .30, 2.1334", "P, 95, 100, .05, .10, .5, .20, 2.4648",
    "P, 19, 19, .10, .10, .75, .28, 1.7011", "C, 19, 19, .10, .10, .75, .28, 1.7011",
    "C, 1.60, 1.56, .08, .06, .5, .12, 0.0291", "P, 70, 75, .05, .10, .5, .35, 4.0870",
    "C, 40, 42, .08, .04, .75, .35, 5.0975"
  })
  void prices_of_haug(
      String type, double k, double s, double q, double r, double t, double v, double value) {
    assertThat(BSM.price(type.equals("C"), s, k, t, r, q, v)).isCloseTo(value, within(1e-4));
  }

  /** Haug 1998 p. 24, K = 100, q = r = 0.10, underlying 90, 100 and 110. */
  @ParameterizedTest
  @CsvSource({
    ".10, .15, .0205, 1.8734, 9.9413, 9.9210, 1.8734, .0408",
    ".10, .25, .3150, 3.1217, 10.3556, 10.2155, 3.1217, .4551",
    ".10, .35, .9474, 4.3693, 11.1381, 10.8479, 4.3693, 1.2376",
    ".50, .15, .8069, 4.0232, 10.5769, 10.3192, 4.0232, 1.0646",
    ".50, .25, 2.7026, 6.6997, 12.7857, 12.2149, 6.6997, 3.2734",
    ".50, .35, 4.9329, 9.3679, 15.3086, 14.4452, 9.3679, 5.7963"
  })
  void futures_options_of_haug(
      double t,
      double v,
      double c90,
      double c100,
      double c110,
      double p90,
      double p100,
      double p110) {
    double[] forward = {90, 100, 110};
    double[] call = {c90, c100, c110};
    double[] put = {p90, p100, p110};
    for (int i = 0; i < 3; i++) {
      assertThat(BSM.price(true, forward[i], 100, t, .1, .1, v)).isCloseTo(call[i], within(1e-4));
      assertThat(BSM.price(false, forward[i], 100, t, .1, .1, v)).isCloseTo(put[i], within(1e-4));
      assertThat(EuropeanPricer.black76().price(true, forward[i], 100, t, .1, 9, v))
          .isCloseTo(call[i], within(1e-4));
    }
  }

  @Test
  void greeks_of_haug() {
    assertThat(BSM.greeks(true, 105, 100, .5, .1, .1, .36).delta()).isCloseTo(.5946, within(1e-4));
    Greeks put = BSM.greeks(false, 105, 100, .5, .1, .1, .36);
    assertThat(put.delta()).isCloseTo(-.3566, within(1e-4));
    assertThat(put.lambda()).isCloseTo(-4.8775, within(1e-4));
    Greeks index = BSM.greeks(true, 55, 60, .75, .1, 0, .3);
    assertThat(index.gamma()).isCloseTo(.0278, within(1e-4));
    assertThat(index.vega()).isCloseTo(18.9358, within(1e-4));
    Greeks theta = BSM.greeks(false, 430, 405, 1.0 / 12, .07, .05, .2);
    assertThat(theta.theta()).isCloseTo(-31.1924, within(1e-4));
    assertThat(GreekUnits.perPointAndDay().from(theta).theta()).isCloseTo(-.0855, within(1e-4));
    assertThat(BSM.greeks(true, 72, 75, 1, .09, 0, .19).rho()).isCloseTo(38.7325, within(1e-4));
    assertThat(BSM.greeks(false, 500, 490, .25, .08, .05, .15).phi())
        .isCloseTo(42.2254, within(1e-4));
    assertThat(BSM.greeks(false, 105, 90, .25, .14, .14, .24).charm())
        .isCloseTo(.36998945, within(1e-8));
    assertThat(BSM.greeks(true, 90, 130, .75, .05, .05, .28).vomma())
        .isCloseTo(92.34440208, within(1e-8));
    assertThat(BSM.greeks(true, 50, 48, 1.0 / 12, .06, .05, .2).speed())
        .isCloseTo(-.02907243138, within(1e-11));
    assertThat(BSM.greeks(true, 100, 80, .25, .05, .05, .26).zomma())
        .isCloseTo(.04631029342, within(1e-11));
  }

  @Test
  void examples_of_hull() {
    assertThat(BSM.price(true, 42, 40, .5, .1, 0, .2)).isCloseTo(4.759422393, within(1e-9));
    assertThat(BSM.price(false, 42, 40, .5, .1, 0, .2)).isCloseTo(.8085993729, within(1e-10));
    Greeks g = BSM.greeks(true, 49, 50, .3846, .05, 0, .2);
    assertThat(g.price()).isCloseTo(2.400461087, within(1e-9));
    assertThat(g.delta()).isCloseTo(.521601634, within(1e-9));
    assertThat(g.gamma()).isCloseTo(.06554537725, within(1e-11));
    assertThat(g.vega()).isCloseTo(12.10524275, within(1e-8));
    assertThat(g.theta()).isCloseTo(-4.305389965, within(1e-9));
    assertThat(g.rho()).isCloseTo(8.906574099, within(1e-9));
    // Example 12.8: dividends of 0.50 after two and five months leave the spot (escrowed model).
    double escrowed = 40 - .5 * Math.exp(-.09 * 2 / 12) - .5 * Math.exp(-.09 * 5 / 12);
    assertThat(BSM.price(true, escrowed, 40, .5, .09, 0, .3)).isCloseTo(3.67, within(1e-2));
  }

  @Test
  void edges_are_the_limits() {
    Greeks expired = BSM.greeks(true, 110, 100, 0, .05, .01, .2);
    assertThat(expired.price()).isEqualTo(10);
    assertThat(expired.delta()).isEqualTo(1);
    assertThat(expired.gamma()).isZero();
    assertThat(BSM.greeks(false, 100, 100, 0, .05, .01, .2).delta()).isEqualTo(-.5);
    // QuantLib's test of a call without volatility: S e^{-qT} − K e^{-rT}
    assertThat(BSM.price(true, 100, 50, 1, .05, .01, 0)).isCloseTo(51.4435121498811, within(1e-12));
    assertThat(BSM.price(true, 100, 0, 1, .05, 0, .3)).isEqualTo(100);
    assertThat(BSM.price(false, 100, 0, 1, .05, 0, .3)).isZero();
    assertThat(BSM.price(false, 0, 100, 1, 0, 0, .3)).isEqualTo(100);
    assertThat(BSM.price(true, 1, 1e9, .01, 0, 0, .05)).isZero();
    assertThat(BSM.price(true, 100, 200, .5, 0, 0, .03)).isBetween(1e-300, 1e-200);
    double[] out = new double[Greek.COUNT];
    assertThat(BSM.greeksInto(true, 1, 1, -1e-9, 0, 0, .1, out)).isEqualTo(PricingStatus.EXPIRED);
    assertThat(BSM.greeksInto(true, -1, 1, 1, 0, 0, .1, out)).isEqualTo(PricingStatus.BAD_INPUT);
    assertThat(BSM.greeksInto(true, 1, 1, 1, Double.NaN, 0, .1, out))
        .isEqualTo(PricingStatus.BAD_INPUT);
    assertThatThrownBy(() -> BSM.price(true, 100, 90, -1, .05, .01, .2))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage(
            "option: EXPIRED, got underlying 100.0, strike 90.0, years -1.0, rate 0.05,"
                + " yield 0.01, volatility 0.2");
  }

  @Test
  void displaced_is_black_of_shifted_values_and_takes_negative_forwards() {
    double shifted = EuropeanPricer.displaced(.03).price(true, -.01, .005, 2, .01, 0, .4);
    assertThat(shifted)
        .isCloseTo(EuropeanPricer.black76().price(true, .02, .035, 2, .01, 0, .4), within(1e-17));
  }

  @Test
  void units_convert_and_check() {
    Greeks g = BSM.greeks(true, 100, 100, 1, .05, 0, .2);
    assertThat(GreekUnits.raw().from(g)).isEqualTo(g);
    Greeks shown = GreekUnits.perPointAndDay().from(g);
    assertThat(shown.vega()).isCloseTo(.3752403469, within(1e-10));
    assertThat(shown.veta()).isCloseTo(g.veta() / 36500, within(1e-15));
    assertThat(shown.delta()).isEqualTo(g.delta());
    assertThatThrownBy(() -> new GreekUnits(0, 1, 1)).hasMessageContaining("volatility:");
  }
}
