// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.volatility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.InvalidDataException;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class VolatilityTest {
  /** Fiorentini, Calzolari, Panattoni (1996); digits beyond the published from our own Newton. */
  @Test
  @Tag("data")
  void the_benchmark_of_fiorentini_calzolari_panattoni() {
    VolatilityFit f =
        VolatilityFit.fit(
            VarianceModel.GARCH, Innovation.NORMAL, Presample.MEAN_SQUARE, Samples.marks());
    assertThat(f.converged()).isTrue();
    assertThat(f.atBound()).isEmpty();
    assertThat(f.logLikelihood()).isCloseTo(-1106.607881041289, within(1e-9));
    double[] want = {-.006190408380, .010761397852, .153134061820, .805973670305};
    relative(f.toArray(), want, 1e-9);
    relative(
        f.standardErrors(ErrorKind.HESSIAN),
        new double[] {.0084621191, .0028527120, .0265228310, .0335526889},
        1e-7);
    relative(
        f.standardErrors(ErrorKind.OUTER_PRODUCT),
        new double[] {.0084335932, .0013229751, .0139737921, .0165604027},
        1e-7);
    relative(
        f.standardErrors(ErrorKind.QUASI_MAXIMUM_LIKELIHOOD),
        new double[] {.0091893540, .0064931861, .0535317025, .0724614482},
        1e-7);
    relative(
        f.standardErrors(ErrorKind.INFORMATION),
        new double[] {.0083851945, .0019288671, .0194156136, .0218513436},
        1e-7);
    relative(
        f.standardErrors(ErrorKind.BOLLERSLEV_WOOLDRIDGE),
        new double[] {.0086563612, .0031214587, .0272561771, .0300169379},
        1e-7);
    // garch_fcp_golden.json: h at the ends, ten forecasts
    double[] h = f.variances();
    assertThat(h[0]).isCloseTo(.22284180356761296, within(1e-9));
    assertThat(h[1]).isCloseTo(.1930149938508425, within(1e-9));
    assertThat(h[1973]).isCloseTo(.11479935597530745, within(1e-9));
    assertThat(f.filter().variance()).isCloseTo(.146992567499, within(1e-9));
    relative(
        f.forecast(10, 100, 0),
        new double[] {
          .14699256749945644,
          .15174310590557552,
          .15629938402264507,
          .16066934559444224,
          .16486060952704568,
          .16888048317218576,
          .1727359750674085,
          .17643380715526513,
          .17998042650283144,
          .18338201654198938
        },
        1e-9);
    assertThat(f.persistence()).isCloseTo(.9591077321258371, within(1e-10));
  }

  private static void relative(double[] got, double[] want, double tolerance) {
    assertThat(got).hasSize(want.length);
    for (int j = 0; j < want.length; j++) {
      assertThat(got[j]).isCloseTo(want[j], within(tolerance * Math.abs(want[j])));
    }
  }

  /** arch 8.0.0 on S&amp;P 500 returns 1999-2018, section 4.6 of the reference. */
  @ParameterizedTest
  @Tag("data")
  @CsvSource({
    "GARCH, NORMAL, '.05 .02 .10 .88', -6939.0526818999",
    "GARCH, STUDENT_T, '.05 .02 .10 .88 7', -6846.0651053138",
    "GARCH, SKEW_T, '.05 .02 .10 .88 7 -.08', -6835.6660935136",
    "GARCH, GED, '.05 .02 .10 .88 1.4', -6833.3383688206",
    "GJR, NORMAL, '.02 .02 .01 .17 .89', -6827.7239860328",
    "EGARCH, NORMAL, '.02 .001 .13 -.15 .975', -6814.2230030408",
    "FIGARCH, NORMAL, '.05 .03 .1 .5 .5', -6928.7217357387"
  })
  void likelihoods_at_fixed_parameters(
      VarianceModel model, Innovation law, String parameters, double value) {
    double[] theta =
        Arrays.stream(parameters.split(" ")).mapToDouble(Double::parseDouble).toArray();
    VolatilityFit f =
        VolatilityFit.at(model, law, Presample.BACKCAST, theta, Samples.sp500Returns());
    assertThat(f.logLikelihood()).isCloseTo(value, within(1e-7));
  }

  /**
   * Fits of arch 8.0.0 restarted at tolerance 1e-15, section 4.6 of the reference. The likelihoods
   * agree to the digits given; arch's parameters, by numerical gradients, are good to six digits.
   */
  @ParameterizedTest
  @Tag("data")
  @CsvSource({
    "GARCH, STUDENT_T, -6834.73558473, 1e-7, '.0661280495 .00866383583 .0995933172 .899933685"
        + " 6.60708644'",
    "GJR, NORMAL, -6822.88282336, 1e-7, '.017505192 .0195660611 0 .183068764 .892235637'",
    "GJR, STUDENT_T, -6744.43138823, 1e-7, '.0372992164 .012942479 0 .185621114 .898243088"
        + " 7.69092825'",
    "EGARCH, NORMAL, -6813.95271502, 1e-7, '.0206210071 .000525349858 .135528203 -.152012833"
        + " .974830299'",
    "EGARCH, STUDENT_T, -6729.21305233, 1e-7, '.0376265149 -.00154908805 .130970452 -.155264089"
        + " .982743809 7.4515829'",
    "GARCH, SKEW_T, -6825.77818567, 1e-7, '.052416692 .00881904063 .099560961 .898673341"
        + " 6.99117316 -.0786521066'",
    "GARCH, GED, -6826.36009843, 1e-7, '.0638451792 .0119961439 .100427801 .893909042 1.32931907'",
    "EWMA, NORMAL, -7007.943447, 1e-6, '.0481212'",
    "FIGARCH, NORMAL, -6925.65941, 1e-5, ''",
    "APARCH, NORMAL, -6798.63015, 1e-5, ''"
  })
  void fits_are_those_of_arch(
      VarianceModel model, Innovation law, double value, double tolerance, String parameters) {
    VolatilityFit f = VolatilityFit.fit(model, law, Presample.BACKCAST, Samples.sp500Returns());
    assertThat(f.converged()).isTrue();
    assertThat(f.logLikelihood()).isCloseTo(value, within(tolerance));
    double[] got = f.toArray();
    String[] want = parameters.isEmpty() ? new String[0] : parameters.split(" ");
    for (int j = 0; j < want.length; j++) {
      double w = Double.parseDouble(want[j]);
      assertThat(got[j]).as("%s %d", model, j).isCloseTo(w, within(5e-6 * Math.abs(w) + 1e-7));
    }
    assertThat(f.atBound())
        .isEqualTo(
            switch (model) {
              case GJR -> List.of("alpha");
              case APARCH -> List.of("gamma");
              default -> List.of();
            });
    if (model == VarianceModel.APARCH) {
      assertThat(f.parameters().get("delta")).isCloseTo(1.04757, within(1e-5));
      assertThat(f.parameters().get("gamma")).isCloseTo(.9997, within(1e-12));
    }
    if (model == VarianceModel.FIGARCH) {
      assertThat(f.parameters().get("d")).isCloseTo(.54161, within(1e-5));
    }
  }

  /**
   * arch bounds α + γ/2 + β of TARCH by 1, where its fit ends; E|e| has a mean as long as E|z|(α +
   * γ/2) + β is below 1, which is our bound. At arch's parameters the likelihoods are the same.
   */
  @Test
  @Tag("data")
  void threshold_arch_ends_beyond_the_bound_of_arch() {
    double[] r = Samples.sp500Returns();
    double[] theta = {.0322664097, .0200634561, 0, .172148983, .91392551, 7.95517385};
    VolatilityFit there =
        VolatilityFit.at(VarianceModel.TARCH, Innovation.STUDENT_T, Presample.BACKCAST, theta, r);
    assertThat(there.logLikelihood()).isCloseTo(-6722.15118348, within(1e-6));
    VolatilityFit f =
        VolatilityFit.fit(VarianceModel.TARCH, Innovation.STUDENT_T, Presample.BACKCAST, r);
    double[] p = f.toArray();
    assertThat(p[2] + .5 * p[3] + p[4]).isBetween(1.0, 1.01);
    assertThat(f.persistence()).isLessThan(1);
    assertThat(f.logLikelihood()).isBetween(-6722.15118, -6721.9);
    double[] normal = {.0143137911, .0258256213, 0, .170708669, .909772221};
    relative(
        VolatilityFit.fit(VarianceModel.TARCH, Innovation.NORMAL, Presample.BACKCAST, r).toArray(),
        normal,
        5e-6);
  }

  /** The independent Newton iteration of section 4.6, to all of its digits. */
  @Test
  @Tag("data")
  void the_normal_fit_of_the_sp500_has_ten_digits() {
    VolatilityFit f =
        VolatilityFit.fit(
            VarianceModel.GARCH, Innovation.NORMAL, Presample.BACKCAST, Samples.sp500Returns());
    assertThat(f.logLikelihood()).isCloseTo(-6936.7184769719, within(1e-9));
    relative(
        f.toArray(), new double[] {.05635323844, .01750676241, .10214983068, .88520609159}, 4e-10);
    relative(
        f.standardErrors(ErrorKind.HESSIAN),
        new double[] {.0113132, .00273095, .00909972, .00964791},
        3e-6);
    relative(
        f.standardErrors(ErrorKind.QUASI_MAXIMUM_LIKELIHOOD),
        new double[] {.01148571, .00468292, .01300917, .01380349},
        1e-6);
  }

  /** QuantLib's Garch11(α 0.2, β 0.3, long-run variance 0.4) on ten returns of 0.1. */
  @Test
  void the_filter_gives_the_path_of_quantlib() {
    double[] r = new double[60];
    Arrays.fill(r, 0, 30, .1);
    Arrays.fill(r, 30, 60, -.1);
    double[] theta = {0, .4 * .5, .2, .3};
    VolatilityFilter f = new VolatilityFilter(VarianceModel.GARCH, theta, .1 * .1, r, .01);
    double[] want = {
      .452769, .513323, .530141, .5350841, .536558, .536999, .537132, .537171, .537183, .537187
    };
    for (double sigma : want) {
      assertThat(Math.sqrt(f.update(.1))).isCloseTo(sigma, within(1e-6));
    }
  }

  @ParameterizedTest
  @EnumSource(VarianceModel.class)
  void fits_scale_with_the_returns_and_filters_go_on_where_they_end(VarianceModel model) {
    double[] r = Samples.simulated(900, 11);
    VolatilityFit f = VolatilityFit.fit(model, Innovation.NORMAL, Presample.MEAN_SQUARE, r);
    double[] big = Arrays.stream(r).map(v -> 64 * v).toArray();
    VolatilityFit g = VolatilityFit.fit(model, Innovation.NORMAL, Presample.MEAN_SQUARE, big);
    double[] h = f.variances();
    double[] hBig = g.variances();
    for (int t = 0; t < h.length; t += 50) {
      assertThat(hBig[t]).isCloseTo(4096 * h[t], within(1e-5 * hBig[t]));
    }
    if (model != VarianceModel.FIGARCH) {
      VolatilityFit half =
          VolatilityFit.at(model, Innovation.NORMAL, Presample.MEAN_SQUARE, f.toArray(), r);
      VolatilityFilter filter = half.filter();
      double next = filter.update(.7);
      double[] longer = Arrays.copyOf(r, 901);
      longer[900] = .7;
      // The presample value moves by the one new return; its trace is gone after 900.
      double[] again =
          VolatilityFit.at(model, Innovation.NORMAL, Presample.MEAN_SQUARE, f.toArray(), longer)
              .variances();
      assertThat(next).isCloseTo(again[901], within(1e-6 * next));
    }
    VolatilityFilter over = VolatilityFilter.over(model, Presample.MEAN_SQUARE, f.toArray(), r);
    assertThat(over.persistence()).isEqualTo(f.persistence());
    assertThat(over.variance()).isCloseTo(f.filter().variance(), within(1e-12));
    double[] forecast = f.forecast(20, 500, 3);
    assertThat(forecast).hasSize(20).containsExactly(f.forecast(20, 500, 3));
    assertThat(forecast[0]).isCloseTo(f.filter().variance(), within(1e-9));
    assertThat(Arrays.stream(forecast)).allMatch(v -> v > 0 && Double.isFinite(v));
  }

  /** Powers of two scale without rounding, so that even the bits of the search are the same. */
  @Property(tries = 12)
  void a_fit_is_equivariant_to_scale(
      @ForAll @IntRange(min = -12, max = 12) int power,
      @ForAll @IntRange(min = 1, max = 1000) int seed) {
    double c = Math.pow(2, power);
    double[] r = Samples.simulated(600, seed);
    double[] big = Arrays.stream(r).map(v -> c * v).toArray();
    for (VarianceModel model : List.of(VarianceModel.GARCH, VarianceModel.GJR)) {
      double[] p = VolatilityFit.fit(model, Innovation.NORMAL, Presample.BACKCAST, r).toArray();
      double[] q = VolatilityFit.fit(model, Innovation.NORMAL, Presample.BACKCAST, big).toArray();
      assertThat(q[0]).isCloseTo(c * p[0], within(1e-9 * Math.abs(c * p[0])));
      assertThat(q[1]).isCloseTo(c * c * p[1], within(1e-9 * c * c * p[1]));
      for (int j = 2; j < p.length; j++) {
        assertThat(q[j]).isCloseTo(p[j], within(1e-9));
      }
    }
  }

  @Test
  void bad_returns_are_named() {
    assertThatThrownBy(
            () ->
                VolatilityFit.fit(
                    VarianceModel.GARCH, Innovation.NORMAL, Presample.BACKCAST, new double[20]))
        .isInstanceOf(InsufficientDataException.class);
    double[] flat = new double[100];
    Arrays.fill(flat, .01);
    assertThatThrownBy(
            () ->
                VolatilityFit.fit(VarianceModel.GARCH, Innovation.NORMAL, Presample.BACKCAST, flat))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("hardly vary");
    flat[7] = Double.NaN;
    assertThatThrownBy(
            () ->
                VolatilityFit.fit(VarianceModel.GARCH, Innovation.NORMAL, Presample.BACKCAST, flat))
        .hasMessage("return 7: must be finite, got NaN");
    assertThatThrownBy(
            () ->
                VolatilityFilter.over(
                    VarianceModel.GARCH,
                    Presample.BACKCAST,
                    new double[] {0, 1},
                    Samples.simulated(60, 1)))
        .hasMessageContaining("must be mu and [omega, alpha, beta], got 2 numbers");
    assertThatThrownBy(
            () ->
                VolatilityFilter.over(
                        VarianceModel.EGARCH,
                        Presample.BACKCAST,
                        new double[] {0, 0, .1, 0, .9},
                        Samples.simulated(60, 1))
                    .expected(2))
        .hasMessageContaining("EGARCH is not linear in squares");
    assertThatThrownBy(
            () ->
                VolatilityFit.at(
                    VarianceModel.GARCH,
                    Innovation.NORMAL,
                    Presample.BACKCAST,
                    new double[] {0, 1},
                    Samples.simulated(60, 1)))
        .hasMessageContaining("[mu, omega, alpha, beta]");
  }
}
