// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.Forecast;
import io.github.quantml.api.Insights;
import io.github.quantml.api.MarketContext;
import io.github.quantml.api.TrainingData;
import io.github.quantml.ensemble.aggregation.AggregationMethod;
import io.github.quantml.ensemble.aggregation.Pool;
import io.github.quantml.math.distribution.NormalReturns;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExplanationTest {
  private static final BarSeries BARS = Markets.restless(300, 7);

  private static StubTrainer stub(String name, double mean) {
    return new StubTrainer(
        name,
        Set.of(),
        bars ->
            new Forecast.Distribution(
                NormalReturns.of(mean, 0.012), Map.of("mean", mean), Insights.NONE));
  }

  private static MultiModelEnsemble equal(Pool pool, int members) {
    EnsembleTrainer trainer =
        MultiModelEnsemble.trainer()
            .config(
                EnsembleConfig.defaults()
                    .withAggregation(
                        AggregationConfig.defaults()
                            .withMethod(AggregationMethod.EQUAL)
                            .withPool(pool)));
    for (int m = 0; m < members; m++) {
      trainer.member(stub("m" + m, 0.001 * (m + 1)));
    }
    return trainer.train(TrainingData.of(BARS));
  }

  /** By hand: means 1, 2, 3 ‰, equal weights; the mean over orders of joining. */
  @Test
  void shapley_values_of_three_equal_members() {
    Explanation e = equal(Pool.LINEAR, 3).explain(BARS, MarketContext.empty());
    Map<String, Double> values = new TreeMap<>();
    e.members().forEach(p -> values.put(p.member(), p.shapleyReturn().orElseThrow()));
    // v({i}) = i, v of pairs and of all = their mean, v(∅) = 0
    double one = (2 * 1 + (1.5 - 2) + (2 - 3) + 2 * (2 - 2.5)) / 6;
    double two = (2 * 2 + (1.5 - 1) + (2.5 - 3) + 2 * (2 - 2.0)) / 6;
    double three = (2 * 3 + (2 - 1) + (2.5 - 2) + 2 * (2 - 1.5)) / 6;
    assertThat(values.get("m0")).isCloseTo(0.001 * one, within(1e-12));
    assertThat(values.get("m1")).isCloseTo(0.001 * two, within(1e-12));
    assertThat(values.get("m2")).isCloseTo(0.001 * three, within(1e-12));
    assertThat(e.effectiveMembers()).isCloseTo(3, within(1e-9));
    assertThat(e.disagreement()).isCloseTo(0.001 * Math.sqrt(2.0 / 3), within(1e-12));
    assertThat(e.members().get(0).signals()).containsKey("mean");
  }

  @ParameterizedTest
  @EnumSource
  void shapley_values_add_up_to_the_prediction(Pool pool) {
    MultiModelEnsemble ensemble = equal(pool, 4);
    Explanation e = ensemble.explain(BARS, MarketContext.empty());
    double total = e.members().stream().mapToDouble(p -> p.shapleyReturn().orElseThrow()).sum();
    assertThat(total).isCloseTo(e.prediction().expectedReturn(), within(1e-12));
    double up = e.members().stream().mapToDouble(p -> p.shapleyUp().orElseThrow()).sum();
    assertThat(up)
        .isCloseTo(
            e.prediction().probabilities().up() - ensemble.evaluation().climatologyOfUp(),
            within(1e-12));
    assertThat(e.prediction()).isEqualTo(ensemble.predict(BARS, MarketContext.empty()));
  }

  @Test
  void with_many_members_leaving_one_out_has_to_do() {
    Explanation e = equal(Pool.LINEAR, 12).explain(BARS, MarketContext.empty());
    assertThat(e.members()).hasSize(12).allSatisfy(p -> assertThat(p.shapleyReturn()).isEmpty());
    // Without the member at 12 ‰ the mean of 1 … 11 is 6 ‰.
    Explanation.Part last =
        e.members().stream().filter(p -> p.member().equals("m11")).findFirst().orElseThrow();
    assertThat(last.returnWithout()).isCloseTo(0.006, within(1e-12));
  }

  @Test
  void a_lonely_member_changes_nothing_by_leaving_because_nobody_is_left() {
    Explanation e = equal(Pool.LINEAR, 1).explain(BARS, MarketContext.empty());
    assertThat(e.members().get(0).returnWithout()).isEqualTo(e.prediction().expectedReturn());
    assertThat(e.toString()).contains("TEST").contains("m0").contains("100 %");
  }
}
