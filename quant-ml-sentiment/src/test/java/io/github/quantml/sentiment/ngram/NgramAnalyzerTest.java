// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.sentiment.ngram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.InvalidDataException;
import io.github.quantml.api.LoadLimits;
import io.github.quantml.api.ModelBundle;
import io.github.quantml.api.ModelFormatException;
import io.github.quantml.api.spi.SentimentAnalyzer.Sentiment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NgramAnalyzerTest {
  private static final NgramConfig SMALL = new NgramConfig(10, 9, 0.7, 10, 40, 3);
  private static final List<LabelledText> TEXTS = texts();
  private static final NgramAnalyzer CLASSIFIER = NgramTrainer.of(SMALL).train(TEXTS);

  private static List<LabelledText> texts() {
    List<LabelledText> texts = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      texts.add(new LabelledText("$AA beats estimates, shares +" + i + "%", Mood.POSITIVE));
      texts.add(new LabelledText("$BB misses estimates, shares -" + i + "%", Mood.NEGATIVE));
      texts.add(new LabelledText("$CC holds its meeting on day " + i, Mood.NEUTRAL));
    }
    return texts;
  }

  @Test
  void it_learns_what_words_and_signs_say() {
    assertThat(CLASSIFIER.mood("$ZZ beats expectations, +7%")).isEqualTo(Mood.POSITIVE);
    assertThat(CLASSIFIER.mood("$ZZ misses again")).isEqualTo(Mood.NEGATIVE);
    assertThat(CLASSIFIER.mood("meeting of $ZZ")).isEqualTo(Mood.NEUTRAL);
    Sentiment s = CLASSIFIER.analyze("$ZZ beats estimates");
    assertThat(s.confidence()).isEqualTo(s.positive());
  }

  @Test
  void numbers_tickers_and_addresses_are_kinds() {
    assertThat(TextNormaliser.words("$AAPL rose +3.5% to $190, see https://t.co/x! -2% 12% n't"))
        .containsExactly(
            "_ticker", "rose", "_up", "to", "_number", "see", "_down", "_percent", "n't");
  }

  @Test
  void training_twice_gives_the_same_bytes() {
    assertThat(NgramTrainer.of(SMALL).train(TEXTS).toBundle().toBytes())
        .isEqualTo(CLASSIFIER.toBundle().toBytes());
  }

  @Test
  void a_loaded_classifier_is_the_saved_one(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("finance.quantml");
    CLASSIFIER.save(file);
    NgramAnalyzer back = NgramAnalyzer.load(file, LoadLimits.defaults());
    assertThat(back.toBundle().toBytes()).isEqualTo(CLASSIFIER.toBundle().toBytes());
    assertThat(back.analyze("shares +3%")).isEqualTo(CLASSIFIER.analyze("shares +3%"));
  }

  @Test
  void a_bundle_that_is_none_is_refused() {
    ModelBundle foreign = ModelBundle.builder("ngram_sentiment", 1).integer("word_bits", 7).build();
    assertThatThrownBy(() -> NgramAnalyzer.from(foreign)).isInstanceOf(ModelFormatException.class);
  }

  @Property
  void any_text_has_calibrated_looking_probabilities(@ForAll @StringLength(max = 60) String text) {
    Sentiment s = CLASSIFIER.analyze(text);
    assertThat(s.confidence()).isBetween(0.0, 1.0);
    assertThat(CLASSIFIER.mood(text)).isNotNull();
  }

  @Test
  void an_empty_text_is_neutral_without_confidence() {
    assertThat(CLASSIFIER.analyze("...")).isEqualTo(new Sentiment(0, 0, 0, 1, 0));
    assertThat(CLASSIFIER.mood("")).isEqualTo(Mood.NEUTRAL);
  }

  @Test
  void bad_training_texts_are_named() {
    List<LabelledText> blank = new ArrayList<>(TEXTS);
    blank.set(5, new LabelledText("  ", Mood.NEUTRAL));
    assertThatThrownBy(() -> NgramTrainer.of(SMALL).train(blank))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage("labelled texts, row 5: text must not be blank");
    assertThatThrownBy(() -> NgramTrainer.of(SMALL).train(TEXTS.subList(0, 20)))
        .isInstanceOf(InsufficientDataException.class)
        .hasMessage("texts labelled NEGATIVE: needs at least 10, got 7");
  }
}
