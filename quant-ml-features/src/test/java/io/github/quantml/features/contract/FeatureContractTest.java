// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.quantml.features.Feature;
import io.github.quantml.features.FeatureData;
import io.github.quantml.features.FeatureRegistry;
import io.github.quantml.features.MarketPath;
import io.github.quantml.features.graph.Cell;
import io.github.quantml.features.graph.Inputs;
import io.github.quantml.features.graph.Node;
import io.github.quantml.features.graph.Operator;
import io.github.quantml.features.market.CrossSection;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class FeatureContractTest {
  private static final FeatureData DATA = FeatureData.of(MarketPath.of("TEST", 6200, 7));

  @TestFactory
  List<DynamicTest> everyRegisteredFeatureKeepsItsContract() {
    return FeatureRegistry.standard().features().stream()
        .filter(f -> !f.isPanel() && DATA.inputNames().containsAll(f.inputs()))
        .map(f -> DynamicTest.dynamicTest(f.name(), () -> FeatureContract.on(DATA).check(f)))
        .toList();
  }

  /** Its correlation of few ranks is undefined so often that fifty bars in a row are rare. */
  private static final String RARE = "alpha096";

  private static final List<FeatureData> MEMBERS =
      IntStream.range(0, 9).mapToObj(FeatureContractTest::member).toList();

  /** In one of three groups, so that features within groups have others to be compared with. */
  private static FeatureData member(int i) {
    double[] group = new double[420];
    Arrays.fill(group, i % 3);
    return FeatureData.of(MarketPath.of("S" + i, 420, 100 + i)).with("group", group);
  }

  @TestFactory
  List<DynamicTest> everyFeatureThatComparesInstrumentsKeepsItsContract() {
    PanelContract contract = PanelContract.on(MEMBERS);
    return FeatureRegistry.standard().features().stream()
        .filter(Feature::isPanel)
        .filter(f -> MEMBERS.get(0).inputNames().containsAll(f.inputs()))
        .filter(f -> !f.name().equals(RARE))
        .map(f -> DynamicTest.dynamicTest(f.name(), () -> contract.check(f)))
        .toList();
  }

  @Test
  void theWholeFamilyOfCrossSectionsIsUnderTheContract() {
    assertThat(CrossSection.family().features())
        .hasSize(20)
        .allSatisfy(f -> assertThat(MEMBERS.get(0).inputNames()).containsAll(f.inputs()));
  }

  @Test
  void theRarelyDefinedAlphaBreaksNoOtherRule() {
    assertThat(PanelContract.on(MEMBERS).violations(FeatureRegistry.standard().get(RARE)))
        .singleElement()
        .asString()
        .startsWith("the first value is at bar 420");
  }

  @Test
  void aLambdaWithItsMetadataIsAFeatureThatKeepsTheContract() {
    Feature range =
        Feature.named("close_place", "place of the last close among ten closes")
            .scaleFree()
            .window(10, (in, from, n) -> in[0][from + n - 1] / in[0][from], Inputs.close());
    FeatureContract.on(DATA).check(range);
    assertThat(range.lookback()).isEqualTo(9);
  }

  @Test
  void aWrongClaimOfScaleFreenessIsFound() {
    Feature close =
        Feature.named("close_before", "yesterday's close")
            .scaleFree()
            .window(2, (in, from, n) -> in[0][from], Inputs.close());
    assertThat(FeatureContract.on(DATA).violations(close))
        .singleElement()
        .asString()
        .contains("says scale-free");
  }

  @Test
  void aBatchThatDiffersFromItsStreamIsFound() {
    Operator lying =
        new Operator() {
          @Override
          public String name() {
            return "lying";
          }

          @Override
          public int warmUp() {
            return 0;
          }

          @Override
          public Cell start() {
            return (in, out) -> out[0] = in[0];
          }

          @Override
          public void apply(double[][] in, double[][] out) {
            for (int t = 0; t < out[0].length; t++) {
              out[0][t] = in[0][t] + 1e-9;
            }
          }
        };
    Feature feature = Feature.named("lying", "lies").of(Node.of(lying, Inputs.close()));
    assertThat(FeatureContract.on(DATA).violations(feature))
        .anyMatch(v -> v.contains("batch gives"));
  }
}
