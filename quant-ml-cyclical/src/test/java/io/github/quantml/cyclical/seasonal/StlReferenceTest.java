// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.seasonal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** STL and MSTL against the outputs of NETLIB, statsmodels 0.15.0 and R. */
class StlReferenceTest {
  private static final Offset<Double> TIGHT = within(1e-9);

  private static StlConfig netlib(int trendJump, int lowPassJump) {
    return new StlConfig(
        12,
        new LoessSpan(35, 1, 4),
        new LoessSpan(19, 1, trendJump),
        new LoessSpan(13, 1, lowPassJump),
        1,
        2,
        0,
        false);
  }

  private static StlConfig scenario(String name) {
    return switch (name) {
      case "baseline", "short" -> netlib(2, 2);
      case "nljump-1" -> netlib(2, 1);
      case "ntjump-1" -> netlib(1, 2);
      case "nljump-1-ntjump-1" -> netlib(1, 1);
      case "stlez" -> StlConfig.of(StlPreset.NETLIB, 12, 35);
      default -> StlConfig.of(StlPreset.NETLIB, 12, 35).robust(StlPreset.NETLIB);
    };
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "baseline",
        "short",
        "nljump-1",
        "ntjump-1",
        "nljump-1-ntjump-1",
        "stlez",
        "stlez-robust"
      })
  void equals_the_corrected_fortran_program(String name) {
    double[] y = Fixture.series("co2.txt");
    SmoothedDecomposition d =
        Stl.of(scenario(name)).decompose(name.equals("short") ? Arrays.copyOf(y, 347) : y);
    List<String[]> rows =
        Fixture.rows("co2-netlib.txt").stream().filter(r -> r[0].equals(name)).toList();
    assertThat(rows).hasSizeGreaterThan(49);
    for (String[] row : rows) {
      int t = Integer.parseInt(row[1]);
      assertThat(d.seasonal()[t]).isCloseTo(Double.parseDouble(row[2]), TIGHT);
      assertThat(d.trend()[t]).isCloseTo(Double.parseDouble(row[3]), TIGHT);
      assertThat(d.weights()[t]).isCloseTo(Double.parseDouble(row[4]), TIGHT);
      assertThat(d.remainder()[t]).isEqualTo(y[t] - d.seasonal()[t] - d.trend()[t]);
    }
  }

  @Test
  void equals_statsmodels_defaults_on_co2() {
    // statsmodels STL(co2, 12).fit(), also with robust=True.
    double[] y = Fixture.series("co2.txt");
    SmoothedDecomposition plain = Stl.of(StlConfig.of(12)).decompose(y);
    assertThat(plain.trend()[0]).isCloseTo(315.5737912131794, TIGHT);
    assertThat(plain.seasonal()[0]).isCloseTo(-.1376787299401116, TIGHT);
    assertThat(plain.trend()[347]).isCloseTo(349.4590938594804, TIGHT);
    assertThat(plain.weights()).containsOnly(1);
    SmoothedDecomposition robust =
        Stl.of(StlConfig.of(12).robust(StlPreset.STATSMODELS)).decompose(y);
    assertThat(robust.trend()[0]).isCloseTo(315.68521434244843, TIGHT);
    assertThat(robust.seasonal()[0]).isCloseTo(-.12314286580391691, TIGHT);
    assertThat(robust.trend()[347]).isCloseTo(349.4459140488054, TIGHT);
  }

  @Test
  void equals_statsmodels_on_the_formula_series() {
    double[] y = Fixture.formula();
    assertThat(Arrays.stream(y).sum()).isCloseTo(3833.280978579409, within(1e-9));
    SmoothedDecomposition d = Stl.of(StlConfig.of(12)).decompose(y);
    check(d, 120, 239, 10.362480622674324, 16.00211971777376, 21.832773281152818);
    assertThat(d.seasonal()[0]).isCloseTo(-.007572937380217647, TIGHT);
    assertThat(d.seasonal()[120]).isCloseTo(-.014492628681350763, TIGHT);
    assertThat(d.seasonal()[239]).isCloseTo(-1.0637051579438033, TIGHT);
    assertThat(d.seasonalStrength()).isCloseTo(.8743298803909861, TIGHT);
    assertThat(d.trendStrength()).isCloseTo(.9767137596640975, TIGHT);
    y[60] += 8;
    y[61] -= 5;
    assertThat(Stl.of(StlConfig.of(12)).decompose(y).seasonal()[0])
        .isCloseTo(-.33757500043268307, TIGHT);
    SmoothedDecomposition robust =
        Stl.of(StlConfig.of(12).robust(StlPreset.STATSMODELS)).decompose(y);
    check(robust, 120, 239, 10.354852346870919, 16.000581127307758, 21.86731666703964);
    assertThat(robust.seasonal()[0]).isCloseTo(.049625143359424015, TIGHT);
    assertThat(robust.seasonal()[120]).isCloseTo(-.008775355757290836, TIGHT);
    assertThat(robust.seasonal()[239]).isCloseTo(-1.0863046725450296, TIGHT);
    assertThat(robust.weights()[60]).isZero();
    assertThat(robust.weights()[61]).isZero();
  }

  private static void check(SmoothedDecomposition d, int i, int j, double... trend) {
    assertThat(d.trend()[0]).isCloseTo(trend[0], TIGHT);
    assertThat(d.trend()[i]).isCloseTo(trend[1], TIGHT);
    assertThat(d.trend()[j]).isCloseTo(trend[2], TIGHT);
  }

  @Test
  void equals_statsmodels_when_windows_are_longer_than_the_series() {
    // statsmodels STL on the first 31 values, trend[0, 15, 30], then seasonal[0, 15, 30].
    StlConfig base = StlConfig.of(12);
    shortCase(
        base,
        10.307323015123439,
        10.7636903398064,
        11.544473486899266,
        -0.2058734454806409,
        1.9148066645850053,
        -0.20408620188772744);
    shortCase(
        base.robust(StlPreset.STATSMODELS),
        10.234648453159533,
        10.844623576020485,
        11.45694070148918,
        -0.2347168158726322,
        2.0669601267936524,
        -0.18230523009031166);
    shortCase(
        base.withSeasonal(base.seasonal().withDegree(0))
            .withTrend(base.trend().withDegree(0))
            .withLowPass(base.lowPass().withDegree(0)),
        10.467569759832886,
        10.766716023083815,
        11.155179721433978,
        -0.20670373162308597,
        1.9463689894385958,
        0.04769468845210917);
    shortCase(
        base.withSeasonal(LoessSpan.of(3, 1))
            .withTrend(LoessSpan.of(15, 1))
            .robust(StlPreset.STATSMODELS),
        10.258531433041222,
        10.756021984920089,
        11.578596008534698,
        -0.2582132055809982,
        1.7096486874539536,
        -0.3091132345045065);
    StlConfig wide = StlConfig.of(StlPreset.STATSMODELS, 12, 11);
    shortCase(
        wide.withSeasonal(wide.seasonal().withJump(2))
            .withTrend(wide.trend().withJump(3))
            .withLowPass(wide.lowPass().withJump(2)),
        10.306193214711405,
        10.759482466830425,
        11.553492140576532,
        -0.1959608641659242,
        1.9248118263003007,
        -0.20341530994008444);
  }

  private static void shortCase(StlConfig config, double... expected) {
    SmoothedDecomposition d = Stl.of(config).decompose(Fixture.shortFormula(31));
    for (int i = 0; i < 3; i++) {
      assertThat(d.trend()[15 * i]).isCloseTo(expected[i], TIGHT);
      assertThat(d.seasonal()[15 * i]).isCloseTo(expected[3 + i], TIGHT);
    }
  }

  @Test
  void mstl_equals_r() {
    double[] y = Fixture.series("elec-vic.txt");
    MstlConfig config = MstlConfig.of(StlPreset.STATSMODELS, 168, 24);
    config =
        config.withSeasons(
            config.seasons().stream()
                .map(s -> s.withSeasonal(s.seasonal().withDegree(0)).withIterations(2, 0))
                .toList());
    SmoothedSeasons d = Mstl.of(config).decompose(y);
    assertThat(d.period(0)).isEqualTo(24);
    for (String[] row : Fixture.rows("elec-vic-mstl.txt")) {
      int t = Integer.parseInt(row[0]);
      assertThat(d.trend()[t]).isCloseTo(Double.parseDouble(row[1]), within(1e-8));
      assertThat(d.seasonal(0)[t]).isCloseTo(Double.parseDouble(row[2]), within(1e-8));
      assertThat(d.seasonal(1)[t]).isCloseTo(Double.parseDouble(row[3]), within(1e-8));
      assertThat(d.remainder()[t]).isCloseTo(Double.parseDouble(row[4]), within(1e-8));
    }
  }

  @Test
  void box_cox_exponent_equals_scipy() {
    // scipy.stats.boxcox of SciPy 1.17.1.
    BoxCox found = BoxCox.maximumLikelihood(Fixture.series("elec-vic.txt"));
    assertThat(found.lambda()).isCloseTo(-0.21724513166702858, within(1e-6));
    double[] y = Fixture.formula();
    double[] back = found.invert(found.apply(y));
    for (int t = 0; t < y.length; t++) {
      assertThat(back[t]).isCloseTo(y[t], within(1e-11));
    }
  }
}
