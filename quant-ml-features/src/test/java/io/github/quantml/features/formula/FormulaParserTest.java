// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.BarSeries;
import io.github.quantml.features.Feature;
import io.github.quantml.features.FeatureData;
import io.github.quantml.features.FeaturePanel;
import io.github.quantml.features.FeatureSet;
import io.github.quantml.features.MarketPath;
import io.github.quantml.features.graph.Node;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormulaParserTest {
  private static final BarSeries BARS = MarketPath.of("F", 60, 1);
  private static final FormulaParser PARSER = FormulaParser.standard();

  private static double last(String formula) {
    Feature feature = Feature.named("f", "f").of(PARSER.parse(formula));
    return FeatureSet.of(List.of(feature)).compute(BARS).column(0)[59];
  }

  private static double c(int back) {
    return BARS.close(59 - back);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "1 + 2 * 3 ; 7",
        "(1 + 2) * 3 ; 9",
        "2 ^ 3 ^ 2 ; 512",
        "-2 ^ 2 ; -4",
        "10 - 4 - 3 ; 3",
        "1 < 2 && 2 < 1 || 3 == 3 ; 1",
        "1 > 2 ? 5 : 2 >= 2 ? 6 : 7 ; 6",
        "1.5e1 ; 15",
        "close * 0 + max(2, 3) ; 3",
        "sign(-3) + abs(-2) ; 1",
      })
  void signsBindAsUsual(String formula, double value) {
    assertThat(last(formula)).isCloseTo(value, within(1e-12));
  }

  @Test
  void functionsOverTimeAreWhatTheirDefinitionsSay() {
    assertThat(last("delay(close, 3)")).isEqualTo(c(3));
    assertThat(last("delta(close, 3.9)")).isEqualTo(c(0) - c(3));
    assertThat(last("ts_min(close, 2)")).isEqualTo(Math.min(c(0), c(1)));
    assertThat(last("min(close, 2)")).isEqualTo(Math.min(c(0), c(1)));
    assertThat(last("min(close, open)")).isEqualTo(Math.min(c(0), BARS.open(59)));
    assertThat(last("product(close / close * 2, 3)")).isEqualTo(8);
    assertThat(last("decay_linear(close, 3)"))
        .isCloseTo((3 * c(0) + 2 * c(1) + c(2)) / 6, within(1e-12));
    assertThat(last("returns")).isCloseTo(c(0) / c(1) - 1, within(1e-15));
    assertThat(last("adv1"))
        .isCloseTo((BARS.high(59) + BARS.low(59) + c(0)) / 3 * BARS.volume(59), within(1e-6));
    assertThat(last("signed_power(0 * close - 2, 2)")).isCloseTo(-4, within(1e-12));
    assertThat(last("cov(close, close, 5) - stddev(close, 5) ^ 2")).isCloseTo(0, within(1e-12));
    assertThat(last("corr(close, -close, 5)")).isCloseTo(-1, within(1e-12));
    assertThat(last("ts_rank(close, 1)")).isEqualTo(1);
    double[] recent = {c(4), c(3), c(2), c(1), c(0)};
    double[] sorted = recent.clone();
    Arrays.sort(sorted);
    assertThat(recent[(int) last("ts_argmax(close, 5)") - 1]).isEqualTo(sorted[4]);
    assertThat(recent[(int) last("ts_argmin(close, 5)") - 1]).isEqualTo(sorted[0]);
    assertThat(last("quantile(close, 5, 0.5)")).isEqualTo(sorted[2]);
    assertThat(last("LOG(close)")).isCloseTo(Math.log(c(0)), within(1e-12));
  }

  @Test
  void functionsAcrossInstrumentsCompareThem() {
    List<FeatureData> members =
        List.of(
            FeatureData.of(MarketPath.of("A", 30, 1)).with("group", filled(1)),
            FeatureData.of(MarketPath.of("B", 30, 2)).with("group", filled(1)),
            FeatureData.of(MarketPath.of("C", 30, 3)).with("group", filled(2)));
    FeaturePanel panel = FeaturePanel.of(members);
    FormulaParser parser = PARSER.with("sector", Node.input("group"));
    double[] closes = new double[3];
    for (int i = 0; i < 3; i++) {
      closes[i] = members.get(i).bars().close(29);
    }
    double[] ranks = across(panel, parser.parse("rank(close)"));
    for (int i = 0; i < 3; i++) {
      double own = closes[i];
      long below = Arrays.stream(closes).filter(x -> x <= own).count();
      assertThat(ranks[i]).isCloseTo(below / 3.0, within(1e-15));
    }
    double[] scaled = across(panel, parser.parse("scale(close, 2)"));
    assertThat(scaled[0] + scaled[1] + scaled[2]).isCloseTo(2, within(1e-12));
    double[] neutral = across(panel, parser.parse("ind_neutralize(close, sector)"));
    assertThat(neutral[0] + neutral[1]).isCloseTo(0, within(1e-12));
    assertThat(neutral[0]).isCloseTo((closes[0] - closes[1]) / 2, within(1e-12));
    assertThat(neutral[2]).isZero();
    double[] z = across(panel, parser.parse("zscore(close)"));
    assertThat(z[0] + z[1] + z[2]).isCloseTo(0, within(1e-12));
    assertThat(z[0] * z[0] + z[1] * z[1] + z[2] * z[2]).isCloseTo(2, within(1e-12));
  }

  private static double[] filled(double value) {
    double[] values = new double[30];
    Arrays.fill(values, value);
    return values;
  }

  private static double[] across(FeaturePanel panel, Node node) {
    Feature feature = Feature.named("f", "f").of(node);
    return FeatureSet.of(List.of(feature)).compute(panel, 1).stream()
        .mapToDouble(table -> table.column(0)[29])
        .toArray();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "close + | 8 | expected a value but found the end",
        "close + * 2 | 9 | expected a value but found '*'",
        "rank(close | 11 | expected ')' but found the end",
        "close close | 7 | expected the end but found 'close'",
        "klose * 2 | 1 | name 'klose' is not known",
        "1 + frobnicate(close, 2) | 5 | function 'frobnicate' is not known",
        "delay(close) | 1 | function 'delay' takes 2 arguments, got 1",
        "delay(close, volume) | 14 | must be a number of at least 1",
        "delay(close, 0) | 14 | must be a number of at least 1",
        "delay(close, -3) | 14 | must be a number of at least 1",
        "close # 2 | 7 | character '#' has no meaning",
        "1.2.3 + close | 1 | '1.2.3' is not a number",
        "close > 1 ? 2 | 14 | expected ':' but found the end",
        "rank + 1 | 1 | function 'rank' needs '('",
        "stddev(close, 1) | 1 | window must be >= 2",
      })
  void anErrorShowsItsPosition(String formula, int character, String problem) {
    FormulaException error =
        catchThrowableOfType(FormulaException.class, () -> PARSER.parse(formula));
    assertThat(error.position()).isEqualTo(character - 1);
    assertThat(error)
        .hasMessageContaining(problem)
        .hasMessageContaining("at character " + character)
        .hasMessageContaining("\n  " + formula + "\n  " + " ".repeat(character - 1) + "^");
  }

  @Test
  void deepNestingIsAnErrorRatherThanAnOverflow() {
    assertThatThrownBy(() -> PARSER.parse("(".repeat(100_000)))
        .isInstanceOf(FormulaException.class)
        .hasMessageContaining("nested deeper than 200");
    assertThatThrownBy(() -> PARSER.parse("-".repeat(100_000)))
        .isInstanceOf(FormulaException.class)
        .hasMessageContaining("nested deeper than 200");
  }

  @Test
  void aFormulaThatComparesInstrumentsNeedsAPanel() {
    assertThatThrownBy(() -> last("rank(close)"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("compares instruments and needs a panel");
  }
}
