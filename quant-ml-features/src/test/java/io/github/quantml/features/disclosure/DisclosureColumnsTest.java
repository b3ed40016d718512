// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.Disclosure;
import io.github.quantml.api.InvalidDataException;
import io.github.quantml.features.Feature;
import io.github.quantml.features.FeatureData;
import io.github.quantml.features.FeatureSet;
import io.github.quantml.features.FeatureTable;
import io.github.quantml.features.MarketPath;
import io.github.quantml.features.contract.FeatureContract;
import io.github.quantml.math.random.CounterRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DisclosureColumnsTest {
  private static final BarSeries BARS = MarketPath.of("TEST", 300, 9);

  private static final List<Disclosure.Side> SIDES =
      List.of(Disclosure.Side.BUY, Disclosure.Side.SELL, Disclosure.Side.EXCHANGE);

  private static Disclosure report(
      String filer, Disclosure.Side side, double low, double high, Instant filed, int lagDays) {
    return new Disclosure(
        filer, "TEST", side, low, high, filed.minus(Duration.ofDays(lagDays)), filed);
  }

  private static FeatureTable compute(List<Disclosure> reports) {
    return FeatureSet.of(DisclosureColumns.family().features())
        .compute(DisclosureColumns.of(BARS, reports), 1);
  }

  @Test
  void aReportCountsFromTheFirstCloseAfterItsFilingAndNotFromTheTrade() {
    Instant filed = BARS.time(100).plus(Duration.ofHours(1));
    FeatureTable table = compute(List.of(report("a", Disclosure.Side.BUY, 1000, 15000, filed, 40)));
    double[] count = table.column("disclosed_count_21");
    assertThat(count[100]).isZero();
    assertThat(count[101]).isEqualTo(1);
    assertThat(count[121]).isEqualTo(1);
    assertThat(count[122]).isZero();
    assertThat(table.column("disclosed_lag_21")[101]).isCloseTo(40, within(1e-9));
    assertThat(table.column("disclosed_lag_21")[100]).isNaN();
  }

  @Test
  void amountsStayIntervals() {
    Instant filed = BARS.time(100);
    FeatureTable table =
        compute(
            List.of(
                report("a", Disclosure.Side.BUY, 1000, 15000, filed, 3),
                report("b", Disclosure.Side.BUY, 15000, 50000, filed, 3),
                report("b", Disclosure.Side.SELL, 1000, 15000, filed, 3)));
    assertThat(table.column("disclosed_net_low_21")[100]).isEqualTo(16000 - 15000);
    assertThat(table.column("disclosed_net_high_21")[100]).isEqualTo(65000 - 1000);
    assertThat(table.column("disclosed_breadth")[100]).isEqualTo(2 - 1);
    assertThat(table.column("disclosed_net_share_21")[100]).isCloseTo(1 / 3.0, within(1e-12));
  }

  @Test
  void skillIsTheShrunkMeanOfReportsWhoseTimeIsOver() {
    FilerSkill skill = new FilerSkill(10, 4);
    List<Disclosure> reports =
        List.of(
            report("a", Disclosure.Side.BUY, 1, 2, BARS.time(50), 3),
            report("a", Disclosure.Side.SELL, 1, 2, BARS.time(70), 3),
            report("a", Disclosure.Side.BUY, 1, 2, BARS.time(79), 3),
            report("a", Disclosure.Side.BUY, 1, 2, BARS.time(200), 3));
    FeatureData data = DisclosureColumns.of(BARS, reports, skill);
    double[] column =
        FeatureSet.of(
                List.of(
                    Feature.named("s", "s")
                        .of(io.github.quantml.features.graph.Node.input("disclosed_skill"))))
            .compute(data, 1)
            .column(0);
    double first = BARS.close(60) / BARS.close(50) - 1;
    double second = -(BARS.close(80) / BARS.close(70) - 1);
    double third = BARS.close(89) / BARS.close(79) - 1;
    // At bar 79 the second report still has a bar to go.
    assertThat(column[79]).isCloseTo(first / 5, within(1e-12));
    assertThat(column[70]).isCloseTo(-first / 5, within(1e-12));
    assertThat(column[200]).isCloseTo((first + second + third) / 7, within(1e-12));
  }

  @Test
  void laterReportsNeverChangeEarlierBars() {
    List<Disclosure> reports = random(200, 1);
    FeatureTable before =
        compute(reports.stream().filter(d -> !d.filed().isAfter(BARS.time(150))).toList());
    FeatureTable all = compute(reports);
    for (String name : all.names()) {
      for (int t = 0; t <= 150; t++) {
        assertThat(all.column(name)[t]).as(name).isEqualTo(Double.valueOf(before.column(name)[t]));
      }
    }
  }

  @Test
  void laterPricesNeverChangeEarlierSkill() {
    List<Disclosure> reports = random(200, 2);
    FeatureTable all = compute(reports);
    BarSeries head = BARS.window(0, 151);
    FeatureTable before =
        FeatureSet.of(DisclosureColumns.family().features())
            .compute(DisclosureColumns.of(head, reports), 1);
    for (int t = 0; t <= 150; t++) {
      assertThat(all.column("disclosed_skill_63")[t])
          .isEqualTo(Double.valueOf(before.column("disclosed_skill_63")[t]));
    }
  }

  private static List<Disclosure> random(int n, long seed) {
    CounterRandom random = CounterRandom.of(seed);
    List<Disclosure> out = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      Instant filed = BARS.time(random.nextInt(BARS.size())).minusSeconds(random.nextInt(86_000));
      out.add(
          report(
              "f" + random.nextInt(6),
              SIDES.get(random.nextInt(3)),
              1000,
              15000,
              filed,
              random.nextInt(45)));
    }
    return out;
  }

  @Test
  void everyFeatureKeepsTheContract() {
    List<Disclosure> reports = new ArrayList<>(random(600, 3));
    for (int t = 0; t < BARS.size(); t++) {
      reports.add(report("daily", Disclosure.Side.BUY, 1, 2, BARS.time(t), 1));
    }
    FeatureData data = DisclosureColumns.of(BARS, reports);
    for (Feature feature : DisclosureColumns.family().features()) {
      FeatureContract.on(data).check(feature);
    }
  }

  @Test
  void aReportOnAnotherInstrumentIsRefused() {
    Disclosure other =
        new Disclosure("a", "OTHER", Disclosure.Side.BUY, 1, 2, BARS.time(0), BARS.time(1));
    assertThatThrownBy(() -> DisclosureColumns.of(BARS, List.of(other)))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("symbol must be TEST, got OTHER");
  }
}
