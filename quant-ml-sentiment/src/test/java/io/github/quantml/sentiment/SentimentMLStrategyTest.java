// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.sentiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.sentiment.SentimentMLStrategy.Action;
import io.github.quantml.sentiment.SentimentMLStrategy.HybridSignal;
import io.github.quantml.sentiment.SentimentMLStrategy.View;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentimentMLStrategyTest {
  private static final SentimentMLStrategy STRATEGY = SentimentMLStrategy.defaults();

  /** 0.3·s + 0.7·m of values and of confidences, by hand. */
  @ParameterizedTest
  @CsvSource({
    "0.5, 0.9, 0.2, 0.7, 0.29, 0.76, BUY",
    "-0.5, 0.9, -0.2, 0.7, -0.29, 0.76, SELL",
    "-0.8, 0.9, 0.4, 0.65, 0.04, 0.725, HOLD",
    "0.9, 0.95, 0, 0.5, 0.27, 0.635, BUY",
    "0.9, 0.5, 0.9, 0.5, 0.9, 0.5, HOLD",
    "0.5, 1, 0.5, 0.42857142857, 0.5, 0.599999999999, BUY"
  })
  void two_views_make_one_signal(
      double s, double cs, double m, double cm, double value, double confidence, Action action) {
    HybridSignal signal = STRATEGY.hybridSignal(new View(s, cs), new View(m, cm));
    assertThat(signal.value()).isCloseTo(value, within(1e-12));
    assertThat(signal.confidence()).isCloseTo(confidence, within(1e-12));
    assertThat(signal.action()).isEqualTo(action);
  }

  @Test
  void a_missing_side_leaves_all_weight_to_the_other() {
    HybridSignal acts = STRATEGY.hybridSignal(null, new View(0.4, 0.65));
    assertThat(acts).isEqualTo(new HybridSignal(0.4, 0.65, Action.BUY));
    assertThat(STRATEGY.hybridSignal(null, new View(0.4, 0.55)).action()).isEqualTo(Action.HOLD);
    assertThat(STRATEGY.hybridSignal(new View(-0.4, 0.65), null).action()).isEqualTo(Action.SELL);
    assertThat(STRATEGY.hybridSignal((View) null, null))
        .isEqualTo(new HybridSignal(0, 0, Action.HOLD));
  }

  @Property
  void the_mirror_image_gets_the_opposite_action(
      @ForAll @DoubleRange(min = -1, max = 1) double s,
      @ForAll @DoubleRange(min = -1, max = 1) double m,
      @ForAll @DoubleRange(min = 0, max = 1) double c) {
    HybridSignal one = STRATEGY.hybridSignal(new View(s, c), new View(m, c));
    HybridSignal other = STRATEGY.hybridSignal(new View(-s, c), new View(-m, c));
    assertThat(other.value()).isEqualTo(-one.value());
    assertThat(other.action() == Action.HOLD).isEqualTo(one.action() == Action.HOLD);
    assertThat(other.action() == Action.BUY).isEqualTo(one.action() == Action.SELL);
  }

  @Test
  void nonsense_is_refused() {
    assertThatThrownBy(() -> SentimentMLStrategy.of(0, 0, 0.6)).hasMessageContaining("weights");
    assertThatThrownBy(() -> SentimentMLStrategy.of(-1, 2, 0.6))
        .hasMessage("sentimentWeight: must be at least 0, got -1.0");
    assertThatThrownBy(() -> SentimentMLStrategy.of(0.3, 0.7, 1.1))
        .hasMessageContaining("minConfidence");
    assertThatThrownBy(() -> new View(Double.NaN, 0)).hasMessageContaining("value");
    assertThatThrownBy(() -> new View(0, -0.1)).hasMessageContaining("confidence");
  }
}
