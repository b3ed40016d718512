// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.implied;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.InvalidDataException;
import io.github.quantml.math.random.CounterRandom;
import io.github.quantml.options.Golden;
import io.github.quantml.options.PricingStatus;
import io.github.quantml.options.european.EuropeanPricer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ImpliedVolatilityTest {
  /** 25-digit inversions of prices in doubles; the bound is four times the attainable error. */
  @Test
  @Tag("data")
  void none_of_453_cases_misses_four_times_the_attainable_error() {
    int rows = 0;
    double worst = 0;
    for (String[] f : Golden.rows("options/golden/black_iv.csv")) {
      double price = Double.parseDouble(f[4]);
      double sigma = Double.parseDouble(f[5]);
      double found =
          ImpliedVolatility.blackStrict(
              f[3].equals("C"),
              price,
              Double.parseDouble(f[0]),
              Double.parseDouble(f[1]),
              Double.parseDouble(f[2]),
              1);
      double error = Math.abs(found / sigma - 1) / Double.parseDouble(f[6]);
      assertThat(error).as(String.join(",", f)).isLessThanOrEqualTo(4);
      worst = Math.max(worst, error);
      rows++;
    }
    assertThat(rows).isEqualTo(453);
    assertThat(worst).isPositive();
  }

  /** Random market of G1: F = 100, K = 100e^U(−½,½), a day to two years, σ of [0.05, 1]. */
  @Test
  void random_options_come_back_to_four_parts_in_ten_to_the_fifteenth() {
    CounterRandom random = CounterRandom.of(20);
    double worst = 0;
    for (int i = 0; i < 100_000; i++) {
      double k = 100 * Math.exp(random.nextDouble() - .5);
      double t = (1 + 729 * random.nextDouble()) / 365;
      double v = .05 + .95 * random.nextDouble();
      boolean call = k >= 100;
      double price = EuropeanPricer.black76().price(call, 100, k, t, 0, 0, v);
      if (price > 1e-10) {
        double found = ImpliedVolatility.blackStrict(call, price, 100, k, t, 1);
        worst = Math.max(worst, Math.abs(found / v - 1));
      }
    }
    assertThat(worst).isLessThan(4e-15);
  }

  @Property
  void price_to_volatility_to_price_over_the_extreme_grid(
      @ForAll @DoubleRange(min = -3, max = 3) double x,
      @ForAll @DoubleRange(min = -3, max = 1) double logS,
      @ForAll boolean call) {
    double v = Math.pow(10, logS);
    double k = 100 * Math.exp(x);
    double price = EuropeanPricer.black76().price(call, 100, k, 1, 0, 0, v);
    ImpliedVolatility.Result r = ImpliedVolatility.black(call, price, 100, k, 1, 1);
    assertThat(r.status())
        .isNotIn(PricingStatus.BAD_INPUT, PricingStatus.EXPIRED, PricingStatus.NOT_CONVERGED);
    if (r.status() == PricingStatus.OK && r.volatility() > 0) {
      double back = EuropeanPricer.black76().price(call, 100, k, 1, 0, 0, r.volatility());
      double intrinsic = Math.max(call ? 100 - k : k - 100, 0);
      double deep = x / r.volatility();
      assertThat(back)
          .isCloseTo(
              price,
              within(
                  1e-14 * (price - intrinsic) * (1 + deep * deep) + 4e-16 * (price + intrinsic)));
    }
  }

  @Property
  void normal_volatility_comes_back(
      @ForAll @DoubleRange(min = -300, max = 300) double gap,
      @ForAll @DoubleRange(min = -1, max = 3) double logV) {
    double v = Math.pow(10, logV);
    boolean call = gap >= 0;
    double price = EuropeanPricer.bachelier().price(call, 10, 10 + gap, .7, .02, 0, v);
    ImpliedVolatility.Result r =
        ImpliedVolatility.normal(call, price, 10, 10 + gap, .7, Math.exp(-.014));
    if (price > 1e-290) {
      assertThat(r.status()).isEqualTo(PricingStatus.OK);
      assertThat(r.volatility()).isCloseTo(v, within(1e-13 * v));
    }
  }

  /** QuantLib's grid: r = 0.10, q = 0.06, fifteen months, σ = 0.20, displaced by 0 to 100. */
  @Test
  void displaced_prices_come_back() {
    double t = 1.25;
    double f = 100 * Math.exp(.04 * t);
    for (double shift : new double[] {0, 25, 50, 100}) {
      for (double k = 50; k <= 200; k += 10) {
        for (boolean call : new boolean[] {true, false}) {
          double p = EuropeanPricer.displaced(shift).price(call, f, k, t, .1, 0, .2);
          double v =
              ImpliedVolatility.blackStrict(call, p, f + shift, k + shift, t, Math.exp(-.1 * t));
          assertThat(v).isCloseTo(.2, within(1e-10));
        }
      }
    }
  }

  /**
   * The grid of QuantLib's test of Chambers' formula: displaced forwards and strikes from below
   * zero, deviations of 0.1 to 2, discount factors up to 1.1. Out-of-the-money prices come back to
   * eleven digits; QuantLib allows the formula 5e-4.
   */
  @Test
  void the_grid_of_chambers_comes_back() {
    double[] deviations = {.1, .15, .2, .3, .5, .6, .7, .8, 1, 1.5, 2};
    int count = 0;
    for (double shift : new double[] {0, .001, .005, .01, .02}) {
      for (double f : new double[] {-.001, 0, .005, .01, .02, .05}) {
        for (double k : new double[] {-.01, -.005, -.001, 0, .001, .005, .01, .02, .05, .1}) {
          for (double s : deviations) {
            for (double d : new double[] {1, .95, .8, 1.1}) {
              boolean call = k >= f;
              double rate = -Math.log(d);
              if (!(f + shift > 0 && k + shift > 0)) {
                continue;
              }
              double p = EuropeanPricer.displaced(shift).price(call, f, k, 1, rate, 0, s);
              ImpliedVolatility.Result r =
                  ImpliedVolatility.black(call, p, f + shift, k + shift, 1, d);
              if (p > 1e-300) {
                assertThat(r.status()).isEqualTo(PricingStatus.OK);
                assertThat(r.volatility())
                    .as("%s %s %s %s %s", shift, f, k, s, d)
                    .isCloseTo(s, within(1e-11 * s));
                count++;
              }
            }
          }
        }
      }
    }
    assertThat(count).isGreaterThan(5_000);
  }

  @Test
  void every_bound_has_its_status() {
    assertThat(status(true, 9.99, 110, 100, 1)).isEqualTo(PricingStatus.BELOW_INTRINSIC);
    assertThat(status(true, -1, 90, 100, 1)).isEqualTo(PricingStatus.BELOW_INTRINSIC);
    assertThat(status(true, 110, 110, 100, 1)).isEqualTo(PricingStatus.ABOVE_MAXIMUM);
    assertThat(status(false, 100, 110, 100, 1)).isEqualTo(PricingStatus.ABOVE_MAXIMUM);
    assertThat(status(true, 12, 110, 100, 0)).isEqualTo(PricingStatus.EXPIRED);
    assertThat(status(true, 12, 110, 0, 1)).isEqualTo(PricingStatus.BAD_INPUT);
    assertThat(status(true, 12, -5, 3, 1)).isEqualTo(PricingStatus.BAD_INPUT);
    assertThat(status(true, Double.NaN, 110, 100, 1)).isEqualTo(PricingStatus.BAD_INPUT);
    assertThat(status(true, 1, Double.POSITIVE_INFINITY, 100, 1))
        .isEqualTo(PricingStatus.BAD_INPUT);
    assertThat(ImpliedVolatility.black(true, 10, 110, 100, 1, 1))
        .isEqualTo(new ImpliedVolatility.Result(0, PricingStatus.OK));
    assertThat(status(true, 10 + 1e-9, 110, 100, 1)).isEqualTo(PricingStatus.LOW_PRECISION);
    assertThatThrownBy(() -> ImpliedVolatility.blackStrict(true, 9, 110, 100, 1, 1))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage(
            "implied volatility: BELOW_INTRINSIC, got call price 9.0, forward 110.0, strike 100.0,"
                + " years 1.0, discount 1.0");
    assertThatThrownBy(() -> ImpliedVolatility.normalStrict(true, 9, 110, 100, 1, 1))
        .hasMessageContaining("BELOW_INTRINSIC");
  }

  private static PricingStatus status(boolean call, double price, double f, double k, double t) {
    ImpliedVolatility.Result r = ImpliedVolatility.black(call, price, f, k, t, 1);
    assertThat(r.volatility()).isFinite();
    return r.status();
  }

  @Test
  void a_batch_equals_the_scalar_calls() {
    boolean[] call = {true, true, false};
    double[] price = {8, Double.NaN, 8};
    double[] f = {100, 100, 100};
    double[] t = {1, 1, .5};
    double[] d = {.99, .99, .98};
    double[] out = new double[3];
    byte[] status = new byte[3];
    assertThat(ImpliedVolatility.blackBatch(call, price, f, f, t, d, out, status)).isEqualTo(2);
    assertThat(out)
        .containsExactly(
            ImpliedVolatility.black(true, 8, 100, 100, 1, .99).volatility(),
            0,
            ImpliedVolatility.black(false, 8, 100, 100, .5, .98).volatility());
    assertThat(PricingStatus.of(status[1])).isEqualTo(PricingStatus.BAD_INPUT);
    assertThat(ImpliedVolatility.normalBatch(call, price, f, f, t, d, out, status)).isEqualTo(2);
    assertThat(out)
        .containsExactly(
            ImpliedVolatility.normal(true, 8, 100, 100, 1, .99).volatility(),
            0,
            ImpliedVolatility.normal(false, 8, 100, 100, .5, .98).volatility());
    assertThat(PricingStatus.of(status[1])).isEqualTo(PricingStatus.BAD_INPUT);
    assertThatThrownBy(
            () -> ImpliedVolatility.blackBatch(call, price, f, f, t, d, new double[2], status))
        .hasMessageContaining("out: must have 3 rows");
  }
}
