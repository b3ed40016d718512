// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.OptionQuote;
import io.github.quantml.options.Golden;
import io.github.quantml.options.chain.CboeChainReader;
import io.github.quantml.options.chain.LoadedChain;
import io.github.quantml.options.chain.ParityForward;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SurfaceTest {
  private static final Svi VOGT = new Svi(-.0410, .1331, .3060, .3586, .4153);

  /** Vogt's smile, Gatheral and Jacquier (2014) section 5. */
  @Test
  void the_smile_of_vogt_has_butterflies_where_noted() {
    assertThat(VOGT.totalVariance(0)).isCloseTo(.0174262525551591, within(1e-15));
    double[] k = {.5, .75, .9, 1, 1.25, 1.5};
    double[] g = {
      .0693792113008,
      -.0241854423461,
      -.032685130709,
      -.0277416959046,
      -.000846161315829,
      .0291238656582
    };
    for (int i = 0; i < k.length; i++) {
      assertThat(VOGT.butterfly(k[i])).isCloseTo(g[i], within(1e-12));
    }
    assertThat(VOGT.butterfly(.642407877869)).isCloseTo(0, within(1e-11));
    assertThat(VOGT.butterfly(1.25691299193)).isCloseTo(0, within(1e-11));
    assertThat(VOGT.butterfly(.879262541622)).isCloseTo(-.0328635734536, within(1e-12));
    JumpWings j = VOGT.toJumpWings(1);
    assertThat(j.v()).isCloseTo(.01742625256, within(1e-10));
    assertThat(j.psi()).isCloseTo(-.1752111408, within(1e-9));
    assertThat(j.p()).isCloseTo(.6997381041, within(1e-9));
    assertThat(j.c()).isCloseTo(1.316798219, within(1e-8));
    assertThat(j.least()).isCloseTo(.01162490324, within(1e-10));
    same(Svi.of(j, 1), VOGT, 1e-10);
    double[] n = VOGT.toNatural();
    same(Svi.ofNatural(n[0], n[1], n[2], n[3], n[4]), VOGT, 1e-12);
    VolatilitySurface s = new VolatilitySurface(new double[] {1}, List.of(VOGT));
    ArbitrageReport r = s.arbitrage(-1.5, 1.5, 601);
    assertThat(r.isFree()).isFalse();
    assertThat(r.violations())
        .allMatch(v -> v.kind() == ArbitrageReport.Kind.BUTTERFLY && v.k() > .64 && v.k() < 1.26);
  }

  /** QuantLib's SVI section: T = 11/365, F = 123.45; at K = Fe^m the variance is a + bσ. */
  @Test
  void the_section_of_quantlib() {
    Svi s = new Svi(-.0666, .229, .439, .193, .337);
    double k = Math.log(123.45 * Math.exp(.193) / 123.45);
    assertThat(s.totalVariance(k)).isCloseTo(-.0666 + .229 * .337, within(1e-16));
    VolatilitySurface one = new VolatilitySurface(new double[] {11 / 365.0}, List.of(s));
    assertThat(Math.pow(one.volatility(k, 11 / 365.0), 2) * 11 / 365)
        .isCloseTo(-.0666 + .229 * .337, within(1e-15));
  }

  @Test
  void a_repair_leaves_what_is_free_and_frees_what_is_not() {
    Svi free = new Svi(.01, .08, -.45, .02, .12);
    VolatilitySurface good =
        new VolatilitySurface(
            new double[] {.5, 1}, List.of(free, new Svi(.02, .1, -.45, .02, .12)));
    assertThat(good.repaired(-1, 1, 201)).isSameAs(good);
    // A butterfly in the first slice, and a second one that crosses it.
    VolatilitySurface bad =
        new VolatilitySurface(new double[] {1, 2}, List.of(VOGT, new Svi(.001, .12, -.2, .1, .2)));
    ArbitrageReport before = bad.arbitrage(-1.5, 1.5, 601);
    assertThat(before.violations().stream().map(ArbitrageReport.Violation::kind).distinct())
        .contains(ArbitrageReport.Kind.BUTTERFLY, ArbitrageReport.Kind.CALENDAR);
    VolatilitySurface repaired = bad.repaired(-1.5, 1.5, 601);
    assertThat(repaired.arbitrage(-1.5, 1.5, 601).isFree()).isTrue();
    assertThat(repaired.totalVariance(0, 1)).isCloseTo(VOGT.totalVariance(0), within(.004));
    // Slices that are no SVI go to the nearest eSSVI surface.
    VolatilitySurface falling =
        new VolatilitySurface(
            new double[] {1, 2}, List.of(new Ssvi(.05, -.5, 2), new Ssvi(.04, -.5, 2)));
    assertThat(falling.repaired(-1, 1, 201).arbitrage(-1, 1, 401).isFree()).isTrue();
  }

  @Test
  void the_repairs_of_gatheral_and_jacquier() {
    Svi repaired = VOGT.repaired(1);
    same(
        repaired, new Svi(.00774091242, .0692420345, -.3340364806, .0420337452, .1186078028), 2e-9);
    VolatilitySurface s = new VolatilitySurface(new double[] {1}, List.of(repaired));
    assertThat(s.arbitrage(-1.5, 1.5, 601).isFree()).isTrue();
    JumpWings j = VOGT.toJumpWings(1);
    Svi optimised = Svi.of(new JumpWings(j.v(), j.psi(), j.p(), .8564763, .0116249), 1);
    same(
        optimised, new Svi(-.0305199051, .1027167896, .1007176103, .2723442051, .4123980571), 1e-7);
    double least = 1;
    for (double k = -1.5; k <= 1.5; k += .05) {
      least = Math.min(least, optimised.butterfly(k));
    }
    assertThat(least).isCloseTo(.00817, within(5e-5));
  }

  private static void same(Svi got, Svi want, double tolerance) {
    assertThat(got.a()).isCloseTo(want.a(), within(tolerance));
    assertThat(got.b()).isCloseTo(want.b(), within(tolerance));
    assertThat(got.rho()).isCloseTo(want.rho(), within(10 * tolerance));
    assertThat(got.m()).isCloseTo(want.m(), within(10 * tolerance));
    assertThat(got.sigma()).isCloseTo(want.sigma(), within(10 * tolerance));
  }

  /** Section 4.8 of the reference. */
  @Test
  void ssvi_slices() {
    double[] k = {-.5, -.1, 0, .1, .5};
    double phi = Ssvi.hestonPhi(.04, 1);
    assertThat(phi).isCloseTo(.493399470202006, within(1e-12));
    double[] heston = {
      .0471707976907504, .041393516139435, .04, .0386313369483266, .0334634272415124
    };
    double power = Ssvi.powerPhi(.04, 1, .5);
    assertThat(power).isCloseTo(4.9029033784546, within(1e-12));
    double[] law = {.118947400790373, .0546258448483249, .04, .0280218768581313, .0235086759130434};
    for (int i = 0; i < k.length; i++) {
      assertThat(Ssvi.of(.04, -.7, phi).totalVariance(k[i])).isCloseTo(heston[i], within(1e-14));
      assertThat(new Ssvi(.04, -.7, power).totalVariance(k[i])).isCloseTo(law[i], within(1e-14));
    }
    assertThatThrownBy(() -> Ssvi.of(.04, -.7, 20)).hasMessageContaining("at most 4");
  }

  @Test
  void derivatives_and_density_agree_with_differences() {
    for (Slice s : List.of(VOGT, new Ssvi(.04, -.5, 2))) {
      double h = 1e-5;
      assertThat(s.slope(.2))
          .isCloseTo((s.totalVariance(.2 + h) - s.totalVariance(.2 - h)) / (2 * h), within(1e-9));
      assertThat(s.curvature(.2))
          .isCloseTo((s.slope(.2 + h) - s.slope(.2 - h)) / (2 * h), within(1e-8));
    }
    Slice s = Ssvi.of(.04, -.5, 2);
    double mass = 0;
    double forward = 0;
    for (double k = -6; k < 4; k += 1e-3) {
      mass += 1e-3 * s.density(k);
      forward += 1e-3 * s.density(k) * Math.exp(k);
    }
    assertThat(mass).isCloseTo(1, within(1e-4));
    assertThat(forward).isCloseTo(1, within(1e-4));
  }

  @Test
  void calibrations_recover_a_smile_of_their_kind() {
    Svi truth = new Svi(.01, .08, -.45, .02, .12);
    int n = 41;
    double[] k = new double[n];
    double[] v = new double[n];
    double[] w = new double[n];
    Arrays.fill(w, 1);
    for (int i = 0; i < n; i++) {
      k[i] = -.5 + i * .02;
      v[i] = Math.sqrt(truth.totalVariance(k[i]) / .5);
    }
    SmileQuotes q = new SmileQuotes(.5, k, v, w);
    assertThat(q.error(SviCalibration.fit(q))).isLessThan(1e-5);
    Ssvi one = Ssvi.of(.02, -.6, 3);
    Ssvi two = Ssvi.of(.05, -.6, 1.8);
    List<SmileQuotes> smiles = new ArrayList<>();
    for (Ssvi s : List.of(one, two)) {
      double t = s.equals(one) ? .5 : 1.2;
      double[] x = new double[n];
      for (int i = 0; i < n; i++) {
        x[i] = Math.sqrt(s.totalVariance(k[i]) / t);
      }
      smiles.add(new SmileQuotes(t, k, x, w));
    }
    VolatilitySurface fit = EssviCalibration.fit(smiles);
    assertThat(smiles.get(0).error(fit.slices().get(0))).isLessThan(1e-4);
    assertThat(smiles.get(1).error(fit.slices().get(1))).isLessThan(1e-4);
    assertThat(fit.arbitrage(-2, 2, 401).isFree()).isTrue();
    // At the money of a flat surface the local volatility is the implied one.
    VolatilitySurface flat =
        new VolatilitySurface(
            new double[] {1, 2}, List.of(new Svi(.04, 0, 0, 0, 1), new Svi(.08, 0, 0, 0, 1)));
    assertThat(flat.localVolatility(.1, 1.5)).isCloseTo(.2, within(1e-12));
    assertThat(flat.volatility(.3, .4)).isCloseTo(.2, within(1e-12));
    assertThatThrownBy(() -> new SmileQuotes(1, new double[3], new double[3], new double[3]))
        .isInstanceOf(InsufficientDataException.class);
  }

  /** The whole SPX chain: no butterfly, no calendar violation on a dense grid. */
  @Test
  @Tag("data")
  void the_surface_of_the_spx_chain_is_free_of_arbitrage() {
    List<SmileQuotes> smiles = spx();
    assertThat(smiles.size()).isGreaterThan(25);
    VolatilitySurface s = EssviCalibration.fit(smiles);
    assertThat(s.arbitrage(-1.5, .8, 921).violations()).isEmpty();
    double sum = 0;
    for (int i = 0; i < smiles.size(); i++) {
      sum += smiles.get(i).error(s.slices().get(i)) / smiles.size();
      assertThat(s.slices().get(i).totalVariance(0)).isPositive();
    }
    assertThat(sum).isLessThan(.02);
  }

  /** Out-of-the-money quotes of SPXW with a bid, weighted by closeness to the money. */
  static List<SmileQuotes> spx() {
    LoadedChain c =
        CboeChainReader.read("SPX", Golden.file("options/cboe_spx_quotedata_2022-06-11.csv"));
    List<SmileQuotes> out = new ArrayList<>();
    for (ParityForward f : ParityForward.all(c.chain())) {
      if (!f.root().equals("SPXW") || f.years() < .01) {
        continue;
      }
      List<double[]> rows = new ArrayList<>();
      for (OptionQuote q : c.chain().quotes()) {
        boolean call = q.type() == OptionQuote.Type.CALL;
        if (q.root().equals("SPXW")
            && q.expiry().equals(f.expiry())
            && q.bid() > 0
            && q.impliedVolatility() != null
            && (q.strike() > f.forward()) == call) {
          double k = Math.log(q.strike() / f.forward());
          double d = k / (q.impliedVolatility() * Math.sqrt(f.years()));
          if (Math.abs(d) < 3) {
            rows.add(new double[] {k, q.impliedVolatility(), Math.exp(-.5 * d * d)});
          }
        }
      }
      if (rows.size() >= 5) {
        double[][] x = new double[3][rows.size()];
        for (int i = 0; i < rows.size(); i++) {
          for (int j = 0; j < 3; j++) {
            x[j][i] = rows.get(i)[j];
          }
        }
        out.add(new SmileQuotes(f.years(), x[0], x[1], x[2]));
      }
    }
    return out;
  }

  /** QuantLib's interpolations.cpp, and the near-the-money cancellation of section 4.9. */
  @ParameterizedTest
  @CsvSource({
    ".039, .03, 1, .3, .6, .02, .01, 1.16725837321531",
    ".039, .04, 1, .3, .6, .02, .01, 1.10145609357162",
    ".039, .05, 1, .3, .6, .02, .01, 1.05226642581503",
    ".039, .06, 1, .3, .6, .02, .01, 1.01326171139321",
    ".039, .09, 1, .3, .6, .02, .01, .930289384251337",
    ".039, .039, 1, .3, .6, .02, .01, 1.10713881574547",
    "100, 80, .5, .2, 1, .8, -.6, .25924805347386",
    "100, 90, .5, .2, 1, .8, -.6, .227203795058479",
    "100, 100, .5, .2, 1, .8, -.6, .200053333333333",
    "100, 100.0000001, .5, .2, 1, .8, -.6, .200053333093269",
    "100, 110, .5, .2, 1, .8, -.6, .18030538922695",
    "100, 120, .5, .2, 1, .8, -.6, .170826640003256"
  })
  void sabr_volatilities(
      double f,
      double k,
      double t,
      double alpha,
      double beta,
      double nu,
      double rho,
      double value) {
    assertThat(new Sabr(alpha, beta, nu, rho).volatility(f, k, t)).isCloseTo(value, within(1e-12));
  }

  /** Le Floc'h and Kennedy (2014), table 3: F = 2016, β = 1. */
  @ParameterizedTest
  @CsvSource({
    ".058, .271, 1.010, -.345", ".153, .256, .933, -.321", ".230, .256, .820, -.346",
    ".479, .255, .629, -.370", ".729, .257, .528, -.403", "1.227, .260, .448, -.429",
    "1.726, .261, .392, -.440", "2.244, .262, .355, -.445", "2.742, .262, .329, -.445",
    "3.241, .262, .310, -.447", "4.239, .263, .284, -.452"
  })
  void three_strikes_give_sabr_back(double t, double alpha, double nu, double rho) {
    Sabr truth = new Sabr(alpha, 1, nu, rho);
    double[] k = {1900, 2016, 2130};
    double[] v = Arrays.stream(k).map(x -> truth.volatility(2016, x, t)).toArray();
    Sabr got = Sabr.fit(2016, t, 1, k, v);
    assertThat(got.alpha()).isCloseTo(alpha, within(1e-4));
    assertThat(got.nu()).isCloseTo(nu, within(.01));
    assertThat(got.rho()).isCloseTo(rho, within(.005));
  }

  @Test
  void the_hard_sabr_smile_and_the_normal_variant() {
    double[] k = {.01, .01125, .0125, .01375, .015};
    double[] v = {.1667, .2020, .2785, .3279, .3727};
    Sabr s = Sabr.fit(.011025, .3833, .25, k, v);
    for (int i = 0; i < k.length; i++) {
      assertThat(s.volatility(.011025, k[i], .3833)).isCloseTo(v[i], within(.01));
    }
    // With β = 0, ν → 0 the normal volatility is α.
    assertThat(new Sabr(.01, 0, 0, 0).normalVolatility(.03, .04, 2)).isCloseTo(.01, within(1e-6));
  }

  /** Lewis' reference prices. */
  @ParameterizedTest
  @CsvSource({
    "80, 7.958878113256768, 26.774758743998854",
    "100, 17.055270961270110, 16.070154917028834",
    "120, 29.811026202682472, 9.024913483457836"
  })
  void heston_prices_of_lewis(double k, double put, double call) {
    Heston h = new Heston(.04, 4, .25, 1, -.5);
    assertThat(h.price(false, 100, k, 1, .01, .02)).isCloseTo(put, within(1e-11));
    assertThat(h.price(true, 100, k, 1, .01, .02)).isCloseTo(call, within(1e-11));
  }
}
