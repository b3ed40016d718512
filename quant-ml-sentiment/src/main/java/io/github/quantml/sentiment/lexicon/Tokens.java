// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.sentiment.lexicon;

import java.util.Arrays;
import java.util.Locale;

/** The words and emoticons of a text, without the punctuation around words. */
final class Tokens {
  private static final String PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

  private String[] lower = new String[32];
  private Word[] words = new Word[32];
  private boolean[] shouted = new boolean[32];
  private int size;

  /** Whether some words, but not all, are in capitals. */
  private boolean shouting;

  private Tokens() {}

  static Tokens of(String text, Vocabulary vocabulary) {
    Tokens tokens = new Tokens();
    int n = text.length();
    int start = 0;
    while (start < n) {
      while (start < n && isSpace(text.charAt(start))) {
        start++;
      }
      int end = start;
      while (end < n && !isSpace(text.charAt(end))) {
        end++;
      }
      if (end > start) {
        tokens.add(text, start, end, vocabulary);
      }
      start = end;
    }
    int loud = 0;
    for (int i = 0; i < tokens.size; i++) {
      loud += tokens.shouted[i] ? 1 : 0;
    }
    tokens.shouting = loud > 0 && loud < tokens.size;
    return tokens;
  }

  static boolean isSpace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085';
  }

  private void add(String text, int start, int end, Vocabulary vocabulary) {
    int from = start;
    int to = end;
    while (from < to && isPunctuation(text.charAt(from))) {
      from++;
    }
    while (to > from && isPunctuation(text.charAt(to - 1))) {
      to--;
    }
    // What is left of an emoticon would be next to nothing: keep it whole.
    boolean whole = text.codePointCount(from, to) <= 2;
    String token = whole ? text.substring(start, end) : text.substring(from, to);
    if (size == words.length) {
      lower = Arrays.copyOf(lower, 2 * size);
      words = Arrays.copyOf(words, 2 * size);
      shouted = Arrays.copyOf(shouted, 2 * size);
    }
    lower[size] = token.toLowerCase(Locale.ROOT);
    words[size] = vocabulary.word(lower[size]);
    shouted[size] = isUpper(token);
    size++;
  }

  private static boolean isPunctuation(char c) {
    return c < 128 && PUNCTUATION.indexOf(c) >= 0;
  }

  /** At least one cased letter, and none in lower case. */
  private static boolean isUpper(String token) {
    boolean upper = false;
    for (int i = 0; i < token.length(); ) {
      int c = token.codePointAt(i);
      if (Character.isLowerCase(c) || Character.isTitleCase(c)) {
        return false;
      }
      upper |= Character.isUpperCase(c);
      i += Character.charCount(c);
    }
    return upper;
  }

  int size() {
    return size;
  }

  Word word(int i) {
    return words[i];
  }

  String lower(int i) {
    return lower[i];
  }

  /** Whether word i is in capitals while others are not. */
  boolean standsOut(int i) {
    return shouting && shouted[i];
  }
}
