// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.sentiment.ngram;

/** What a text says about a price. */
public enum Mood {
  NEGATIVE(0),
  NEUTRAL(1),
  POSITIVE(2);

  private final int column;

  Mood(int column) {
    this.column = column;
  }

  /** Its column among the classifier's classes. */
  int column() {
    return column;
  }

  static Mood ofColumn(int column) {
    return column == NEGATIVE.column ? NEGATIVE : column == NEUTRAL.column ? NEUTRAL : POSITIVE;
  }
}
