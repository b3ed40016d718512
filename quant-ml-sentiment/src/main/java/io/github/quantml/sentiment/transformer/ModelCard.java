// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.sentiment.transformer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.github.quantml.api.ModelFormatException;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a model's config.json says that reading its answers needs.
 *
 * @param positive column of the positive class
 * @param negative column of the negative class
 * @param neutral column of the neutral class
 * @param vocabularySize rows of the embedding, or −1 when the file does not say
 */
record ModelCard(int positive, int negative, int neutral, int vocabularySize) {
  static final int CLASSES = 3;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(50)
                  .maxDocumentLength(1 << 20)
                  .build())
          .build();

  /** Finance models disagree about the order of their classes, so it is read and never assumed. */
  static ModelCard parse(String json) {
    Map<Integer, String> labels = new TreeMap<>();
    int vocabulary = -1;
    try (JsonParser in = JSON.createParser(json)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        throw new ModelFormatException("config.json: must be a JSON object");
      }
      for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
        JsonToken value = in.nextToken();
        if (name.equals("id2label") && value == JsonToken.START_OBJECT) {
          for (String id = in.nextFieldName(); id != null; id = in.nextFieldName()) {
            in.nextToken();
            labels.put(Integer.valueOf(id), in.getText());
          }
        } else if (name.equals("vocab_size") && value == JsonToken.VALUE_NUMBER_INT) {
          vocabulary = in.getIntValue();
        } else {
          in.skipChildren();
        }
      }
    } catch (IOException | NumberFormatException e) {
      throw new ModelFormatException("config.json: " + e.getMessage(), e);
    }
    if (labels.size() != CLASSES || !labels.keySet().equals(Map.of(0, 0, 1, 1, 2, 2).keySet())) {
      throw new ModelFormatException(
          "config.json, id2label: must name the classes 0, 1 and 2, got " + labels);
    }
    return new ModelCard(
        column(labels, "positive", "bullish"),
        column(labels, "negative", "bearish"),
        column(labels, "neutral", "neutral"),
        vocabulary);
  }

  private static int column(Map<Integer, String> labels, String name, String alsoCalled) {
    for (Map.Entry<Integer, String> label : labels.entrySet()) {
      String text = label.getValue().toLowerCase(Locale.ROOT);
      if (text.equals(name) || text.equals(alsoCalled)) {
        return label.getKey();
      }
    }
    throw new ModelFormatException(
        "config.json, id2label: names no class '" + name + "', got " + labels);
  }
}
