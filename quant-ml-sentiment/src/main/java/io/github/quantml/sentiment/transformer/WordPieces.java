// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.sentiment.transformer;

import ai.djl.modality.nlp.DefaultVocabulary;
import ai.djl.modality.nlp.Vocabulary;
import ai.djl.modality.nlp.bert.BertFullTokenizer;
import io.github.quantml.api.ModelFormatException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A text as the numbers of its word pieces, between the marks of begin and end. */
final class WordPieces {
  private static final String UNKNOWN = "[UNK]";
  private static final String BEGIN = "[CLS]";
  private static final String END = "[SEP]";

  private final Vocabulary vocabulary;
  private final BertFullTokenizer tokenizer;
  private final long begin;
  private final long end;

  private WordPieces(Vocabulary vocabulary, boolean lowerCase) {
    this.vocabulary = vocabulary;
    this.tokenizer = new BertFullTokenizer(vocabulary, lowerCase);
    this.begin = vocabulary.getIndex(BEGIN);
    this.end = vocabulary.getIndex(END);
  }

  /** The tokenizer of a vocabulary, a piece a line. */
  static WordPieces of(List<String> pieces, boolean lowerCase) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < pieces.size(); i++) {
      if (!seen.add(pieces.get(i))) {
        throw new ModelFormatException(
            "vocab.txt, row " + (i + 1) + ": '" + pieces.get(i) + "' is there twice");
      }
    }
    for (String mark : List.of(UNKNOWN, BEGIN, END)) {
      if (!seen.contains(mark)) {
        throw new ModelFormatException("vocab.txt: " + mark + " is missing");
      }
    }
    return new WordPieces(
        DefaultVocabulary.builder().add(pieces).optUnknownToken(UNKNOWN).build(), lowerCase);
  }

  /** Numbers of the pieces, at most {@code most} of them with the two marks. */
  long[] encode(String text, int most) {
    List<String> pieces = tokenizer.tokenize(apart(text));
    int kept = Math.min(pieces.size(), most - 2);
    long[] ids = new long[kept + 2];
    Arrays.setAll(
        ids, i -> i == 0 ? begin : i <= kept ? vocabulary.getIndex(pieces.get(i - 1)) : end);
    return ids;
  }

  /** Spaces around ideographs, each of which is a word to BERT (Devlin et al. 2019). */
  private static String apart(String text) {
    if (text.codePoints().noneMatch(Character::isIdeographic)) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() + 32);
    text.codePoints()
        .forEach(
            c -> {
              if (Character.isIdeographic(c)) {
                out.append(' ').appendCodePoint(c).append(' ');
              } else {
                out.appendCodePoint(c);
              }
            });
    return out.toString();
  }
}
