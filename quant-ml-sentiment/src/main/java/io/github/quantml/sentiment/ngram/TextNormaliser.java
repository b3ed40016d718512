// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.sentiment.ngram;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is alike in financial texts written alike: web addresses go, tickers and numbers become
 * kinds of tickers and numbers, and the rest is lower-case words.
 */
final class TextNormaliser {
  /** In the order they are tried at each place; the longest of a kind wins. */
  private static final Pattern PIECES =
      Pattern.compile(
          "https?://\\S+"
              + "|(?<ticker>\\$[a-z][a-z.]*)"
              + "|(?<up>\\+\\$?\\d[\\d.,]*%?)"
              + "|(?<down>-\\$?\\d[\\d.,]*%?)"
              + "|(?<percent>\\d[\\d.,]*%)"
              + "|(?<number>\\$?\\d[\\d.,]*[a-z]?)"
              + "|(?<word>[a-z_][a-z_'&-]*|[$%!?:])");

  /** Nobody's text needs to be read further than this. */
  private static final int MOST_CHARACTERS = 20_000;

  private TextNormaliser() {}

  /** The words of a text and the kinds of its tickers and numbers. */
  static List<String> words(String text) {
    String head = text.length() > MOST_CHARACTERS ? text.substring(0, MOST_CHARACTERS) : text;
    Matcher m = PIECES.matcher(head.toLowerCase(Locale.ROOT));
    List<String> words = new ArrayList<>();
    while (m.find()) {
      String word = m.group("word");
      if (word != null) {
        words.add(word);
      } else if (m.group("ticker") != null) {
        words.add("_ticker");
      } else if (m.group("up") != null) {
        words.add("_up");
      } else if (m.group("down") != null) {
        words.add("_down");
      } else if (m.group("percent") != null) {
        words.add("_percent");
      } else if (m.group("number") != null) {
        words.add("_number");
      }
    }
    return words;
  }
}
