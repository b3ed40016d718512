// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.american;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.InvalidDataException;
import io.github.quantml.options.Golden;
import io.github.quantml.options.PricingStatus;
import io.github.quantml.options.european.EuropeanPricer;
import io.github.quantml.options.european.OptionColumns;
import io.github.quantml.options.implied.ImpliedVolatility;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmericanPricerTest {
  private static final AmericanPricer EXACT = AmericanPricer.of(AmericanProfile.EXACT);
  private static final AmericanPricer ACCURATE = AmericanPricer.of(AmericanProfile.ACCURATE);
  private static final AmericanPricer FAST = AmericanPricer.of(AmericanProfile.FAST);

  /** Independent spectral collocation, 64 nodes against 40 for the column errEstimate. */
  @Test
  @Tag("data")
  void the_golden_file_within_its_error_estimate() {
    int rows = 0;
    for (String[] f : Golden.rows("options/golden/american.csv")) {
      double[] x = new double[8];
      for (int i = 0; i < 8; i++) {
        x[i] = Double.parseDouble(f[i + 2]);
      }
      boolean call = f[1].equals("C");
      double exact = EXACT.price(call, x[0], x[1], x[2], x[3], x[4], x[5]);
      assertThat(exact).as(String.join(",", f)).isCloseTo(x[6], within(Math.max(x[7], 1e-11)));
      assertThat(ACCURATE.price(call, x[0], x[1], x[2], x[3], x[4], x[5]))
          .isCloseTo(x[6], within(5e-5));
      assertThat(FAST.price(call, x[0], x[1], x[2], x[3], x[4], x[5]))
          .isCloseTo(x[6], within(5e-3));
      rows++;
    }
    assertThat(rows).isEqualTo(62);
  }

  /** Limits of the same solver, and the premium .106952702747 of Andersen, Lake, Offengenden. */
  @ParameterizedTest
  @CsvSource({
    "P, 100, 100, 1, .05, .05, .25, 9.56944529891",
    "P, 100, 95, 1, .075, .05, .25, 6.27868554214",
    "P, 36, 40, 1, .06, 0, .2, 4.48667436",
    "P, 100, 120, 10, .10, .03, .25, 23.00030538",
    "C, 100, 100, .5, .1, .1, .15, 4.068500885577",
    "P, 100, 100, .5, .1, .1, .15, 4.068500885577",
    "C, 80, 100, 3, .03, .07, .2, 2.57995531",
    "C, 90, 100, 3, .03, .07, .2, 5.16696515",
    "C, 100, 100, 3, .03, .07, .2, 9.06603159",
    "C, 110, 100, 3, .03, .07, .2, 14.44340137",
    "C, 120, 100, 3, .03, .07, .2, 21.41387587",
    "P, 40, 35, .5833, .0488, 0, .3, 1.219810822",
    "P, 40, 40, .5833, .0488, 0, .3, 3.169650922",
    "P, 40, 45, .5833, .0488, 0, .3, 6.243598575",
    "P, 480, 470, .0821917808219178, .053, .013, .12, 2.335778504",
    "P, 100, 100, .25, .05, .01, 1, 19.18966148",
    "P, 100, 100, 1, .05, .01, .05, .953045470"
  })
  void published_prices(
      String type, double s, double k, double t, double r, double q, double v, double value) {
    assertThat(EXACT.price(type.equals("C"), s, k, t, r, q, v)).isCloseTo(value, within(6e-8));
  }

  /** McDonald-Schroder exchange, never-early regimes and QuantLib's edges. */
  @Test
  void edges() {
    assertThat(EXACT.price(false, 100, 120, 1, .05, .01, 0)).isEqualTo(20);
    assertThat(EXACT.price(true, 100, 50, 1, .05, .01, 0))
        .isCloseTo(51.4435121498811, within(1e-12));
    assertThat(EXACT.price(true, 100, 0, 1, .05, .01, .2)).isEqualTo(100);
    assertThat(EXACT.price(false, 80, 100, 0, .05, .01, .2)).isEqualTo(20);
    // QuantLib's constant 8.871505915120776 is what its QD+ approximation gives. Its QdFp engine of
    // high precision (QuantLib 1.44) gives 8.865365196673144, and trees tend to that.
    assertThat(EXACT.price(true, 100, 100, 1, 0, .025, .25))
        .isCloseTo(8.865365196673144, within(1e-8))
        .isCloseTo(LeisenReimer.american(true, 100, 100, 1, 0, .025, .25, 1001), within(2e-4));
    assertThat(EXACT.price(true, 100, 100, 1, .05, 0, .25))
        .isCloseTo(12.3359989303687, within(1e-10));
    assertThat(EXACT.price(false, 100, 100, 1, -.01, .02, .25))
        .isEqualTo(EuropeanPricer.blackScholes().price(false, 100, 100, 1, -.01, .02, .25));
    assertThatThrownBy(() -> EXACT.price(false, 100, 100, -1, .05, 0, .2))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("EXPIRED");
    assertThatThrownBy(() -> FAST.boundary(false, 1, -.01, -.03, .2))
        .hasMessageContaining("two exercise boundaries");
  }

  /** Between the two boundaries of q < r < 0 the tree is the oracle. */
  @Test
  void two_boundaries_are_priced_by_finite_differences() {
    assertThat(AmericanPricer.usesFiniteDifferences(false, -.01, -.05)).isTrue();
    assertThat(AmericanPricer.usesFiniteDifferences(true, -.05, -.01)).isTrue();
    double tree = LeisenReimer.american(false, 100, 110, 2, -.01, -.05, .2, 1001);
    assertThat(FAST.price(false, 100, 110, 2, -.01, -.05, .2)).isCloseTo(tree, within(3e-3));
    assertThat(FAST.greeks(false, 100, 110, 2, -.01, -.05, .2).vega()).isPositive();
  }

  @Property(tries = 60)
  void it_agrees_with_a_tree_and_is_worth_at_least_the_european_and_the_intrinsic_value(
      @ForAll boolean call,
      @ForAll @DoubleRange(min = 70, max = 140) double s,
      @ForAll @DoubleRange(min = .1, max = 2) double t,
      @ForAll @DoubleRange(min = 0, max = .12) double r,
      @ForAll @DoubleRange(min = 0, max = .12) double q,
      @ForAll @DoubleRange(min = .1, max = .6) double v) {
    double price = ACCURATE.price(call, s, 100, t, r, q, v);
    assertThat(price).isCloseTo(LeisenReimer.american(call, s, 100, t, r, q, v, 201), within(.03));
    assertThat(price)
        .isGreaterThanOrEqualTo(
            EuropeanPricer.blackScholes().price(call, s, 100, t, r, q, v) - 1e-9);
    assertThat(price).isGreaterThanOrEqualTo(Math.max(call ? s - 100 : 100 - s, 0));
    assertThat(ACCURATE.price(!call, 100, s, t, q, r, v)).isCloseTo(price, within(1e-10));
    assertThat(ACCURATE.price(call, s, 100, t, r, q, v + .01)).isGreaterThanOrEqualTo(price - 1e-5);
    assertThat(ACCURATE.price(call, s, 100, t + .05, r, q, v)).isGreaterThanOrEqualTo(price - 1e-5);
  }

  @Test
  void pasting_at_the_boundary_is_smooth() {
    AmericanBoundary b = EXACT.boundary(false, 1, .05, .01, .25);
    double at = 100 * b.exerciseAt();
    assertThat(b.price(at * (1 - 1e-9), 100)).isCloseTo(100 - at * (1 - 1e-9), within(1e-12));
    AmericanGreeks g = EXACT.greeks(false, at * 1.001, 100, 1, .05, .01, .25);
    assertThat(g.price()).isCloseTo(100 - at * 1.001, within(1e-3));
    assertThat(g.delta()).isCloseTo(-1, within(.01));
    assertThat(EXACT.greeks(false, at * .99, 100, 1, .05, .01, .25).delta()).isEqualTo(-1);
  }

  @Property(tries = 40)
  void pasting_is_smooth_for_puts_and_calls(
      @ForAll boolean call,
      @ForAll @DoubleRange(min = .1, max = 2) double t,
      @ForAll @DoubleRange(min = .01, max = .1) double r,
      @ForAll @DoubleRange(min = .01, max = .1) double q,
      @ForAll @DoubleRange(min = .15, max = .6) double v) {
    double at = 100 * EXACT.boundary(call, t, r, q, v).exerciseAt();
    double w = call ? 1 : -1;
    double inside = at * (1 + w * 1e-9);
    double outside = at * (1 - w * 1e-3);
    assertThat(EXACT.price(call, inside, 100, t, r, q, v))
        .isCloseTo(w * (inside - 100), within(1e-9 * at));
    AmericanGreeks g = EXACT.greeks(call, outside, 100, t, r, q, v);
    // The value leaves the pay-off with its slope: linearly in distance the slopes part.
    assertThat(g.delta()).isCloseTo(w, within(.03));
    assertThat(g.price()).isBetween(w * (outside - 100) - 1e-7, w * (outside - 100) + 1e-4 * at);
  }

  @ParameterizedTest
  @CsvSource({
    "true, 100, .04, .07",
    "false, 100, .07, .04",
    "false, 110, .05, .01",
    "false, 95, .03, .06",
    "true, 104, .06, .02",
    "false, 97, .05, 0"
  })
  void greeks_are_derivatives(boolean call, double s, double r, double q) {
    AmericanGreeks g = EXACT.greeks(call, s, 100, .75, r, q, .3);
    double h = .01;
    double up = EXACT.price(call, s + h, 100, .75, r, q, .3);
    double down = EXACT.price(call, s - h, 100, .75, r, q, .3);
    assertThat(g.delta()).isCloseTo((up - down) / (2 * h), within(1e-6));
    assertThat(g.gamma()).isCloseTo((up - 2 * g.price() + down) / (h * h), within(1e-5));
    double d = 1e-3;
    assertThat(g.theta())
        .isCloseTo(
            (EXACT.price(call, s, 100, .75 - d, r, q, .3)
                    - EXACT.price(call, s, 100, .75 + d, r, q, .3))
                / (2 * d),
            within(1e-4));
    assertThat(g.dualDelta())
        .isCloseTo(
            (EXACT.price(call, s, 100 + h, .75, r, q, .3)
                    - EXACT.price(call, s, 100 - h, .75, r, q, .3))
                / (2 * h),
            within(1e-6));
    double e = 1e-4;
    assertThat(g.vega())
        .isCloseTo(
            (EXACT.price(call, s, 100, .75, r, q, .3 + e)
                    - EXACT.price(call, s, 100, .75, r, q, .3 - e))
                / (2 * e),
            within(1e-5));
    assertThat(g.rho())
        .isCloseTo(
            (EXACT.price(call, s, 100, .75, r + e, q, .3)
                    - EXACT.price(call, s, 100, .75, r - e, q, .3))
                / (2 * e),
            within(1e-4));
    assertThat(g.phi())
        .isCloseTo(
            (EXACT.price(call, s, 100, .75, r, q + e, .3)
                    - EXACT.price(call, s, 100, .75, r, q - e, .3))
                / (2 * e),
            within(1e-4));
  }

  /** Every profile's analytic Greeks are near those of EXACT, and those of the European regime. */
  @Property(tries = 60)
  void analytic_greeks_of_the_quick_profiles_are_near(
      @ForAll boolean call,
      @ForAll @DoubleRange(min = 80, max = 125) double s,
      @ForAll @DoubleRange(min = .1, max = 2) double t,
      @ForAll @DoubleRange(min = 0, max = .1) double r,
      @ForAll @DoubleRange(min = 0, max = .1) double q,
      @ForAll @DoubleRange(min = .15, max = .6) double v) {
    AmericanGreeks exact = EXACT.greeks(call, s, 100, t, r, q, v);
    AmericanGreeks near = ACCURATE.greeks(call, s, 100, t, r, q, v);
    assertThat(near.vega()).isCloseTo(exact.vega(), within(.02));
    // Where r and q meet the limit of the boundary at expiry has a kink.
    double slack = Math.abs(r - q) < 1e-3 ? 5 : .2;
    assertThat(near.rho()).isCloseTo(exact.rho(), within(slack));
    assertThat(near.phi()).isCloseTo(exact.phi(), within(slack));
    assertThat(exact.vega()).isGreaterThanOrEqualTo(-1e-9);
  }

  /**
   * A dividend makes early exercise of a call pay; without one finite differences are the equation.
   */
  @Test
  void cash_dividends_have_a_price_and_a_stated_error() {
    FiniteDifferences grid = FiniteDifferences.defaults();
    FiniteDifferences.Value plain = grid.price(false, 100, 95, 1, .075, .05, .25);
    assertThat(plain.price()).isCloseTo(6.27868554214, within(2e-3));
    assertThat(plain.error()).isLessThan(5e-3);
    assertThat(Math.abs(plain.price() - 6.27868554214)).isLessThan(plain.error() + 1e-3);
    List<Dividend> one = List.of(new Dividend(.5, 6));
    double american = grid.price(true, 100, 80, 1, .05, 0, .3, one).price();
    FiniteDifferences.Value european = grid.europeanPrice(true, 100, 80, 1, .05, 0, .3, one);
    assertThat(american - european.price()).isGreaterThan(.1);
    double put = grid.europeanPrice(false, 100, 80, 1, .05, 0, .3, one).price();
    // Parity with the dividend's present value.
    assertThat(european.price() - put)
        .isCloseTo(100 - 6 * Math.exp(-.025) - 80 * Math.exp(-.05), within(2e-3));
    assertThat(grid.price(true, 100, 80, 1, .05, 0, .3, List.of(new Dividend(1.5, 6))).price())
        .isCloseTo(EuropeanPricer.blackScholes().price(true, 100, 80, 1, .05, 0, .3), within(2e-3));
    assertThatThrownBy(() -> new Dividend(1, -2)).hasMessageContaining("amount:");
  }

  @Property(tries = 40)
  void american_volatility_comes_back(
      @ForAll boolean call,
      @ForAll @DoubleRange(min = 80, max = 125) double s,
      @ForAll @DoubleRange(min = .1, max = 2) double t,
      @ForAll @DoubleRange(min = .01, max = .1) double r,
      @ForAll @DoubleRange(min = .01, max = .1) double q,
      @ForAll @DoubleRange(min = .15, max = .7) double v) {
    double price = ACCURATE.price(call, s, 100, t, r, q, v);
    if (price - Math.max(call ? s - 100 : 100 - s, 0) > 1e-3) {
      AmericanImpliedVolatility inverse = AmericanImpliedVolatility.of(AmericanProfile.ACCURATE);
      ImpliedVolatility.Result got = inverse.volatility(call, price, s, 100, t, r, q);
      assertThat(got.status()).isEqualTo(PricingStatus.OK);
      assertThat(ACCURATE.price(call, s, 100, t, r, q, got.volatility()))
          .isCloseTo(price, within(1e-7));
      assertThat(inverse.deAmericanised(call, price, s, 100, t, r, q))
          .isLessThanOrEqualTo(price + 1e-6);
    }
  }

  @Test
  void volatility_between_two_boundaries_comes_back_too() {
    double price = FAST.price(false, 100, 110, 1, -.01, -.05, .2);
    ImpliedVolatility.Result r =
        AmericanImpliedVolatility.of(AmericanProfile.FAST)
            .volatility(false, price, 100, 110, 1, -.01, -.05);
    assertThat(r.status()).isEqualTo(PricingStatus.OK);
    assertThat(r.volatility()).isCloseTo(.2, within(1e-6));
  }

  @Test
  void a_batch_of_quotes_equals_the_scalar_calls_where_the_mask_selects() {
    AmericanImpliedVolatility inverse = AmericanImpliedVolatility.of(AmericanProfile.FAST);
    boolean[] call = {true, false, false, false};
    double[] s = {100, 100, 90, 100};
    double[] k = {100, 100, 100, 100};
    double[] t = {1, 1, 1, 1};
    double[] r = {.03, .03, .05, .03};
    double[] q = {.05, .01, 0, .01};
    double[] price = {9, 8, 9, 8};
    OptionColumns in = new OptionColumns(call, s, k, t, r, q, new double[4]);
    double[] out = {-1, -1, -1, -1};
    byte[] status = new byte[4];
    boolean[] mask = {true, true, true, false};
    assertThat(inverse.batch(in, price, mask, out, status)).isEqualTo(2);
    assertThat(out)
        .containsExactly(
            inverse.volatility(true, 9, 100, 100, 1, .03, .05).volatility(),
            inverse.volatility(false, 8, 100, 100, 1, .03, .01).volatility(),
            0,
            -1);
    assertThat(PricingStatus.of(status[2])).isEqualTo(PricingStatus.BELOW_INTRINSIC);
    assertThat(inverse.batch(in, price, new boolean[0], out, status)).isEqualTo(3);
    assertThatThrownBy(() -> inverse.batch(in, price, new boolean[1], out, status))
        .hasMessageContaining("mask: must have 4 rows");
  }

  @Test
  void american_quotes_out_of_bounds_have_statuses() {
    AmericanImpliedVolatility inverse = AmericanImpliedVolatility.of(AmericanProfile.FAST);
    assertThat(inverse.volatility(false, 9, 90, 100, 1, .05, 0).status())
        .isEqualTo(PricingStatus.BELOW_INTRINSIC);
    assertThat(inverse.volatility(false, 10, 90, 100, 1, .05, 0))
        .isEqualTo(new ImpliedVolatility.Result(0, PricingStatus.OK));
    assertThat(inverse.volatility(false, 101, 90, 100, 1, .05, 0).status())
        .isEqualTo(PricingStatus.ABOVE_MAXIMUM);
    assertThat(inverse.volatility(false, 11, 90, 100, 0, .05, 0).status())
        .isEqualTo(PricingStatus.EXPIRED);
    assertThat(inverse.volatility(false, Double.NaN, 90, 100, 1, .05, 0).status())
        .isEqualTo(PricingStatus.BAD_INPUT);
    assertThatThrownBy(() -> inverse.deAmericanised(false, 9, 90, 100, 1, .05, 0))
        .hasMessageContaining("BELOW_INTRINSIC");
  }
}
