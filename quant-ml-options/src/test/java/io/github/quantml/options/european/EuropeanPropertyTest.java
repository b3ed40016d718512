// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.european;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.math.random.CounterRandom;
import io.github.quantml.options.PricingStatus;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class EuropeanPropertyTest {
  @Property
  void put_call_parity_holds(
      @ForAll @DoubleRange(min = 1, max = 1000) double s,
      @ForAll @DoubleRange(min = 1, max = 1000) double k,
      @ForAll @DoubleRange(min = 0, max = 30) double t,
      @ForAll @DoubleRange(min = -.1, max = .2) double r,
      @ForAll @DoubleRange(min = -.1, max = .2) double q,
      @ForAll @DoubleRange(min = 0, max = 3) double v) {
    EuropeanPricer p = EuropeanPricer.blackScholes();
    double forward = s * Math.exp(-q * t) - k * Math.exp(-r * t);
    double scale = s * Math.exp(-q * t) + k * Math.exp(-r * t);
    assertThat(p.price(true, s, k, t, r, q, v) - p.price(false, s, k, t, r, q, v))
        .isCloseTo(forward, within(5e-14 * scale));
    EuropeanPricer n = EuropeanPricer.bachelier();
    assertThat(n.price(true, s, k, t, r, q, 100 * v) - n.price(false, s, k, t, r, q, 100 * v))
        .isCloseTo((s - k) * Math.exp(-r * t), within(5e-14 * (scale + s)));
  }

  @Property
  void prices_rise_with_volatility_and_fall_with_the_strike(
      @ForAll @DoubleRange(min = 20, max = 500) double k,
      @ForAll @DoubleRange(min = .01, max = 5) double t,
      @ForAll @DoubleRange(min = .01, max = 2) double v) {
    EuropeanPricer p = EuropeanPricer.blackScholes();
    double at = p.price(true, 100, k, t, .03, .01, v);
    assertThat(p.price(true, 100, k, t, .03, .01, v * 1.01)).isGreaterThanOrEqualTo(at - 1e-13);
    assertThat(p.price(true, 100, k * 1.01, t, .03, .01, v)).isLessThanOrEqualTo(at + 1e-13);
    assertThat(at).isBetween(0.0, 100.0);
  }

  /** Derivatives of one order are central differences of the order below. */
  @Property
  void higher_greeks_are_derivatives_of_lower_ones(
      @ForAll @DoubleRange(min = 60, max = 160) double k,
      @ForAll @DoubleRange(min = .1, max = 3) double t,
      @ForAll @DoubleRange(min = .1, max = .8) double v,
      @ForAll boolean call,
      @ForAll boolean normal) {
    EuropeanPricer p = normal ? EuropeanPricer.bachelier() : EuropeanPricer.blackScholes();
    double sigma = normal ? 100 * v : v;
    double unit = normal ? 100 : 1;
    Greeks g = p.greeks(call, 100, k, t, .03, .01, sigma);
    double h = 1e-4;
    Greeks su = p.greeks(call, 100 + h, k, t, .03, .01, sigma);
    Greeks sd = p.greeks(call, 100 - h, k, t, .03, .01, sigma);
    close(g.delta(), su.price() - sd.price(), 2 * h, 1);
    close(g.gamma(), su.delta() - sd.delta(), 2 * h, .1);
    close(g.speed(), su.gamma() - sd.gamma(), 2 * h, .01);
    double e = 1e-5 * unit;
    Greeks vu = p.greeks(call, 100, k, t, .03, .01, sigma + e);
    Greeks vd = p.greeks(call, 100, k, t, .03, .01, sigma - e);
    close(g.vega(), vu.price() - vd.price(), 2 * e, 100 / unit);
    close(g.vanna(), vu.delta() - vd.delta(), 2 * e, 10 / unit);
    close(g.vomma(), vu.vega() - vd.vega(), 2 * e, 1000 / unit / unit);
    close(g.ultima(), vu.vomma() - vd.vomma(), 2 * e, 1e5 / unit / unit / unit);
    close(g.zomma(), vu.gamma() - vd.gamma(), 2 * e, 1 / unit);
    double d = 1e-5;
    Greeks tu = p.greeks(call, 100, k, t - d, .03, .01, sigma);
    Greeks td = p.greeks(call, 100, k, t + d, .03, .01, sigma);
    close(g.theta(), tu.price() - td.price(), 2 * d, 100);
    close(g.charm(), tu.delta() - td.delta(), 2 * d, 10);
    close(g.veta(), tu.vega() - td.vega(), 2 * d, 1000 / unit);
    close(g.color(), tu.gamma() - td.gamma(), 2 * d, 1);
    Greeks ru = p.greeks(call, 100, k, t, .03 + d, .01, sigma);
    Greeks rd = p.greeks(call, 100, k, t, .03 - d, .01, sigma);
    close(g.rho(), ru.price() - rd.price(), 2 * d, 300);
    close(g.vera(), ru.vega() - rd.vega(), 2 * d, 1000 / unit);
    Greeks ku = p.greeks(call, 100, k + h, t, .03, .01, sigma);
    Greeks kd = p.greeks(call, 100, k - h, t, .03, .01, sigma);
    close(g.dualDelta(), ku.price() - kd.price(), 2 * h, 1);
    close(g.dualGamma(), ku.dualDelta() - kd.dualDelta(), 2 * h, .1);
  }

  private static void close(double greek, double difference, double step, double scale) {
    assertThat(greek).isCloseTo(difference / step, within(1e-6 * (scale + Math.abs(greek))));
  }

  @Property(tries = 10)
  void a_batch_gives_the_bits_of_the_scalar_calls_and_one_bad_row_hurts_no_other(
      @ForAll @IntRange(min = 0, max = 1_000_000) int seed) {
    int n = 1003;
    CounterRandom random = CounterRandom.of(seed);
    boolean[] call = new boolean[n];
    double[][] in = new double[6][n];
    for (int i = 0; i < n; i++) {
      call[i] = random.nextBoolean();
      in[0][i] = 50 + 100 * random.nextDouble();
      in[1][i] = 50 + 100 * random.nextDouble();
      in[2][i] = 3 * random.nextDouble();
      in[3][i] = .1 * random.nextDouble() - .02;
      in[4][i] = .05 * random.nextDouble();
      in[5][i] = random.nextDouble();
    }
    in[0][5] = Double.NaN;
    in[2][1002] = -1;
    OptionColumns columns = new OptionColumns(call, in[0], in[1], in[2], in[3], in[4], in[5]);
    for (EuropeanPricer p :
        new EuropeanPricer[] {
          EuropeanPricer.blackScholes(),
          EuropeanPricer.black76(),
          EuropeanPricer.bachelier(),
          EuropeanPricer.displaced(10)
        }) {
      double[][] out = new double[Greek.COUNT][n];
      byte[] status = new byte[n];
      assertThat(p.batch(columns, Greek.ALL, out, status)).isEqualTo(n - 2);
      assertThat(PricingStatus.of(status[5])).isEqualTo(PricingStatus.BAD_INPUT);
      assertThat(PricingStatus.of(status[1002])).isEqualTo(PricingStatus.EXPIRED);
      double[][] some = new double[Greek.COUNT][];
      some[Greek.PRICE.column()] = new double[n];
      some[Greek.VANNA.column()] = new double[n];
      p.batch(columns, Greek.mask(Greek.PRICE, Greek.VANNA), some, new byte[n]);
      double[][] price = new double[Greek.COUNT][];
      price[0] = new double[n];
      p.batch(columns, Greek.PRICE.bit(), price, new byte[n]);
      for (int i = 0; i < n; i++) {
        double[] row = new double[Greek.COUNT];
        p.greeksInto(call[i], in[0][i], in[1][i], in[2][i], in[3][i], in[4][i], in[5][i], row);
        for (int g = 0; g < Greek.COUNT; g++) {
          assertThat(Double.doubleToLongBits(out[g][i])).isEqualTo(Double.doubleToLongBits(row[g]));
        }
        assertThat(some[0][i]).isEqualTo(row[0]);
        assertThat(some[7][i]).isEqualTo(row[7]);
        assertThat(price[0][i]).isEqualTo(row[0]);
      }
      assertThat(Arrays.stream(out).flatMapToDouble(Arrays::stream)).allMatch(Double::isFinite);
    }
    assertThatThrownBy(
            () ->
                EuropeanPricer.blackScholes()
                    .batch(columns, 1, new double[Greek.COUNT][n], new byte[n - 1]))
        .hasMessageContaining("status: must have 1003 rows");
    assertThatThrownBy(
            () ->
                EuropeanPricer.blackScholes()
                    .batch(columns, 2, new double[Greek.COUNT][], new byte[n]))
        .hasMessageContaining("DELTA");
  }
}
