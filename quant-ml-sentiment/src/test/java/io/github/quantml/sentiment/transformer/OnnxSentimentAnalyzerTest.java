// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.sentiment.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.ModelFormatException;
import io.github.quantml.api.spi.SentimentAnalyzer.Sentiment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model of three words: what it must answer can be worked out by hand. */
class OnnxSentimentAnalyzerTest {
  private static final List<String> VOCABULARY =
      List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "profit", "loss", "##es", "日");

  /** Columns: positive, negative, neutral. */
  private static final float[][] EMBEDDING = {
    {0, 0, 0}, {0, 0, 4}, {0, 0, 0}, {0, 0, 0}, {8, 0, 0}, {0, 8, 0}, {0, 4, 0}, {0, 0, 8}
  };

  private static final String CONFIG =
      """
      {"architectures": ["BertForSequenceClassification"], "hidden": {"a": [1, 2]},
       "id2label": {"0": "positive", "1": "negative", "2": "neutral"}, "vocab_size": 8}
      """;

  @TempDir private Path directory = Path.of("");

  @BeforeEach
  void write() throws IOException {
    Files.write(directory.resolve("model.onnx"), TinyOnnx.meanOfEmbeddings(EMBEDDING, "input_ids"));
    Files.write(directory.resolve("vocab.txt"), VOCABULARY);
    Files.writeString(directory.resolve("config.json"), CONFIG);
  }

  private OnnxSentimentAnalyzer load() throws IOException {
    return OnnxSentimentAnalyzer.load(directory, OnnxSentimentConfig.defaults());
  }

  @Test
  void the_logits_of_a_text_become_probabilities() throws IOException {
    try (OnnxSentimentAnalyzer analyzer = load()) {
      Sentiment s = analyzer.analyze("Profit profit!");
      // [CLS] profit profit [UNK] [SEP]: logits 16/5, 0, 4/5
      double total = Math.exp(3.2) + 1 + Math.exp(0.8);
      assertThat(s.positive()).isCloseTo(Math.exp(3.2) / total, within(1e-6));
      assertThat(s.negative()).isCloseTo(1 / total, within(1e-6));
      assertThat(s.confidence()).isEqualTo(s.positive());
      assertThat(s.score()).isCloseTo(s.positive() - s.negative(), within(1e-15));
      // loss ##es: logits 0, 12/4, 0
      assertThat(analyzer.analyze("losses").negative())
          .isCloseTo(Math.exp(3) / (Math.exp(3) + 2), within(1e-6));
      assertThat(analyzer.analyze("  ")).isEqualTo(new Sentiment(0, 0, 0, 1, 0));
    }
  }

  @Test
  void ideographs_are_words_of_their_own() throws IOException {
    try (OnnxSentimentAnalyzer analyzer = load()) {
      assertThat(analyzer.analyze("日日").neutral())
          .isCloseTo(Math.exp(4) / (Math.exp(4) + 2), within(1e-6));
    }
  }

  @Test
  void a_long_text_is_read_as_far_as_the_tokens_reach() throws IOException {
    OnnxSentimentConfig three = OnnxSentimentConfig.defaults().withMaxTokens(3);
    try (OnnxSentimentAnalyzer analyzer = OnnxSentimentAnalyzer.load(directory, three)) {
      assertThat(analyzer.analyze("profit loss loss loss")).isEqualTo(analyzer.analyze("profit"));
    }
  }

  @Test
  void many_threads_get_the_same_answers() throws IOException {
    try (OnnxSentimentAnalyzer analyzer = load()) {
      Sentiment one = analyzer.analyze("profit loss");
      assertThat(
              IntStream.range(0, 200)
                  .parallel()
                  .mapToObj(i -> analyzer.analyze("profit loss"))
                  .distinct()
                  .toList())
          .containsExactly(one);
    }
  }

  @Test
  void the_order_of_the_classes_is_read() throws IOException {
    Files.writeString(
        directory.resolve("config.json"),
        "{\"id2label\": {\"0\": \"Neutral\", \"1\": \"Bullish\", \"2\": \"Bearish\"}}");
    try (OnnxSentimentAnalyzer analyzer = load()) {
      assertThat(analyzer.analyze("profit").neutral()).isGreaterThan(0.8);
    }
  }

  @Test
  void a_vocabulary_that_is_not_the_models_is_refused() throws IOException {
    String expected = "0".repeat(64);
    assertThatThrownBy(
            () ->
                OnnxSentimentAnalyzer.load(
                    directory, OnnxSentimentConfig.defaults().withVocabularySha256(expected)))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("vocab.txt: expected SHA-256 0000");
    try (OnnxSentimentAnalyzer analyzer = load()) {
      String right = analyzer.vocabularySha256();
      OnnxSentimentAnalyzer.load(
              directory, OnnxSentimentConfig.defaults().withVocabularySha256(right))
          .close();
    }
    Files.write(directory.resolve("vocab.txt"), VOCABULARY.subList(0, 7));
    assertThatThrownBy(this::load)
        .isInstanceOf(ModelFormatException.class)
        .hasMessage("vocab.txt: has 7 pieces, but config.json says that the model has 8");
  }

  @Test
  void files_that_are_no_classifier_are_refused() throws IOException {
    Files.writeString(directory.resolve("config.json"), "{\"id2label\": {\"0\": \"LABEL_0\"}}");
    assertThatThrownBy(this::load).hasMessageContaining("must name the classes 0, 1 and 2");
    Files.writeString(directory.resolve("config.json"), "[");
    assertThatThrownBy(this::load).hasMessageContaining("must be a JSON object");
    Files.writeString(directory.resolve("config.json"), CONFIG);
    Files.write(directory.resolve("model.onnx"), new byte[] {1, 2, 3});
    assertThatThrownBy(this::load)
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("model.onnx");
    Files.write(directory.resolve("model.onnx"), TinyOnnx.meanOfEmbeddings(EMBEDDING, "tokens"));
    assertThatThrownBy(this::load).hasMessageContaining("inputs must be input_ids");
    float[][] two = new float[8][2];
    Files.write(directory.resolve("model.onnx"), TinyOnnx.meanOfEmbeddings(two, "input_ids"));
    assertThatThrownBy(this::load).hasMessageContaining("must be of shape [1, 3]");
    float[][] nonsense = new float[8][3];
    nonsense[2][0] = Float.NaN;
    Files.write(directory.resolve("model.onnx"), TinyOnnx.meanOfEmbeddings(nonsense, "input_ids"));
    assertThatThrownBy(this::load).hasMessageContaining("the model answered NaN");
    Files.write(directory.resolve("vocab.txt"), List.of("[PAD]", "[PAD]"));
    Files.writeString(directory.resolve("config.json"), CONFIG.replace("8}", "2}"));
    assertThatThrownBy(this::load).hasMessage("vocab.txt, row 2: '[PAD]' is there twice");
  }
}
