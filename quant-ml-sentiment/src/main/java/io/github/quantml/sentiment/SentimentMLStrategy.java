// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.sentiment;

import io.github.quantml.api.Prediction;
import io.github.quantml.sentiment.news.ScoredNews;
import org.jspecify.annotations.Nullable;

/**
 * A signal from two sources: what the news say and what the models say.
 *
 * <p>value = w₁s + w₂m and confidence = w₁c₁ + w₂c₂ with the weights scaled to sum 1; where one
 * side is missing the other has all the weight. The signal is to act when the confidence reaches
 * its minimum and the value leaves a dead band around zero: two confident sources that contradict
 * each other are no reason to trade. A confidence only means something if it is a calibrated
 * probability, as those of predictions and of the n-gram classifier are; that of the lexicon is
 * not.
 *
 * @param sentimentWeight w₁, at least 0
 * @param mlWeight w₂, at least 0; not both 0
 * @param minConfidence confidence from which to act, in [0, 1]
 * @param deadBand values up to this size are no reason to act, in [0, 1)
 */
public record SentimentMLStrategy(
    double sentimentWeight, double mlWeight, double minConfidence, double deadBand) {
  private static final double DEAD_BAND = 0.05;

  /** 0.3 · 1 and 0.3 · 1 + 0.7 · (3/7) are the same confidence to a person. */
  private static final double ROUNDING = 1e-9;

  /** What to do. */
  public enum Action {
    BUY,
    SELL,
    HOLD
  }

  /**
   * What one side says.
   *
   * @param value from −1 (down) to 1 (up)
   * @param confidence in [0, 1]
   */
  public record View(double value, double confidence) {
    public View {
      check("value", value, value >= -1 && value <= 1, "must lie in [-1, 1]");
      check("confidence", confidence, confidence >= 0 && confidence <= 1, "must lie in [0, 1]");
    }
  }

  /**
   * The two views as one.
   *
   * @param value from −1 to 1
   * @param confidence in [0, 1]
   * @param action what to do
   */
  public record HybridSignal(double value, double confidence, Action action) {}

  public SentimentMLStrategy {
    check("sentimentWeight", sentimentWeight, sentimentWeight >= 0, "must be at least 0");
    check("mlWeight", mlWeight, mlWeight >= 0, "must be at least 0");
    double total = sentimentWeight + mlWeight;
    check("weights", total, total > 0 && total < Double.POSITIVE_INFINITY, "must not both be 0");
    check(
        "minConfidence",
        minConfidence,
        minConfidence >= 0 && minConfidence <= 1,
        "must lie in [0, 1]");
    check("deadBand", deadBand, deadBand >= 0 && deadBand < 1, "must lie in [0, 1)");
  }

  private static void check(String name, double value, boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(name + ": " + rule + ", got " + value);
    }
  }

  /** With a dead band of 0.05. */
  public static SentimentMLStrategy of(
      double sentimentWeight, double mlWeight, double minConfidence) {
    return new SentimentMLStrategy(sentimentWeight, mlWeight, minConfidence, DEAD_BAND);
  }

  /** 0.3 sentiment, 0.7 models, confidence from 0.6 on. */
  public static SentimentMLStrategy defaults() {
    return of(0.3, 0.7, 0.6);
  }

  /**
   * The signal of two views.
   *
   * @param sentiment what the news say, null without news
   * @param ml what the models say, null without a prediction
   */
  public HybridSignal hybridSignal(@Nullable View sentiment, @Nullable View ml) {
    double s = sentiment == null ? 0 : sentimentWeight;
    double m = ml == null ? 0 : mlWeight;
    if (!(s + m > 0)) {
      return new HybridSignal(0, 0, Action.HOLD);
    }
    double value = 0;
    double confidence = 0;
    if (sentiment != null) {
      value += s / (s + m) * sentiment.value();
      confidence += s / (s + m) * sentiment.confidence();
    }
    if (ml != null) {
      value += m / (s + m) * ml.value();
      confidence += m / (s + m) * ml.confidence();
    }
    boolean acts = confidence >= minConfidence - ROUNDING && Math.abs(value) > deadBand + ROUNDING;
    Action action = !acts ? Action.HOLD : value > 0 ? Action.BUY : Action.SELL;
    return new HybridSignal(value, confidence, action);
  }

  /**
   * The signal of the news at the prediction's bar and of the prediction, whose value is P(up) −
   * P(down).
   *
   * @param news news on the same instrument, null without a feed
   */
  public HybridSignal hybridSignal(@Nullable ScoredNews news, Prediction prediction) {
    View ml =
        new View(
            prediction.probabilities().up() - prediction.probabilities().down(),
            prediction.confidence());
    if (news == null) {
      return hybridSignal((View) null, ml);
    }
    ScoredNews.Reading reading = news.at(prediction.asOf());
    View sentiment = reading.items() == 0 ? null : new View(reading.score(), reading.confidence());
    return hybridSignal(sentiment, ml);
  }
}
