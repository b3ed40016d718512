// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.exposure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.InvalidDataException;
import io.github.quantml.api.OptionQuote;
import io.github.quantml.options.Golden;
import io.github.quantml.options.chain.CboeChainReader;
import io.github.quantml.options.chain.FeedGreeks;
import io.github.quantml.options.chain.LeanChainReader;
import io.github.quantml.options.chain.LoadedChain;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class GammaExposureTest {
  private static final LocalDate TODAY = LocalDate.of(2024, 1, 5);

  /** The synthetic chain of section 4.11 of the reference, spot and strikes scaled. */
  private static OpenPositions synthetic(double scale) {
    double[] strike = {90, 95, 100, 105, 110, 85, 90, 95, 100, 105};
    double[] volatility = {.28, .25, .22, .20, .19, .32, .28, .25, .22, .20};
    double[] open = {500, 1200, 3000, 8000, 6000, 9000, 7000, 5000, 2500, 400};
    boolean[] call = new boolean[10];
    Arrays.fill(call, 0, 5, true);
    double[] years = new double[10];
    Arrays.fill(years, 30 / 365.0);
    String[] root = new String[10];
    LocalDate[] expiry = new LocalDate[10];
    Arrays.fill(root, "X");
    Arrays.fill(expiry, TODAY.plusDays(30));
    expiry[0] = TODAY;
    for (int i = 0; i < 10; i++) {
      strike[i] *= scale;
    }
    return OpenPositions.of(
        100 * scale, TODAY, root, expiry, call, strike, years, volatility, open, .04, .01, 100);
  }

  @Test
  void the_synthetic_chain_in_every_unit() {
    OpenPositions p = synthetic(1);
    GammaExposure shares =
        GammaExposure.of(p, DealerSign.CALLS_LONG_PUTS_SHORT, GammaUnit.SHARES_PER_POINT);
    assertThat(shares.total().gamma()).isCloseTo(17852.9366402517, within(1e-8));
    assertThat(shares.total().vanna()).isCloseTo(2608361.97736635, within(1e-6));
    assertThat(shares.total().charm()).isCloseTo(-3769958.62006396, within(1e-5));
    assertThat(shares.total().charmMoneyPerDay(100)).isCloseTo(-1032865.37535999, within(1e-6));
    assertThat(shares.total().delta()).isCloseTo(844891.085491958, within(1e-6));
    GammaExposure money =
        GammaExposure.of(p, DealerSign.CALLS_LONG_PUTS_SHORT, GammaUnit.MONEY_PER_PERCENT);
    assertThat(money.total().gamma()).isCloseTo(1785293.66402517, within(1e-6));
    assertThat(money.nearestZeroGamma().orElseThrow().level())
        .isCloseTo(98.7156843895182, within(1e-9));
    assertThat(money.nearestZeroGamma().orElseThrow().rising()).isTrue();
    assertThat(money.wall(true, GammaExposure.WallDefinition.GAMMA)).contains(105.0);
    assertThat(money.wall(false, GammaExposure.WallDefinition.OPEN_INTEREST)).contains(85.0);
    double c105 =
        GammaExposure.of(p, DealerSign.ALL_LONG, GammaUnit.MONEY_PER_PERCENT)
            .byStrike()
            .get(105.0)
            .gamma();
    double net = money.byStrike().get(105.0).gamma();
    assertThat((c105 + net) / 2).isCloseTo(4105270.99513874, within(1e-6));
    double p95 =
        GammaExposure.of(p, DealerSign.ALL_LONG, GammaUnit.MONEY_PER_PERCENT)
            .byStrike()
            .get(95.0)
            .gamma();
    assertThat((money.byStrike().get(95.0).gamma() - p95) / 2)
        .isCloseTo(-2041976.69477592, within(1e-6));
  }

  /** At a spot of 100 money per point and per percent agree; at 250 they do not. */
  @Test
  void units_are_told_apart_at_another_spot() {
    OpenPositions p = synthetic(2.5);
    DealerSign s = DealerSign.CALLS_LONG_PUTS_SHORT;
    assertThat(GammaExposure.of(p, s, GammaUnit.SHARES_PER_POINT).total().gamma())
        .isCloseTo(7141.17465610068, within(1e-8));
    assertThat(GammaExposure.of(p, s, GammaUnit.MONEY_PER_POINT).total().gamma())
        .isCloseTo(1785293.66402517, within(1e-6));
    GammaExposure percent = GammaExposure.of(p, s, GammaUnit.MONEY_PER_PERCENT);
    assertThat(percent.total().gamma()).isCloseTo(4463234.16006293, within(1e-6));
    assertThat(percent.nearestZeroGamma().orElseThrow().level())
        .isCloseTo(246.789210973796, within(1e-9));
    assertThat(
            GammaExposure.of(p, DealerSign.CALLS_SHORT_PUTS_LONG, GammaUnit.MONEY_PER_PERCENT)
                .total()
                .gamma())
        .isEqualTo(-percent.total().gamma());
  }

  /**
   * Sides of +1 for calls and −1 for puts are the usual assumption; half of them are half of it.
   */
  @Test
  void every_contract_may_have_a_side_of_its_own() {
    OpenPositions plain = synthetic(1);
    int n = plain.size();
    double[] side = new double[n];
    double[] half = new double[n];
    for (int i = 0; i < n; i++) {
      side[i] = plain.call[i] ? 1 : -1;
      half[i] = 0.5 * side[i];
    }
    GammaUnit unit = GammaUnit.MONEY_PER_PERCENT;
    GammaExposure want = GammaExposure.of(plain, DealerSign.CALLS_LONG_PUTS_SHORT, unit);
    GammaExposure got = GammaExposure.of(with(plain, side), DealerSign.PER_CONTRACT, unit);
    assertThat(got.total()).isEqualTo(want.total());
    assertThat(got.nearestZeroGamma()).isEqualTo(want.nearestZeroGamma());
    assertThat(GammaExposure.of(with(plain, half), DealerSign.PER_CONTRACT, unit).total().gamma())
        .isCloseTo(0.5 * want.total().gamma(), within(1e-9));
    assertThatThrownBy(() -> GammaExposure.of(plain, DealerSign.PER_CONTRACT, unit))
        .hasMessageContaining("PER_CONTRACT needs positions with a side");
    side[3] = 2;
    assertThatThrownBy(() -> with(plain, side)).hasMessageContaining("row 3: side must be");
    assertThatThrownBy(() -> with(plain, new double[2]))
        .hasMessageContaining("side: must be empty");
  }

  private static OpenPositions with(OpenPositions p, double[] side) {
    return OpenPositions.of(
        p.spot,
        p.today,
        p.root,
        p.expiry,
        p.call,
        p.strike,
        p.years,
        p.volatility,
        p.contracts,
        side,
        p.rate,
        p.yield,
        p.multiplier);
  }

  @Test
  void buckets_add_up_and_a_missing_level_is_empty() {
    GammaExposure e =
        GammaExposure.of(
            synthetic(1), DealerSign.CALLS_LONG_PUTS_SHORT, GammaUnit.SHARES_PER_POINT);
    double total = e.total().gamma();
    assertThat(e.byStrike().values().stream().mapToDouble(Exposures::gamma).sum())
        .isCloseTo(total, within(1e-9));
    assertThat(e.byExpiry()).hasSize(2);
    assertThat(e.byExpiry().get(TODAY)).isEqualTo(e.expiringToday());
    assertThat(e.byRoot().get("X").gamma()).isCloseTo(total, within(1e-9));
    assertThat(e.total(true).gamma() + e.total(false).gamma()).isCloseTo(total, within(1e-9));
    GammaExposure all =
        GammaExposure.of(synthetic(1), DealerSign.ALL_SHORT, GammaUnit.SHARES_PER_POINT);
    assertThat(all.nearestZeroGamma()).isEmpty();
    assertThat(all.zeroGammaLevels(50, 200)).isEmpty();
  }

  @Test
  void the_profile_equals_the_direct_sum() {
    OpenPositions p = synthetic(1);
    GammaExposure e =
        GammaExposure.of(p, DealerSign.CALLS_LONG_PUTS_SHORT, GammaUnit.SHARES_PER_POINT);
    GammaProfile profile = e.profile(80, 120, 61);
    // Calls and puts nearly cancel: the error is one of their sizes.
    double gross = Arrays.stream(profile.gamma()).map(Math::abs).max().orElseThrow();
    for (int i = 0; i < 61; i++) {
      double direct = GammaProfile.at(p, DealerSign.CALLS_LONG_PUTS_SHORT, profile.spots()[i]);
      assertThat(profile.gamma()[i]).isCloseTo(direct, within(1e-13 * gross));
    }
  }

  @Test
  void bad_rows_and_ranges_are_named() {
    assertThatThrownBy(
            () ->
                OpenPositions.of(
                    100,
                    TODAY,
                    new String[] {"X"},
                    new LocalDate[] {TODAY},
                    new boolean[] {true},
                    new double[] {-1},
                    new double[] {1},
                    new double[] {.2},
                    new double[] {5},
                    0,
                    0,
                    100))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("row 0");
    OpenPositions p = synthetic(1);
    GammaExposure e = GammaExposure.of(p, DealerSign.ALL_LONG, GammaUnit.SHARES_PER_POINT);
    assertThatThrownBy(() -> e.profile(10, 5, 9)).hasMessageContaining("high:");
    assertThatThrownBy(() -> e.profile(10, 15, 1)).hasMessageContaining("levels:");
  }

  /** Feed gamma: 4.11 of the reference. */
  @Test
  @Tag("data")
  void feed_gammas_of_google_give_the_noted_exposure() {
    LoadedChain c =
        LeanChainReader.read(
            "GOOG", LocalDate.of(2015, 12, 24), Golden.file("options/lean_goog_20151224.csv"));
    double net = 0;
    TreeMap<Double, Double> strikes = new TreeMap<>();
    for (int i = 0; i < c.feed().size(); i++) {
      OptionQuote q = c.chain().quotes().get(i);
      FeedGreeks g = c.feed().get(i);
      double w = (q.type() == OptionQuote.Type.CALL ? 1 : -1) * q.openInterest() * 100.0;
      net += w * g.gamma();
      strikes.merge(q.strike(), w * g.gamma() * 748.4 * 7.484, Double::sum);
    }
    assertThat(net).isCloseTo(2181.631610, within(1e-6));
    assertThat(net * 748.4 * 7.484).isCloseTo(12_219_374.4974, within(1e-3));
    assertThat(strikes.get(760.0)).isCloseTo(3_791_812.50, within(.01));
    assertThat(strikes.get(720.0)).isCloseTo(-3_273_063.99, within(.01));
  }

  /** The exact root of Perfiliev's function: r = q = 0, business days over 262, today's as one. */
  @Test
  @Tag("data")
  void the_zero_gamma_level_of_the_cboe_file_is_the_exact_root() {
    LoadedChain c =
        CboeChainReader.read("SPX", Golden.file("options/cboe_spx_quotedata_2022-06-11.csv"));
    int n = c.chain().quotes().size();
    String[] root = new String[n];
    LocalDate[] expiry = new LocalDate[n];
    boolean[] call = new boolean[n];
    double[][] x = new double[4][n];
    double calls = 0;
    double puts = 0;
    double s = c.chain().spot();
    for (int i = 0; i < n; i++) {
      OptionQuote q = c.chain().quotes().get(i);
      root[i] = q.root();
      expiry[i] = q.expiry();
      call[i] = q.type() == OptionQuote.Type.CALL;
      x[0][i] = q.strike();
      x[1][i] = businessDays(LocalDate.of(2022, 6, 11), q.expiry()) / 262.0;
      x[2][i] = q.impliedVolatility() == null ? 0 : q.impliedVolatility();
      x[3][i] = q.openInterest();
      double e = c.feed().get(i).gamma() * q.openInterest() * s * s;
      calls += call[i] ? e : 0;
      puts -= call[i] ? 0 : e;
    }
    assertThat(calls / 1e9).isCloseTo(41.215696, within(1e-6));
    assertThat(puts / 1e9).isCloseTo(-82.941124, within(1e-6));
    OpenPositions p =
        OpenPositions.of(
            s, LocalDate.of(2022, 6, 11), root, expiry, call, x[0], x[1], x[2], x[3], 0, 0, 100);
    assertThat(p.withoutVolatility()).isGreaterThan(100);
    GammaExposure e =
        GammaExposure.of(p, DealerSign.CALLS_LONG_PUTS_SHORT, GammaUnit.MONEY_PER_PERCENT);
    assertThat(e.nearestZeroGamma().orElseThrow().level()).isCloseTo(4198.98966362, within(1e-8));
    assertThat(e.total().gamma() / 1e9).isCloseTo(-44.942784060, within(1e-8));
    assertThat(e.wall(true, GammaExposure.WallDefinition.GAMMA)).contains(4000.0);
    assertThat(e.wall(false, GammaExposure.WallDefinition.GAMMA)).contains(4000.0);
    // Perfiliev's level: sixty spots evenly spaced, a line through the first change of sign.
    double[] level = new double[60];
    double[] gamma = new double[60];
    double flip = 0;
    for (int i = 0; i < 60; i++) {
      level[i] = s * (.8 + .4 * i / 59);
      gamma[i] =
          GammaProfile.at(p, DealerSign.CALLS_LONG_PUTS_SHORT, level[i]) * level[i] * level[i];
      if (flip == 0 && i > 0 && gamma[i - 1] * gamma[i] < 0) {
        flip = level[i] - (level[i] - level[i - 1]) * gamma[i] / (gamma[i] - gamma[i - 1]);
      }
    }
    assertThat(flip).isCloseTo(4199.257642, within(1e-6));
  }

  private static int businessDays(LocalDate from, LocalDate to) {
    int days = 0;
    for (LocalDate d = from; d.isBefore(to); d = d.plusDays(1)) {
      if (d.getDayOfWeek() != DayOfWeek.SATURDAY && d.getDayOfWeek() != DayOfWeek.SUNDAY) {
        days++;
      }
    }
    return Math.max(days, 1);
  }
}
