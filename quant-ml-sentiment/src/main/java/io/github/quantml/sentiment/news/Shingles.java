// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.sentiment.news;

import java.util.Arrays;
import java.util.Locale;

/**
 * The sets of three words in a row of a text, hashed: what two tellings of one story share.
 *
 * <p>Source: Broder (1997), On the resemblance and containment of documents.
 */
final class Shingles {
  private static final int WORDS = 3;

  private final long[] hashes;

  private Shingles(long[] hashes) {
    this.hashes = hashes;
  }

  static Shingles of(String text) {
    String[] words =
        Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1))
            .filter(w -> !w.isEmpty())
            .toArray(String[]::new);
    int count = Math.max(1, words.length - WORDS + 1);
    long[] hashes = new long[count];
    for (int i = 0; i < count; i++) {
      long h = 0xCBF29CE484222325L;
      for (int k = i; k < Math.min(words.length, i + WORDS); k++) {
        for (int c = 0; c < words[k].length(); c++) {
          h = (h ^ words[k].charAt(c)) * 0x100000001B3L;
        }
        h = (h ^ ' ') * 0x100000001B3L;
      }
      hashes[i] = h;
    }
    return new Shingles(Arrays.stream(hashes).sorted().distinct().toArray());
  }

  /** Common shingles over all shingles of the two (Jaccard). */
  double similarity(Shingles other) {
    int common = 0;
    int i = 0;
    int j = 0;
    while (i < hashes.length && j < other.hashes.length) {
      if (hashes[i] == other.hashes[j]) {
        common++;
        i++;
        j++;
      } else if (hashes[i] < other.hashes[j]) {
        i++;
      } else {
        j++;
      }
    }
    return (double) common / (hashes.length + other.hashes.length - common);
  }
}
