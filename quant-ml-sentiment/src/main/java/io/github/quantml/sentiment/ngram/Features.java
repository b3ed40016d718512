// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.sentiment.ngram;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.util.FastMath;

/**
 * A text as a sparse vector: hashed counts of words and word pairs, and of pieces of words of two
 * to five characters.
 *
 * <p>Within each of the two blocks a count c becomes 1 + ln c, times the bucket's inverse document
 * frequency, scaled to length 1 (to the piece weight for the second block). Source: Weinberger et
 * al. (2009), Feature hashing for large scale multitask learning; Salton and Buckley (1988),
 * Term-weighting approaches in automatic text retrieval.
 *
 * @param buckets ascending
 * @param counts how often each occurs
 */
record Features(int[] buckets, float[] counts) {
  private static final int SHORTEST_PIECE = 2;
  private static final int LONGEST_PIECE = 5;

  /** Counts only; weights come with {@link #weighted}. */
  static Features of(String text, NgramConfig config) {
    List<String> words = TextNormaliser.words(text);
    int[] found = new int[64];
    int n = 0;
    int wordMask = (1 << config.wordBits()) - 1;
    int pieceMask = (1 << config.characterBits()) - 1;
    int previous = 0;
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      int hash = hash(word, 0, word.length(), 0x811C9DC5);
      found = room(found, n + 2);
      found[n++] = mixed(hash) & wordMask;
      if (i > 0) {
        found[n++] = mixed(31 * previous + hash) & wordMask;
      }
      previous = hash;
      if (config.characterWeight() > 0) {
        String padded = ' ' + word + ' ';
        for (int length = SHORTEST_PIECE; length <= LONGEST_PIECE; length++) {
          for (int from = 0; from + length <= padded.length(); from++) {
            found = room(found, n + 1);
            int piece = mixed(hash(padded, from, from + length, 0x9747B28C)) & pieceMask;
            found[n++] = wordMask + 1 + piece;
          }
        }
      }
    }
    return counted(Arrays.copyOf(found, n));
  }

  private static int[] room(int[] a, int needed) {
    return needed <= a.length ? a : Arrays.copyOf(a, Math.max(needed, 2 * a.length));
  }

  /** FNV-1a over UTF-16 units. */
  private static int hash(String s, int from, int to, int start) {
    int h = start;
    for (int i = from; i < to; i++) {
      h = (h ^ s.charAt(i)) * 0x01000193;
    }
    return h;
  }

  /** The finaliser of MurmurHash3 (Appleby 2011), so that low bits depend on all. */
  private static int mixed(int hash) {
    int h = (hash ^ (hash >>> 16)) * 0x85EBCA6B;
    h = (h ^ (h >>> 13)) * 0xC2B2AE35;
    return h ^ (h >>> 16);
  }

  private static Features counted(int[] found) {
    Arrays.sort(found);
    int[] buckets = new int[found.length];
    float[] counts = new float[found.length];
    int n = 0;
    for (int i = 0; i < found.length; i++) {
      if (n > 0 && buckets[n - 1] == found[i]) {
        counts[n - 1]++;
      } else {
        buckets[n] = found[i];
        counts[n++] = 1;
      }
    }
    return new Features(Arrays.copyOf(buckets, n), Arrays.copyOf(counts, n));
  }

  /** The vector's values in the order of the buckets. */
  float[] weighted(float[] inverseFrequency, NgramConfig config) {
    int words = 1 << config.wordBits();
    double[] values = new double[buckets.length];
    double wordSquares = 0;
    double pieceSquares = 0;
    for (int i = 0; i < values.length; i++) {
      values[i] = (1 + FastMath.log(counts[i])) * inverseFrequency[buckets[i]];
      if (buckets[i] < words) {
        wordSquares += values[i] * values[i];
      } else {
        pieceSquares += values[i] * values[i];
      }
    }
    double wordScale = wordSquares > 0 ? 1 / Math.sqrt(wordSquares) : 0;
    double pieceScale = pieceSquares > 0 ? config.characterWeight() / Math.sqrt(pieceSquares) : 0;
    float[] weighted = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      weighted[i] = (float) (values[i] * (buckets[i] < words ? wordScale : pieceScale));
    }
    return weighted;
  }
}
