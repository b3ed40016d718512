// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.features.Feature;
import io.github.quantml.features.FeatureData;
import io.github.quantml.features.FeatureRegistry;
import io.github.quantml.features.MarketPath;
import io.github.quantml.features.graph.Cell;
import io.github.quantml.features.graph.Cross;
import io.github.quantml.features.graph.Inputs;
import io.github.quantml.features.graph.Node;
import io.github.quantml.features.graph.Operator;
import io.github.quantml.math.Sums;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeatureAuditTest {
  private static final FeatureData DATA = FeatureData.of(MarketPath.of("AUDIT", 600, 3));
  private static final FeatureAudit AUDIT = FeatureAudit.on(DATA);

  @Test
  void noFeatureOfTheRegistryLooksAhead() {
    assertThat(AUDIT.verify(FeatureRegistry.standard())).isEmpty();
  }

  @Test
  void noFeatureThatComparesInstrumentsLooksAhead() {
    List<FeatureData> members =
        List.of(
            FeatureData.of(MarketPath.of("A", 420, 1)),
            FeatureData.of(MarketPath.of("B", 420, 2)),
            FeatureData.of(MarketPath.of("C", 420, 3)),
            FeatureData.of(MarketPath.of("D", 420, 4)));
    assertThat(FeatureAudit.verifyPanel(FeatureRegistry.standard(), members)).isEmpty();
  }

  @Test
  void aRankOfTomorrowIsFlagged() {
    Feature tomorrow =
        Feature.named("tomorrow", "rank of tomorrow")
            .of(Cross.rank(Node.of(new Peeking(), Inputs.close())));
    List<FeatureData> members = List.of(DATA, FeatureData.of(MarketPath.of("OTHER", 600, 4)));
    assertThat(FeatureAudit.verifyPanel(tomorrow, members))
        .singleElement()
        .asString()
        .startsWith("tomorrow looks ahead: the value of AUDIT");
  }

  /** Its stream is honest, its batch takes the next bar. */
  private static final class Peeking implements Operator {
    @Override
    public String name() {
      return "peeking";
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
        out[0][t] = in[0][Math.min(t + 1, out[0].length - 1)];
      }
    }
  }

  @Test
  void aCentredDetrendedPriceIsFlagged() {
    assertThat(
            AUDIT.verify(
                "dpo",
                data -> {
                  double[] close = data.bars().toCloses();
                  double[] out = new double[close.length];
                  Arrays.fill(out, Double.NaN);
                  for (int t = 0; t < close.length; t++) {
                    int end = t + 11;
                    if (t >= 9 && end <= close.length) {
                      out[t] = close[t] - Sums.mean(close, end - 20, end);
                    }
                  }
                  return out;
                }))
        .singleElement()
        .asString()
        .contains("dpo looks ahead");
  }

  @Test
  void aChikouSpanIsFlagged() {
    assertThat(
            AUDIT.verify(
                "chikou",
                data -> {
                  double[] close = data.bars().toCloses();
                  double[] out = new double[close.length];
                  for (int t = 0; t < close.length; t++) {
                    out[t] = t + 26 < close.length ? close[t + 26] : Double.NaN;
                  }
                  return out;
                }))
        .hasSize(1);
  }

  @Test
  void aFullSampleZScoreIsFlagged() {
    assertThat(
            AUDIT.verify(
                "z",
                data -> {
                  double[] close = data.bars().toCloses();
                  double mean = Sums.mean(close);
                  double deviation = Math.sqrt(Sums.variance(close, 1));
                  for (int t = 0; t < close.length; t++) {
                    close[t] = (close[t] - mean) / deviation;
                  }
                  return close;
                }))
        .hasSize(1);
  }

  @Test
  void aGapFilledFromBehindIsFlagged() {
    assertThat(
            AUDIT.verify(
                "bfill",
                data -> {
                  double[] close = data.bars().toCloses();
                  double next = Double.NaN;
                  for (int t = close.length - 1; t >= 0; t--) {
                    // One bar in three is missing and takes the next known close.
                    next = t % 3 == 0 ? next : close[t];
                    close[t] = next;
                  }
                  return close;
                }))
        .hasSize(1);
  }

  @Test
  void aUserFeatureWhoseBatchPeeksIsFlagged() {
    Feature feature = Feature.named("peek", "tomorrow").of(Node.of(new Peeking(), Inputs.close()));
    assertThat(AUDIT.verify(feature)).singleElement().asString().contains("peek looks ahead");
    assertThat(AUDIT.verify(FeatureRegistry.standard().with(feature))).hasSize(1);
  }

  @Test
  void aFurtherColumnIsPoisonedToo() {
    double[] column = new double[DATA.size()];
    Arrays.setAll(column, t -> t);
    FeatureData data = DATA.with("flow", column);
    Feature honest =
        Feature.named("flow_mean", "mean of two flows")
            .window(2, (in, from, n) -> (in[0][from] + in[0][from + 1]) / 2, Node.input("flow"));
    assertThat(FeatureAudit.on(data).verify(honest)).isEmpty();
    assertThat(FeatureAudit.on(data).verify("sum", d -> totalEverywhere(d))).hasSize(1);
  }

  private static double[] totalEverywhere(FeatureData data) {
    double[] out = new double[data.size()];
    Arrays.fill(out, Sums.sum(data.column("flow")));
    return out;
  }

  @Test
  void tooFewBarsToAuditAreAnError() {
    assertThatThrownBy(() -> FeatureAudit.on(DATA.window(0, 15)))
        .isInstanceOf(InsufficientDataException.class)
        .hasMessageContaining("needs at least 16, got 15");
  }
}
