// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.sentiment.ngram;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.quantml.api.spi.SentimentAnalyzer.Sentiment;
import io.github.quantml.math.calibration.Reliability;
import io.github.quantml.sentiment.SharedTexts;
import io.github.quantml.sentiment.lexicon.LexiconAnalyzer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the classifier learns from real labelled tweets, on tweets it has not seen. */
@Tag("data")
class FinanceTweetsTest {
  private static final Mood[] MOODS = {Mood.NEGATIVE, Mood.POSITIVE, Mood.NEUTRAL};

  private static double macroF1(List<LabelledText> rows, Function<String, Mood> classifier) {
    int[] said = new int[3];
    int[] were = new int[3];
    int[] both = new int[3];
    for (LabelledText row : rows) {
      Mood mood = classifier.apply(row.text());
      said[mood.column()]++;
      were[row.mood().column()]++;
      both[mood.column()] += mood == row.mood() ? 1 : 0;
    }
    double sum = 0;
    for (int k = 0; k < 3; k++) {
      sum += 2.0 * both[k] / (said[k] + were[k]);
    }
    return sum / 3;
  }

  /** VADER's authors call a text positive from 0.05 and negative from -0.05 on. */
  private static Mood byLexicon(LexiconAnalyzer lexicon, String text) {
    double score = lexicon.analyze(text).score();
    return score >= 0.05 ? Mood.POSITIVE : score <= -0.05 ? Mood.NEGATIVE : Mood.NEUTRAL;
  }

  @Test
  void every_fifth_tweet_is_read_well_and_with_honest_confidence() throws Exception {
    List<LabelledText> train = new ArrayList<>();
    List<LabelledText> heldOut = new ArrayList<>();
    List<SharedTexts.Labelled> rows = SharedTexts.finance();
    for (int i = 0; i < rows.size(); i++) {
      LabelledText row = new LabelledText(rows.get(i).text(), MOODS[rows.get(i).label()]);
      (i % 5 == 4 ? heldOut : train).add(row);
    }
    NgramAnalyzer classifier = NgramTrainer.of(NgramConfig.defaults()).train(train);
    double[] confidences = new double[heldOut.size()];
    boolean[] right = new boolean[heldOut.size()];
    for (int i = 0; i < confidences.length; i++) {
      Sentiment s = classifier.analyze(heldOut.get(i).text());
      confidences[i] = s.confidence();
      Mood likeliest =
          s.confidence() == s.neutral()
              ? Mood.NEUTRAL
              : s.score() > 0 ? Mood.POSITIVE : Mood.NEGATIVE;
      right[i] = likeliest == heldOut.get(i).mood();
    }
    LexiconAnalyzer lexicon = LexiconAnalyzer.create();
    double ours = macroF1(heldOut, classifier::mood);
    double vaders = macroF1(heldOut, text -> byLexicon(lexicon, text));
    Reliability reliability = Reliability.of(confidences, right, 15);
    System.out.printf(
        "macro-F1 %.4f of the n-grams, %.4f of VADER; ECE(15) %.4f; model %d bytes%n",
        ours, vaders, reliability.expectedError(), classifier.toBundle().toBytes().length);
    assertThat(ours).isGreaterThanOrEqualTo(0.75);
    assertThat(ours).isGreaterThan(vaders + 0.2);
    assertThat(reliability.expectedError()).isLessThanOrEqualTo(0.03);
    assertThat(classifier.toBundle().toBytes().length).isLessThanOrEqualTo(2 << 20);
  }
}
