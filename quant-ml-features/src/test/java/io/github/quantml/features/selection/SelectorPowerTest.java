// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.selection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What each method finds of 10 relevant features among 320 in groups of 8 that correlate. */
class SelectorPowerTest {
  private static final ExtraTrees TREES = ExtraTrees.defaults().withTrees(30);

  private record Row(Selector selector, double leastRecall, double leastRelated) {}

  private static List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    rows.add(new Row(UnivariateSelector.hac(0.1), 0.9, 0.8));
    rows.add(
        new Row(
            UnivariateSelector.hac(0.1).withControl(FalseDiscovery.BENJAMINI_YEKUTIELI), 0.9, 0.9));
    rows.add(new Row(UnivariateSelector.bootstrap(0.1), 0.9, 0.8));
    rows.add(new Row(InformationSelector.binned(0.1), 0.8, 0.8));
    rows.add(new Row(InformationSelector.ksg(0.1).withShifts(2000), 0.6, 0.8));
    for (GreedyInformationSelector.Criterion c : GreedyInformationSelector.Criterion.values()) {
      rows.add(new Row(GreedyInformationSelector.of(c), 0.5, 0.9));
    }
    rows.add(new Row(BorutaSelector.of(new ExtraTrees(60, 5, 8, 0.1)), 0.7, 0.9));
    rows.add(new Row(PermutationSelector.of(TREES, 0.1), 0.7, 0.8));
    rows.add(new Row(PermutationSelector.clustered(TREES, 0.1), 0.7, 0.8));
    rows.add(new Row(ImpuritySelector.of(TREES, 0.1), 0.7, 0.8));
    rows.add(new Row(SingleFeatureSelector.of(new ExtraTrees(20, 20, 5, 1), 0.1), 0.7, 0.8));
    rows.add(new Row(StabilitySelector.of(1), 0.8, 0.9));
    rows.add(new Row(KnockoffSelector.of(0.2), 0.8, 0.8));
    return rows;
  }

  private record Found(Row row, FittedSelector fitted, long millis) {}

  private static Found find(Row row, Planted planted) {
    long start = System.nanoTime();
    FittedSelector fitted = row.selector.fit(planted.data(), SelectionContext.defaults());
    return new Found(row, fitted, (System.nanoTime() - start) / 1_000_000);
  }

  @Test
  void everyMethodFindsMostOfThePlantedFeatures() {
    Planted planted = Planted.of(800, 320, 10, 0.6, 11);
    StringBuilder table = new StringBuilder();
    List<String> failures = new ArrayList<>();
    table.append(
        String.format(
            "%n%-46s %5s %9s %7s %8s %6s%n",
            "method", "kept", "precision", "recall", "related", "ms"));
    // On all processors; each method depends on the data alone.
    List<Found> all = rows().parallelStream().map(row -> find(row, planted)).toList();
    for (Found found : all) {
      int kept = found.fitted.names().size();
      double recall = planted.hits(found.fitted, planted.relevant()) / 10.0;
      double precision = planted.hits(found.fitted, planted.relevant()) / Math.max(1.0, kept);
      double related = planted.hits(found.fitted, planted.related()) / Math.max(1.0, kept);
      table.append(
          String.format(
              Locale.ROOT,
              "%-46s %5d %9.2f %7.2f %8.2f %6d%n",
              found.row.selector.name(),
              kept,
              precision,
              recall,
              related,
              found.millis));
      if (recall < found.row.leastRecall || related < found.row.leastRelated) {
        failures.add(found.row.selector.name() + ": recall " + recall + ", related " + related);
      }
    }
    System.out.println(table);
    assertThat(failures).isEmpty();
  }

  @Test
  void methodsThatLookAtAllFeaturesTogetherTellTheRelevantFromTheirCorrelates() {
    Planted planted = Planted.of(500, 320, 10, 0.5, 12);
    for (Selector selector : List.of(KnockoffSelector.of(0.2), StabilitySelector.of(1))) {
      FittedSelector fitted = selector.fit(planted.data(), SelectionContext.defaults());
      assertThat(planted.hits(fitted, planted.relevant()) / (double) fitted.names().size())
          .as(selector.name())
          .isGreaterThanOrEqualTo(0.7);
    }
  }
}
