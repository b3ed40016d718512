// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.InvalidDataException;
import io.github.quantml.features.Feature;
import io.github.quantml.features.FeatureSet;
import io.github.quantml.features.MarketPath;
import io.github.quantml.features.graph.Inputs;
import io.github.quantml.math.random.CounterRandom;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SelectorTest {
  private static final ExtraTrees TREES = new ExtraTrees(20, 10, 6, 1.0 / 3);

  static Stream<Selector> selectors() {
    return Stream.of(
        UnivariateSelector.hac(0.1),
        UnivariateSelector.bootstrap(0.1).withResamples(999),
        InformationSelector.binned(0.1),
        InformationSelector.ksg(0.1).withShifts(999),
        GreedyInformationSelector.of(GreedyInformationSelector.Criterion.JMI),
        BorutaSelector.of(TREES),
        PermutationSelector.of(TREES, 0.1),
        PermutationSelector.clustered(TREES, 0.1),
        ImpuritySelector.of(TREES, 0.1),
        SingleFeatureSelector.of(TREES, 0.1),
        StabilitySelector.of(1),
        KnockoffSelector.of(0.5),
        new MedoidSelector(0.4),
        CollinearitySelector.withDefaults());
  }

  @ParameterizedTest
  @MethodSource("selectors")
  void givesTheSameBitsAtAnyThreadCount(Selector selector) {
    SelectionData data = Planted.of(200, 40, 3, 0.7, 5).data();
    SelectionContext one = SelectionContext.defaults();
    FittedSelector alone = selector.fit(data, one);
    FittedSelector many = selector.fit(data, one.withThreads(3));
    assertThat(many.report()).isEqualTo(alone.report());
    assertThat(many.names()).isEqualTo(alone.names()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("selectors")
  void keepsTheBestFewWhenCappedAndNeverAConstantColumn(Selector selector) {
    Planted planted = Planted.of(200, 40, 4, 0.7, 6);
    double[][] columns = planted.data().columns().clone();
    columns[0] = new double[200];
    SelectionData data =
        new SelectionData(planted.data().names(), columns, planted.data().target(), 1);
    FittedSelector all = selector.fit(data, SelectionContext.defaults());
    FittedSelector two = selector.fit(data, SelectionContext.defaults().withMaxFeatures(2));
    assertThat(two.names()).isEqualTo(all.names().subList(0, Math.min(2, all.names().size())));
    assertThat(all.names()).doesNotContain("f0");
    assertThat(all.report().tried()).isEqualTo(39);
    assertThat(all.report().scores().get(0).constant()).isTrue();
    assertThat(all.report().toString()).contains(all.names().get(0)).contains("39");
  }

  @Test
  void transformsOtherRowsByTheNamesItKept() {
    Planted planted = Planted.of(200, 16, 2, 0.8, 1);
    FittedSelector fitted =
        UnivariateSelector.hac(0.05)
            .fit(planted.data(), SelectionContext.defaults().withMaxFeatures(1));
    double[][] other = fitted.transform(List.of("x", fitted.names().get(0)), new double[2][3]);
    assertThat(other).hasDimensions(1, 3);
    assertThatThrownBy(() -> fitted.transform(List.of("x"), new double[1][3]))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining(fitted.names().get(0));
  }

  @Test
  void aTableGivesItsCompleteRows() {
    Feature change =
        Feature.named("change_3", "close over the close three bars before")
            .window(4, (in, from, n) -> in[0][from + 3] / in[0][from], Inputs.close());
    var bars = MarketPath.of("TEST", 80, 3);
    var table = FeatureSet.of(List.of(change)).compute(bars);
    double[] target = new double[80];
    for (int t = 0; t < 80; t++) {
      target[t] = t + 2 < 80 ? bars.close(t + 2) / bars.close(t) - 1 : Double.NaN;
    }
    SelectionData data = SelectionData.of(table, target, 2);
    assertThat(data.rows()).isEqualTo(80 - 3 - 2);
    assertThat(data.target()[0]).isEqualTo(target[3]);
  }

  @Test
  void badInputIsNamed() {
    double[] y = ramp(40);
    assertThatThrownBy(
            () -> new SelectionData(List.of("a", "a"), new double[][] {ramp(40), ramp(40)}, y, 1))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("feature name a must be unique");
    double[] hole = ramp(40);
    hole[7] = Double.NaN;
    assertThatThrownBy(() -> new SelectionData(List.of("a"), new double[][] {hole}, y, 1))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("feature a must be finite, got NaN in row 7");
    assertThatThrownBy(() -> new SelectionData(List.of("a"), new double[][] {ramp(39)}, y, 1))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("40 rows");
    assertThatThrownBy(
            () -> new SelectionData(List.of("a"), new double[][] {ramp(10)}, ramp(10), 1))
        .isInstanceOf(InsufficientDataException.class);
    assertThatThrownBy(
            () -> new SelectionData(List.of("a"), new double[][] {ramp(40)}, new double[40], 1))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("target must vary");
    assertThatThrownBy(() -> UnivariateSelector.hac(0)).hasMessageContaining("level");
    assertThatThrownBy(
            () ->
                KnockoffSelector.of(0.1)
                    .fit(Planted.persistent(60, 4, 5, 1), SelectionContext.defaults()))
        .hasMessageContaining("overlap");
  }

  private static double[] ramp(int n) {
    double[] x = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = i;
    }
    return x;
  }

  @Test
  void onlyConstantColumnsMeanThatNothingIsTried() {
    SelectionData data =
        new SelectionData(List.of("a"), new double[][] {new double[40]}, ramp(40), 1);
    SelectionReport report =
        UnivariateSelector.hac(0.1).fit(data, SelectionContext.defaults()).report();
    assertThat(report.tried()).isZero();
  }

  @Test
  void mutualInformationOfGaussiansIsItsClosedForm() {
    // I = -ln(1 - rho^2)/2, Cover and Thomas (2006), Elements of information theory, section 8.5.
    CounterRandom random = CounterRandom.of(4);
    double rho = 0.7;
    double[] x = new double[2000];
    double[] y = new double[2000];
    for (int i = 0; i < x.length; i++) {
      x[i] = random.nextGaussian();
      y[i] = rho * x[i] + Math.sqrt(1 - rho * rho) * random.nextGaussian();
    }
    double expected = -0.5 * Math.log(1 - rho * rho);
    assertThat(MutualInformation.ksg(x, y, 5)).isCloseTo(expected, within(0.04));
    // Ten bins lose a little of it.
    assertThat(
            MutualInformation.binned(MutualInformation.bins(x, 10), MutualInformation.bins(y, 10)))
        .isBetween(expected - 0.08, expected + 0.02);
  }

  @Test
  void informationSeesWhatASlopeCannot() {
    CounterRandom random = CounterRandom.of(9);
    double[] x = new double[400];
    double[] y = new double[400];
    random.fillGaussian(x);
    for (int i = 0; i < x.length; i++) {
      y[i] = x[i] * x[i] + 0.5 * random.nextGaussian();
    }
    SelectionData data = new SelectionData(List.of("bent"), new double[][] {x}, y, 1);
    assertThat(InformationSelector.ksg(0.05).fit(data, SelectionContext.defaults()).names())
        .containsExactly("bent");
    assertThat(InformationSelector.binned(0.05).fit(data, SelectionContext.defaults()).names())
        .containsExactly("bent");
  }

  @Test
  void collinearityIsThatOfTheInverseCorrelationMatrix() {
    // c = a + b + noise: with unit variances R^2 and so 1/(1 - R^2) follow from the sample itself.
    double[] a = new double[300];
    double[] b = new double[300];
    CounterRandom random = CounterRandom.of(2);
    random.fillGaussian(a);
    random.fillGaussian(b);
    double[] c = new double[300];
    for (int i = 0; i < c.length; i++) {
      c[i] = a[i] + b[i] + 0.1 * random.nextGaussian();
    }
    SelectionData data = new SelectionData(List.of("a", "b", "c"), new double[][] {a, b, c}, a, 1);
    double r2 = io.github.quantml.math.regression.LeastSquares.fitWithIntercept(c, a, b).rSquared();
    Collinearity found = Collinearity.of(data);
    assertThat(found.varianceInflation()[2]).isCloseTo(1 / (1 - r2), within(1e-7));
    assertThat(CollinearitySelector.withDefaults().fit(data, SelectionContext.defaults()).names())
        .containsExactlyInAnyOrder("a", "b");
    SelectionData twice =
        new SelectionData(List.of("a", "a2", "b"), new double[][] {a, a.clone(), b}, c, 1);
    assertThat(Collinearity.of(twice).conditionNumber()).isInfinite();
    assertThat(CollinearitySelector.withDefaults().fit(twice, SelectionContext.defaults()).names())
        .containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void clustersAreThePlantedGroups() {
    CorrelationClusters found = CorrelationClusters.of(Planted.of(400, 32, 0, 0, 3).data(), 0.35);
    assertThat(found.medoids()).hasSize(4);
    for (int k = 0; k < 32; k++) {
      assertThat(found.labels()[k]).isEqualTo(k / 8);
    }
  }

  @Test
  void knockoffsHaveTheCovariancesOfTheOriginals() {
    double[][] x = Planted.of(4000, 16, 0, 0, 8).data().columns();
    double[][] z = new double[16][];
    for (int k = 0; k < 16; k++) {
      z[k] = Association.standardised(x[k]);
    }
    double[][] copies;
    try (var workers = io.github.quantml.features.graph.Workers.of(1)) {
      copies = GaussianKnockoffs.of(z, CounterRandom.of(1), workers);
    }
    double tolerance = 5 / Math.sqrt(4000);
    for (int i = 0; i < 16; i++) {
      for (int j = 0; j < i; j++) {
        double rho = Association.correlation(z[i], z[j]);
        assertThat(Association.correlation(copies[i], copies[j])).isCloseTo(rho, within(tolerance));
        assertThat(Association.correlation(copies[i], z[j])).isCloseTo(rho, within(tolerance));
      }
    }
  }

  @Test
  void purgedRowsShareNoBarWithTheTestFold() {
    PurgedFolds folds = new PurgedFolds(4, 3);
    int[] test = folds.test(1, 100);
    int[] train = folds.train(1, 100, 5);
    assertThat(test[0]).isEqualTo(25);
    assertThat(test[test.length - 1]).isEqualTo(49);
    assertThat(Arrays.stream(train).filter(i -> i < 25).max()).hasValue(20);
    assertThat(Arrays.stream(train).filter(i -> i > 49).min()).hasValue(50 + 4 + 3);
  }

  @Test
  void treesLearnAStepAndSayWhichFeatureMadeIt() {
    SelectionData data = Planted.of(300, 8, 0, 0, 1).data();
    double[] y = new double[300];
    for (int i = 0; i < y.length; i++) {
      y[i] = data.columns()[2][i] > 0 ? 1 : -1;
    }
    Learner.Fitted fitted = ExtraTrees.defaults().withTried(1).fit(data.columns(), y, 3);
    double[] predicted = fitted.predict(data.columns());
    double error = 0;
    for (int i = 0; i < y.length; i++) {
      error += (y[i] - predicted[i]) * (y[i] - predicted[i]) / y.length;
    }
    assertThat(error).isLessThan(0.1);
    double[] importances = fitted.importances();
    assertThat(importances[2]).isGreaterThan(0.7);
  }
}
