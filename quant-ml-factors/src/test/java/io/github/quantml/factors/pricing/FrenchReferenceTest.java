// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.factors.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.factors.FrenchSample;
import io.github.quantml.factors.data.ReturnTable;
import io.github.quantml.math.regression.CovarianceEstimator;
import io.github.quantml.math.regression.NeweyWest;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Agreement with statsmodels 0.15.0, linearmodels 7.1 and NumPy 2.4.6 on the 819 months of the
 * sample of linearmodels. GRS, spanning, Shanken's errors and GLS have no function there and were
 * computed from their equations in NumPy.
 */
@Tag("data")
class FrenchReferenceTest {
  private static final ReturnTable FACTORS = FrenchSample.factors();
  private static final ReturnTable FF3 = FACTORS.select(FactorSet.FF3.factors());

  private static void close(double[] actual, double tolerance, double... expected) {
    assertThat(actual).hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual[i]).isCloseTo(expected[i], within(tolerance * Math.abs(expected[i])));
    }
  }

  /** statsmodels OLS with HAC, maxlags 4, and HC3. */
  @Test
  void one_portfolio_agrees_with_statsmodels() {
    ReturnTable y = FrenchSample.excess(List.of("S1V1"));
    FactorRegression r = FactorModel.of(FactorSet.FF3, 4).fit(y, FACTORS).asset(0);
    double[] b = {r.alpha(), r.loadings()[0], r.loadings()[1], r.loadings()[2]};
    close(
        b,
        1e-11,
        -0.005331631513961353,
        1.1126278965360699,
        1.4001685402610533,
        -0.184220700577728);
    close(
        r.standardErrors(),
        1e-11,
        0.0010276692609408448,
        0.026752614493301057,
        0.042717779194551615,
        0.05338080479058344);
    assertThat(r.rSquared()).isCloseTo(0.8559481806179703, within(1e-12));
    FactorRegression hc3 =
        new FactorModel(FactorSet.FF3, CovarianceEstimator.hc3()).fit(y, FACTORS).asset(0);
    close(
        hc3.standardErrors(),
        1e-11,
        0.0010107859675023481,
        0.025469059298387733,
        0.04594896586667952,
        0.045984044352433535);
  }

  /** The table of conventions: Newey-West with and without n/(n − k), 12 digits in NumPy. */
  @ParameterizedTest
  @CsvSource({
    "0, .001004747441, .025081307399, .044749687224, .045197719426, .001007210061",
    "6, .001045300076, .028112806226, .043901322360, .054699187934, .001047862090",
    "12, .001106896045, .030226556237, .047185382034, .057397339572, .001109609029"
  })
  void named_conventions_give_their_numbers(
      int lag, double a, double m, double s, double h, double stata) {
    ReturnTable y = FrenchSample.excess(List.of("S1V1"));
    close(
        FactorModel.of(FactorSet.FF3, lag).fit(y, FACTORS).asset(0).standardErrors(),
        1e-9,
        a,
        m,
        s,
        h);
    FactorModel small = new FactorModel(FactorSet.FF3, NeweyWest.STATA_NEWEY.lag(lag));
    assertThat(small.fit(y, FACTORS).asset(0).standardErrors()[0]).isCloseTo(stata, within(1e-12));
  }

  /** statsmodels RollingOLS for coefficients, OLS with HAC of the last 60 and first 300 rows. */
  @Test
  void rolling_and_expanding_windows_agree_with_statsmodels() {
    ReturnTable y = FrenchSample.excess(FrenchSample.SIZE_VALUE);
    RollingFactorModel model = RollingFactorModel.of(FactorSet.FF3, 60, 4);
    RollingLoadings rolling = model.fit(y, FACTORS);
    assertThat(rolling.status(0, 58)).isEqualTo(RollingLoadings.Status.MISSING);
    close(
        row(rolling, 0, 59),
        1e-10,
        -0.00881734153948471,
        1.1675168168859136,
        2.0862823451160635,
        0.1307171603140489);
    assertThat(y.dates().get(467)).hasToString("1987-12-31");
    close(
        row(rolling, 0, 467),
        1e-10,
        -.010628016828,
        1.026957573601,
        1.250461536395,
        -.243635968487);
    close(
        errors(rolling, 0, 818),
        1e-10,
        0.0028325866133360644,
        0.09216220646974171,
        0.10901400745044817,
        0.12520105322439276);
    assertThat(rolling.rSquared(0, 818)).isCloseTo(0.8282212105198984, within(1e-12));
    RollingLoadings expanding = model.asExpanding().fit(y, FACTORS);
    close(
        row(expanding, 0, 299),
        1e-10,
        -0.004164631696589088,
        1.0689701124725701,
        1.6565156526767608,
        0.1583342946105269);
    close(
        errors(expanding, 0, 299),
        1e-10,
        0.0018668709294338908,
        0.05612484392487863,
        0.07484182223372199,
        0.09177213015962168);
  }

  private static double[] row(RollingLoadings r, int asset, int t) {
    return new double[] {
      r.alpha(asset, t), r.loading(asset, 0, t), r.loading(asset, 1, t), r.loading(asset, 2, t)
    };
  }

  private static double[] errors(RollingLoadings r, int asset, int t) {
    return new double[] {
      r.alphaError(asset, t),
      r.loadingError(asset, 0, t),
      r.loadingError(asset, 1, t),
      r.loadingError(asset, 2, t)
    };
  }

  /** Rows 90 to 149 without rows 100, 110 and 111, in statsmodels with HAC 4. */
  @Test
  void a_window_with_gaps_uses_the_rows_it_has() {
    double[] y = FrenchSample.excess(List.of("S1V1")).column(0);
    y[100] = Double.NaN;
    y[110] = Double.NaN;
    y[111] = Double.NaN;
    ReturnTable gaps =
        ReturnTable.of(List.of("S1V1"), FF3.dates(), new double[][] {y}, FF3.basis());
    RollingFactorModel model = RollingFactorModel.of(FactorSet.FF3, 60, 4);
    assertThat(model.fit(gaps, FACTORS).status(0, 149)).isEqualTo(RollingLoadings.Status.MISSING);
    RollingLoadings r = model.withMinObservations(40).fit(gaps, FACTORS);
    close(
        row(r, 0, 149),
        1e-10,
        -0.009177035037609268,
        1.3942346463488766,
        1.587399677281513,
        0.558008069186605);
    close(
        errors(r, 0, 149),
        1e-10,
        0.004726055042393991,
        0.1631534294700612,
        0.3325176874011759,
        0.34033592094058307);
  }

  /** statsmodels with HAC 4 on max(f, 0) and min(f, 0). */
  @Test
  void up_and_down_betas_agree_with_statsmodels() {
    UpDownBetas b =
        UpDownBetas.of(
            FrenchSample.excess(List.of("S1V1")),
            "S1V1",
            FACTORS,
            "Mkt-RF",
            CovarianceEstimator.neweyWest(4));
    close(
        new double[] {b.alpha(), b.up(), b.down(), b.upError(), b.downError()},
        1e-10,
        0.00021305782561904275,
        1.2083992467439069,
        1.547918839654864,
        0.0750454213792969,
        0.07053877387942366);
    assertThat(b.differenceT()).isCloseTo(-2.90901788, within(1e-8));
    assertThat(b.differenceP()).isBetween(0.003, 0.005);
  }

  @ParameterizedTest
  @CsvSource({
    "CAPM, 7.7528447857, 5.336643e-11, 809, .00256035",
    "FF3, 5.7541119364, 9.021215e-08, 807, .00129426",
    "Carhart, 4.7065247256, 4.121578e-06, 806, .00114834"
  })
  void grs_of_the_size_value_portfolios(
      String model, double f, double p, int df2, double meanAbsolute) {
    FactorSet set =
        List.of(FactorSet.CAPM, FactorSet.FF3, FactorSet.CARHART).stream()
            .filter(s -> s.name().equals(model))
            .findFirst()
            .orElseThrow();
    AlphaTests tests =
        AlphaTests.of(FrenchSample.excess(FrenchSample.SIZE_VALUE), FACTORS.select(set.factors()));
    TestResult grs = tests.grs();
    assertThat(grs.statistic()).isCloseTo(f, within(1e-10));
    assertThat(grs.pValue()).isCloseTo(p, within(1e-6 * p));
    assertThat(grs.df1()).isEqualTo(9);
    assertThat(grs.df2()).isEqualTo(df2);
    assertThat(tests.meanAbsoluteAlpha()).isCloseTo(meanAbsolute, within(5e-9));
  }

  @ParameterizedTest
  @CsvSource({
    "SV, CAPM, 70.2051991216, 70.0337578539",
    "SV, FF3, 53.5323558777, 53.2709035901",
    "IND, FF3, 61.9195558206, 61.6171404076"
  })
  void robust_wald_is_the_j_statistic_of_linearmodels(
      String panel, String model, double plain, double debiased) {
    List<String> names = panel.equals("SV") ? FrenchSample.SIZE_VALUE : FrenchSample.INDUSTRIES;
    FactorSet set = model.equals("CAPM") ? FactorSet.CAPM : FactorSet.FF3;
    AlphaTests tests = AlphaTests.of(FrenchSample.excess(names), FACTORS.select(set.factors()));
    assertThat(tests.waldRobust(false).statistic()).isCloseTo(plain, within(1e-8));
    assertThat(tests.waldRobust(true).statistic()).isCloseTo(debiased, within(1e-8));
  }

  /** linearmodels TradedFactorModel, cov_type kernel, debiased False. */
  @ParameterizedTest
  @CsvSource({
    "BARTLETT, 6, 49.812966325297886, 1.1680727189250222e-07",
    "PARZEN, 8, 50.09780493169519, 1.0325684889462971e-07",
    "QUADRATIC_SPECTRAL, 5, 50.64367457517542, 8.150189535765484e-08"
  })
  void kernel_wald_agrees_with_linearmodels(
      Kernel kernel, double bandwidth, double statistic, double p) {
    AlphaTests tests = AlphaTests.of(FrenchSample.excess(FrenchSample.SIZE_VALUE), FF3);
    TestResult r = tests.waldKernel(kernel, bandwidth, false);
    assertThat(r.statistic()).isCloseTo(statistic, within(1e-9 * statistic));
    assertThat(r.pValue()).isCloseTo(p, within(1e-8 * p));
  }

  /** μᵀΩ⁻¹μ of the three factors in NumPy; the rest follows from GRS. */
  @Test
  void sharpe_ratios_are_consistent_with_grs() {
    AlphaTests tests = AlphaTests.of(FrenchSample.excess(FrenchSample.SIZE_VALUE), FF3);
    assertThat(tests.factorSharpe() * tests.factorSharpe())
        .isCloseTo(0.05158475670112619, within(1e-14));
    double ratio =
        (1 + tests.allSharpe() * tests.allSharpe())
            / (1 + tests.factorSharpe() * tests.factorSharpe());
    assertThat(tests.grs().statistic()).isCloseTo((ratio - 1) * 807 / 9, within(1e-10));
    assertThat(tests.sharpeImprovement()).isPositive();
  }

  /** Kan and Zhou's equations in NumPy and SciPy 1.17.1, on raw returns. */
  @Test
  void spanning_of_raw_portfolios() {
    ReturnTable benchmark = FrenchSample.raw(List.of("Manuf", "Money", "Utils"));
    SpanningTest two = SpanningTest.of(FrenchSample.raw(List.of("S1V1", "S5V5")), benchmark);
    close(
        new double[] {
          two.joint().statistic(),
          two.joint().pValue(),
          two.tangency().statistic(),
          two.tangency().pValue(),
          two.globalMinimum().statistic(),
          two.globalMinimum().pValue()
        },
        1e-9,
        3.9523896772427705,
        0.0033842249665103283,
        4.095505257489722,
        0.016991592704579575,
        3.8140036792523935,
        0.02245446822686855);
    SpanningTest one = SpanningTest.of(FrenchSample.raw(List.of("S1V1")), benchmark);
    assertThat(one.joint().statistic()).isCloseTo(2.557504427259936, within(1e-9));
    assertThat(one.joint().pValue()).isCloseTo(0.0781197563073263, within(1e-10));
  }

  @Test
  void fama_macbeth_with_full_sample_loadings() {
    ReturnTable assets = FrenchSample.excess(FrenchSample.all30());
    FamaMacBethFit fit = FamaMacBeth.withIntercept().fit(assets, FF3);
    assertThat(fit.names()).containsExactly("constant", "Mkt-RF", "SMB", "HML");
    close(
        fit.premia(),
        1e-10,
        0.013526914017758313,
        -0.006649778323432744,
        0.0013290713889880803,
        0.0009295085157009336);
    close(
        fit.standardErrors(PremiumErrors.iid()),
        1e-9,
        .001949025714,
        .002459970338,
        .001053222472,
        .001048974126);
    close(
        fit.standardErrors(PremiumErrors.neweyWest(4)),
        1e-10,
        0.0018178937266462964,
        0.0024430035668099614,
        0.0011240680306775271,
        0.001171646432437732);
    assertThat(fit.shankenFactor()).isCloseTo(.0329892935, within(5e-11));
    close(
        fit.standardErrors(PremiumErrors.shanken()),
        1e-9,
        .001980913351,
        .002485688772,
        .001055167883,
        .001052394972);
    assertThat(fit.skipped()).isEmpty();
    FamaMacBethFit without = FamaMacBeth.withoutIntercept().fit(assets, FF3);
    close(
        without.premia(), 1e-10, 0.006664818327822362, 0.000542050247148525, 0.0012140391815932247);
    close(
        without.standardErrors(PremiumErrors.iid()),
        1e-10,
        0.0014920429276534647,
        0.001055334064967867,
        0.0010448612707442157);
  }

  /** linearmodels LinearFactorModel: risk_free True is with a constant. */
  @Test
  void gmm_errors_are_those_of_linear_factor_model() {
    ReturnTable assets = FrenchSample.excess(FrenchSample.all30());
    FamaMacBethFit with = FamaMacBeth.withIntercept().fit(assets, FF3);
    close(
        with.standardErrors(PremiumErrors.gmm(false)),
        1e-9,
        0.0022449805573074907,
        0.002632253373406048,
        0.0010911347626814973,
        0.0011258921220668233);
    close(
        with.standardErrors(PremiumErrors.gmm(true)),
        1e-9,
        0.0022504829688877884,
        0.0026387049844888086,
        0.0010938091166015353,
        0.0011286516657209816);
    close(
        with.standardErrors(PremiumErrors.gmm(Kernel.BARTLETT, 6, false)),
        1e-9,
        0.0021330563544058284,
        0.0027276311338397747,
        0.00119237725558178,
        0.0014358334851662597);
    close(
        FamaMacBeth.withoutIntercept().fit(assets, FF3).standardErrors(PremiumErrors.gmm(false)),
        1e-9,
        0.001500785107044128,
        0.001082746347611191,
        0.0012323524220907822);
  }

  /** Loadings of the 60 months before each month, in NumPy. */
  @Test
  void fama_macbeth_with_rolling_loadings_uses_only_the_past() {
    FamaMacBethFit fit =
        FamaMacBeth.withIntercept()
            .fit(
                FrenchSample.excess(FrenchSample.all30()),
                FACTORS,
                RollingFactorModel.of(FactorSet.FF3, 60, 4));
    assertThat(fit.periods()).isEqualTo(759);
    assertThat(fit.skipped()).hasSize(60);
    close(
        fit.premia(),
        1e-9,
        0.00990047465673934,
        -0.0036812329004249134,
        0.0014659901650361437,
        0.0014514434645418702);
    close(
        fit.standardErrors(PremiumErrors.iid()),
        1e-9,
        0.0016691594604671034,
        0.0020840449572924634,
        0.0010432255001996365,
        0.000970849368175903);
    close(
        fit.standardErrors(PremiumErrors.neweyWest(4)),
        1e-9,
        0.0016616136588507506,
        0.002078148716973529,
        0.0011301226643293057,
        0.0011098634233368831);
  }

  /** Premia also by linearmodels with sigma; errors and χ² from the equations in NumPy. */
  @Test
  void two_pass_gls() {
    TwoPassGls gls = TwoPassGls.of(FrenchSample.excess(FrenchSample.all30()), FF3, true);
    close(
        gls.premia(),
        1e-9,
        0.010222553910916598,
        -0.003330767447022689,
        0.00180127135564525,
        0.003223837205107216);
    close(
        gls.standardErrors(),
        1e-9,
        0.0015377251882253663,
        0.0021356395547643746,
        0.001017492190765269,
        0.0009836229825851697);
    assertThat(gls.pricing().statistic()).isCloseTo(168.52447503813391, within(1e-7));
    assertThat(gls.pricing().df1()).isEqualTo(26);
    assertThat(gls.rSquared()).isBetween(0.0, 1.0);
  }

  @Test
  void a_risk_free_rate_subtracted_twice_or_never_is_suspected() {
    ReturnTable raw = FrenchSample.raw(FrenchSample.all30());
    double[] rf = FrenchSample.riskFree();
    ReturnTable once = raw.minusRiskFree(rf);
    assertThat(RiskFreeCheck.of(once, FF3, rf).verdict())
        .isEqualTo(RiskFreeCheck.Verdict.CONSISTENT);
    double[][] twice = once.toColumns();
    for (double[] column : twice) {
      Arrays.setAll(column, t -> column[t] - rf[t]);
    }
    ReturnTable wrong = ReturnTable.of(raw.names(), raw.dates(), twice, once.basis());
    assertThat(FactorModel.of(FactorSet.FF3, 4).fit(wrong, FACTORS, rf).warnings())
        .anyMatch(w -> w.contains("subtracted twice suspected"));
    ReturnTable never = ReturnTable.of(raw.names(), raw.dates(), raw.toColumns(), once.basis());
    assertThat(RiskFreeCheck.of(never, FF3, rf).verdict())
        .isEqualTo(RiskFreeCheck.Verdict.NOT_SUBTRACTED);
    FactorModelFit fit = FactorModel.of(FactorSet.FF3, 4).fit(raw, FACTORS, rf);
    assertThat(fit.warnings()).isEmpty();
    assertThat(fit.notes()).contains("risk-free rate subtracted once from 30 columns");
  }
}
