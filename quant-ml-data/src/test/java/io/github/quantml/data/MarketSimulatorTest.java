// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.ContextItem;
import io.github.quantml.api.Disclosure;
import io.github.quantml.api.OptionChain;
import io.github.quantml.api.OptionQuote;
import io.github.quantml.math.stats.Garch11;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

class MarketSimulatorTest {
  private static final SimulatorConfig DEFAULTS = SimulatorConfig.defaults();

  private static SimulatedMarket simulate(SimulatorConfig config, long seed) {
    return MarketSimulator.of(config).simulate(seed);
  }

  private static double[] logReturns(BarSeries bars) {
    double[] r = new double[bars.size()];
    for (int i = 0; i < r.length; i++) {
      r[i] = Math.log(bars.close(i) / bars.open(i));
    }
    return r;
  }

  private static double correlation(double[] a, double[] b) {
    double ma = mean(a);
    double mb = mean(b);
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += (a[i] - ma) * (b[i] - mb);
      aa += (a[i] - ma) * (a[i] - ma);
      bb += (b[i] - mb) * (b[i] - mb);
    }
    return ab / Math.sqrt(aa * bb);
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double v : values) {
      sum += v;
    }
    return sum / values.length;
  }

  @Test
  void the_same_seed_gives_the_same_market_and_another_seed_another() {
    SimulatedMarket one = MarketSimulator.withDefaults().simulate(42);
    SimulatedMarket two = MarketSimulator.withDefaults().simulate(42);
    assertThat(two.bars()).isEqualTo(one.bars());
    assertThat(two.context().fingerprint()).isEqualTo(one.context().fingerprint());
    assertThat(two.trueRegimes()).isEqualTo(one.trueRegimes());
    assertThat(MarketSimulator.withDefaults().simulate(43).bars()).isNotEqualTo(one.bars());
    assertThat(one.bars().size()).isEqualTo(1000);
    assertThat(one.context().items())
        .containsExactlyInAnyOrder(
            ContextItem.BENCHMARK,
            ContextItem.PEERS,
            ContextItem.OPTION_CHAIN,
            ContextItem.DISCLOSURES,
            ContextItem.RISK_FREE_RATE);
  }

  @Test
  void the_bytes_are_those_of_every_machine() {
    // Recorded on JDK 17, x86-64: pins the promise that no JVM or CPU gives other prices.
    SimulatedMarket market = MarketSimulator.withDefaults().simulate(42);
    assertThat(market.bars().fingerprint()).isEqualTo(562341572195287401L);
    assertThat(market.context().fingerprint()).isEqualTo(-5287414659018840144L);
  }

  @Test
  void a_short_simulation_is_the_beginning_of_a_long_one() {
    SimulatedMarket whole = simulate(DEFAULTS.withBars(300), 5);
    for (int n : new int[] {1, 2, 57, 299}) {
      SimulatedMarket part = simulate(DEFAULTS.withBars(n), 5);
      Instant last = part.bars().time(n - 1);
      assertThat(part.bars()).isEqualTo(whole.bars().window(0, n));
      assertThat(part.context().benchmark()).isEqualTo(whole.context().asOf(last).benchmark());
      assertThat(part.context().peers()).isEqualTo(whole.context().asOf(last).peers());
      assertThat(part.context().optionChains())
          .isEqualTo(whole.context().asOf(last).optionChains());
      assertThat(part.context().asOf(last).disclosures())
          .isEqualTo(whole.context().asOf(last).disclosures());
      assertThat(part.trueRegimes()).isEqualTo(whole.trueRegimes().subList(0, n));
    }
  }

  @Test
  void weekday_bars_open_on_no_weekend_and_follow_each_other() {
    BarSeries bars = simulate(DEFAULTS.withBars(60), 1).bars();
    for (int i = 0; i < bars.size(); i++) {
      DayOfWeek opened = bars.time(i).minus(bars.interval()).atZone(ZoneOffset.UTC).getDayOfWeek();
      assertThat(opened).isNotIn(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
      assertThat(bars.open(i)).isEqualTo(i == 0 ? 100 : bars.close(i - 1), within(1e-12));
    }
    BarSeries hourly =
        simulate(DEFAULTS.withInterval(Duration.ofHours(1), false).withBars(200), 1).bars();
    assertThat(Duration.between(hourly.time(0), hourly.time(199))).isEqualTo(Duration.ofHours(199));
  }

  @Test
  void regimes_have_the_mean_and_volatility_that_were_asked_for() {
    List<SimulatedRegime> regimes =
        List.of(
            new SimulatedRegime("calm", 0.001, 0.005, 100),
            new SimulatedRegime("wild", -0.002, 0.02, 50));
    SimulatorConfig config =
        DEFAULTS
            .withBars(40_000)
            .withDynamics(
                SimulatedDynamics.defaults()
                    .withRegimes(regimes)
                    .withJumps(SimulatedDynamics.Jumps.none())
                    .withSteps(1))
            .withSurroundings(new SimulatedSurroundings(0, 0.5, 0, 0, 0))
            .withInterval(Duration.ofMinutes(5), false);
    SimulatedMarket market = simulate(config, 11);
    double[] r = logReturns(market.bars());
    for (SimulatedRegime regime : regimes) {
      double sum = 0;
      double squares = 0;
      int n = 0;
      int stays = 0;
      for (int t = 0; t < r.length; t++) {
        if (market.trueRegimes().get(t).equals(regime.label())) {
          sum += r[t];
          squares += (r[t] - regime.meanReturn()) * (r[t] - regime.meanReturn());
          n++;
          stays += t == 0 || !market.trueRegimes().get(t - 1).equals(regime.label()) ? 1 : 0;
        }
      }
      // Four standard errors of the mean; variance of squares is inflated by tails and clusters.
      assertThat(sum / n)
          .isCloseTo(regime.meanReturn(), within(4 * regime.volatility() / Math.sqrt(n)));
      assertThat(Math.sqrt(squares / n) / regime.volatility()).isCloseTo(1, within(0.08));
      assertThat((double) n / stays / regime.expectedDuration()).isCloseTo(1, within(0.25));
    }
  }

  @Test
  void the_garch_parameters_can_be_fitted_back() {
    SimulatorConfig config =
        DEFAULTS
            .withBars(20_000)
            .withInterval(Duration.ofHours(1), false)
            .withDynamics(
                new SimulatedDynamics(
                    List.of(new SimulatedRegime("only", 0, 0.01, 1e9)),
                    new SimulatedDynamics.Clusters(0.08, 0.88, 1e6),
                    SimulatedDynamics.Jumps.none(),
                    SimulatedDynamics.Season.none(),
                    1))
            .withSurroundings(new SimulatedSurroundings(0, 0, 0, 0, 0));
    SimulatedMarket market = simulate(config, 3);
    Garch11 fitted = Garch11.fit(logReturns(market.bars()));
    assertThat(fitted.alpha()).isCloseTo(0.08, within(0.02));
    assertThat(fitted.beta()).isCloseTo(0.88, within(0.03));
    assertThat(Math.sqrt(fitted.unconditionalVariance())).isCloseTo(0.01, within(0.001));
    double[] filtered = Garch11.of(0, 1e-4 * 0.04, 0.08, 0.88).filter(logReturns(market.bars()));
    assertThat(market.trueVolatilities()[500]).isCloseTo(Math.sqrt(filtered[500]), within(1e-9));
  }

  @Test
  void instruments_correlate_with_the_benchmark_and_volume_with_moves() {
    SimulatorConfig config =
        DEFAULTS.withBars(8_000).withInterval(Duration.ofHours(1), false).withPeers(2);
    SimulatedMarket market = simulate(config, 8);
    double[] r = logReturns(market.bars());
    double[] b = logReturns(market.context().benchmark().orElseThrow());
    double[] p = logReturns(market.context().peers().get("PEER1"));
    double[] q = logReturns(market.context().peers().get("PEER2"));
    assertThat(correlation(b, p)).isCloseTo(0.6, within(0.08));
    assertThat(correlation(b, r)).isBetween(0.45, 0.68);
    assertThat(correlation(p, q)).isCloseTo(0.36, within(0.08));
    double[] move = new double[r.length];
    double[] volume = new double[r.length];
    for (int i = 0; i < r.length; i++) {
      move[i] = Math.abs(r[i]);
      volume[i] = market.bars().volume(i);
    }
    assertThat(correlation(move, volume)).isGreaterThan(0.3);
  }

  @Test
  void a_season_shows_in_mean_and_volatility() {
    SimulatorConfig config =
        DEFAULTS
            .withBars(24_000)
            .withInterval(Duration.ofHours(1), false)
            .withDynamics(
                new SimulatedDynamics(
                    List.of(new SimulatedRegime("only", 0, 0.002, 1e9)),
                    SimulatedDynamics.Clusters.none(),
                    SimulatedDynamics.Jumps.none(),
                    new SimulatedDynamics.Season(24, 0.001, 0.5),
                    1))
            .withSurroundings(new SimulatedSurroundings(0, 0, 0, 0, 0));
    double[] r = logReturns(simulate(config, 2).bars());
    double[] sums = new double[24];
    double[] squares = new double[24];
    for (int t = 0; t < r.length; t++) {
      sums[t % 24] += r[t];
    }
    for (int t = 0; t < r.length; t++) {
      double e = r[t] - sums[t % 24] / 1000;
      squares[t % 24] += e * e;
    }
    assertThat(sums[0] / 1000).isCloseTo(0.001, within(0.0004));
    assertThat(sums[12] / 1000).isCloseTo(-0.001, within(0.0002));
    assertThat(Math.sqrt(squares[0] / squares[12])).as("1.5 to 0.5").isCloseTo(3, within(0.3));
  }

  @Test
  void option_mids_keep_put_call_parity_and_fall_with_the_strike() {
    SimulatedMarket market = simulate(DEFAULTS.withBars(100), 6);
    assertThat(market.context().optionChains()).hasSize(20);
    for (OptionChain chain : market.context().optionChains()) {
      int at = market.bars().countUntil(chain.known()) - 1;
      assertThat(chain.spot()).isEqualTo(market.bars().close(at));
      assertThat(chain.quotes()).hasSize(4 * 17 * 2);
      LocalDate today = chain.known().atZone(ZoneOffset.UTC).toLocalDate();
      double previous = Double.MAX_VALUE;
      LocalDate expiry = LocalDate.MIN;
      for (int i = 0; i < chain.quotes().size(); i += 2) {
        OptionQuote call = chain.quotes().get(i);
        OptionQuote put = chain.quotes().get(i + 1);
        double years = ChronoUnit.DAYS.between(today, call.expiry()) / 365.0;
        double forward = chain.spot() - call.strike() * Math.exp(-0.02 * years);
        double callMid = (call.bid() + call.ask()) / 2;
        assertThat(callMid - (put.bid() + put.ask()) / 2).isCloseTo(forward, within(1e-10));
        assertThat(call.bid()).isLessThanOrEqualTo(call.ask());
        assertThat(callMid).isLessThan(call.expiry().equals(expiry) ? previous : Double.MAX_VALUE);
        previous = callMid;
        expiry = call.expiry();
      }
    }
  }

  @Test
  void black_scholes_gives_the_value_of_the_textbook() {
    // Hull, Options, futures and other derivatives, 9th ed., example 15.6: S = 42, K = 40,
    // r = 10 %, sigma = 20 %, T = 0.5 years: call 4.76, put 0.81.
    assertThat(BlackScholes.price(OptionQuote.Type.CALL, 42, 40, 0.5, 0.1, 0.2))
        .isCloseTo(4.76, within(0.005));
    assertThat(BlackScholes.price(OptionQuote.Type.PUT, 42, 40, 0.5, 0.1, 0.2))
        .isCloseTo(0.81, within(0.005));
  }

  @Test
  void disclosures_are_filed_one_to_forty_five_days_after_the_trade() {
    SimulatedMarket market = simulate(DEFAULTS, 9);
    List<Disclosure> disclosures = market.context().disclosures();
    assertThat(disclosures).hasSizeBetween(60, 140);
    assertThat(disclosures)
        .allSatisfy(
            d -> {
              assertThat(Duration.between(d.traded(), d.filed()).toDays()).isBetween(1L, 45L);
              assertThat(d.amountLow()).isLessThan(d.amountHigh());
              assertThat(d.symbol()).isEqualTo("SIM");
            });
  }

  @Test
  void configurations_are_checked() {
    assertThatThrownBy(() -> DEFAULTS.withBars(0))
        .hasMessage("bars: must lie in [1.0, 1.0E7], got 0.0");
    assertThatThrownBy(() -> DEFAULTS.withSymbol("PEER2"))
        .hasMessage("symbol: must not be blank, BENCHMARK or PEER1 and on, got 'PEER2'");
    assertThatThrownBy(() -> DEFAULTS.withInterval(Duration.ofDays(7), true))
        .hasMessage("interval: must be at most one day with weekdays, got PT168H");
    assertThatThrownBy(() -> DEFAULTS.withBars(1_000_000))
        .hasMessage(
            "start: all bars must lie in the years 1700 to 2199, got 2020-01-01T00:00:00Z and"
                + " 1000000 bars of PT24H");
    assertThatThrownBy(() -> DEFAULTS.withRegimes(List.of()))
        .hasMessage("regimes: must be at least one and no two of one label, got []");
    assertThatThrownBy(() -> DEFAULTS.withPeers(-1))
        .hasMessage("peers: must lie in [0.0, 1000.0], got -1.0");
  }

  @Property(tries = 100, edgeCases = EdgeCasesMode.MIXIN)
  void no_setting_gives_anything_but_finite_positive_prices(
      @ForAll @DoubleRange(min = 1e-9, max = 0.5) @Scale(9) double volatility,
      @ForAll @DoubleRange(min = -0.1, max = 0.1) double mean,
      @ForAll @DoubleRange(min = 2.0001, max = 10) @Scale(4) double degreesOfFreedom,
      @ForAll @DoubleRange(min = 0, max = 0.99) double alpha,
      @ForAll @DoubleRange(min = 0, max = 10) double jumpRate,
      @ForAll @IntRange(min = 1, max = 40) int steps,
      @ForAll @DoubleRange(min = -0.99, max = 0.99) double correlation,
      @ForAll long seed) {
    SimulatorConfig config =
        DEFAULTS
            .withBars(200)
            .withStartPrice(seed % 2 == 0 ? 1e-6 : 1e9)
            .withInterval(Duration.ofMillis(1 + Math.floorMod(seed, 1000L)), seed % 3 == 0)
            .withDynamics(
                new SimulatedDynamics(
                    List.of(
                        new SimulatedRegime("a", mean, volatility, 1),
                        new SimulatedRegime("b", -mean, 0.5, 10)),
                    new SimulatedDynamics.Clusters(alpha, 0.99 - alpha, degreesOfFreedom),
                    new SimulatedDynamics.Jumps(jumpRate, seed % 5 == 0 ? -1 : 1, 1),
                    new SimulatedDynamics.Season(7, 0.1, 0.95),
                    steps))
            .withSurroundings(new SimulatedSurroundings(1, correlation, 0.5, 3, 1));
    // The builders of series, quotes and disclosures refuse NaN, infinities and prices below 0.
    SimulatedMarket market = simulate(config, seed);
    assertThat(market.bars().size()).isEqualTo(200);
    for (double v : market.trueVolatilities()) {
      assertThat(v).isPositive().isFinite();
    }
    for (OptionQuote quote : market.context().optionChain().orElseThrow().quotes()) {
      assertThat(quote.ask()).isFinite();
    }
  }
}
