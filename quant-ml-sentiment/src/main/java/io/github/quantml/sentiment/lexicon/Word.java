// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.sentiment.lexicon;

import org.jspecify.annotations.Nullable;

/**
 * What is known about a lower-case word.
 *
 * @param valence mean human rating from −4 to 4, NaN for a word that is not in the lexicon
 * @param boost how much it strengthens (positive) or weakens the words after it; 0 for most
 * @param negates whether it turns the words after it round
 * @param role a part in one of the rules, null for most
 */
record Word(double valence, double boost, boolean negates, @Nullable Role role) {
  static final Word UNKNOWN = new Word(Double.NaN, 0, false, null);
  static final Word NEGATION = new Word(Double.NaN, 0, true, null);

  /** Words that rules name. */
  enum Role {
    NO,
    OR,
    BUT,
    LEAST,
    AT_OR_VERY,
    NEVER,
    SO_OR_THIS,
    WITHOUT,
    DOUBT,
    KIND,
    OF
  }

  boolean rated() {
    return !Double.isNaN(valence);
  }

  boolean is(Role wanted) {
    return role == wanted;
  }
}
