// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.sentiment.lexicon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.spi.SentimentAnalyzer.Sentiment;
import io.github.quantml.sentiment.SharedTexts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LexiconAnalyzerTest {
  private static final LexiconAnalyzer LEXICON = LexiconAnalyzer.create();

  private static final String TWEETS =
      "ba0e29f38dc535f1d998fde76a6d9c315e7f65f146f0a02d5934d89335e5e3dd";
  private static final String NYT =
      "5c972fba1304171c0f88c4974d1f33d2b3cd949d994ca9b6374a2699e01a806b";
  private static final String FINANCE =
      "dbd0d62ed9644b6f7e84da92e50e77b2b6c04c797294f4c3dc184e2e7ffe2acc";

  /** Compound scores of vaderSentiment 3.3.2 for the sentences of its README and tests. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "VADER is smart, handsome, and funny. | 0.8316",
        "VADER is smart, handsome, and funny! | 0.8439",
        "VADER is very smart, handsome, and funny. | 0.8545",
        "VADER is VERY SMART, handsome, and FUNNY. | 0.9227",
        "VADER is VERY SMART, handsome, and FUNNY!!! | 0.9342",
        "VADER is not smart, handsome, nor funny. | -0.7424",
        "The book was good. | 0.4404",
        "At least it isn't a horrible book. | 0.431",
        "The book was only kind of good. | 0.3832",
        "The plot was good, but the characters are uncompelling and the dialog is not great. |"
            + " -0.7042",
        "Today only kinda sux! But I'll get by, lol | 0.5249",
        "Make sure you :) or :D today! | 0.8633",
        "Catch utf-8 emoji such as 💘 and 💋 and 😁 | 0.875",
        "Not bad at all | 0.431",
        "$BYND - JPMorgan reels in expectations on Beyond Meat | 0"
      })
  void scores_agree_with_the_reference(String text, double compound) {
    assertThat(LEXICON.analyze(text).score()).isCloseTo(compound, within(5e-5));
  }

  @Test
  void an_empty_text_is_neutral_without_confidence() {
    assertThat(LEXICON.analyze("")).isEqualTo(new Sentiment(0, 0, 0, 1, 0));
    assertThat(LEXICON.analyze(" \n\t ")).isEqualTo(new Sentiment(0, 0, 0, 1, 0));
  }

  @Test
  void shares_agree_with_the_reference() {
    Sentiment s = LEXICON.analyze("At least it isn't a horrible book.");
    assertThat(s.neutral()).isCloseTo(0.678, within(5e-4));
    assertThat(s.positive()).isCloseTo(0.322, within(5e-4));
    assertThat(s.negative()).isZero();
  }

  /**
   * SHA-256 over "compound neg neu pos" of every text, rounded and one a line, as vaderSentiment
   * 3.3.2 gives them (Python 3.11, format "%.4f %.3f %.3f %.3f").
   */
  @Test
  @Tag("data")
  void every_text_agrees_in_all_printed_digits() throws Exception {
    assertThat(digest(SharedTexts.vader("tweets_GroundTruth.txt"))).isEqualTo(TWEETS);
    assertThat(digest(SharedTexts.vader("nytEditorialSnippets_GroundTruth.txt"))).isEqualTo(NYT);
    assertThat(digest(SharedTexts.finance().stream().map(SharedTexts.Labelled::text).toList()))
        .isEqualTo(FINANCE);
  }

  private static String digest(List<String> texts) throws NoSuchAlgorithmException {
    MessageDigest sha = MessageDigest.getInstance("SHA-256");
    for (String text : texts) {
      Sentiment s = LEXICON.analyze(text);
      String line =
          rounded(s.score(), 4)
              + " "
              + rounded(s.negative(), 3)
              + " "
              + rounded(text.isBlank() ? 0 : s.neutral(), 3)
              + " "
              + rounded(s.positive(), 3)
              + "\n";
      sha.update(line.getBytes(StandardCharsets.UTF_8));
    }
    return HexFormat.of().formatHex(sha.digest());
  }

  private static String rounded(double x, int digits) {
    return new BigDecimal(x).setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
  }

  @Property
  void any_text_has_a_mood(@ForAll @StringLength(max = 80) String text) {
    Sentiment s = LEXICON.analyze(text);
    assertThat(s.score()).isBetween(-1.0, 1.0);
  }

  @Property
  void any_mix_of_rule_words_has_a_mood(@ForAll("phrases") String text) {
    assertThat(LEXICON.analyze(text).score()).isBetween(-1.0, 1.0);
  }

  @Provide
  Arbitrary<String> phrases() {
    return Arbitraries.of(
            "good", "BAD", "no", "never", "so", "this", "but", "least", "at", "very", "kind", "of",
            "without", "doubt", "the", "bomb", "isn't", ":)", "!!", "?", "to", "die", "for")
        .list()
        .ofMaxSize(12)
        .map(words -> String.join(" ", words));
  }
}
