// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.random;

/** Philox4x32 with ten rounds (Salmon et al. 2011, section 3.3 and table 2). */
final class Philox {
  private static final long M0 = 0xD2511F53L;
  private static final long M1 = 0xCD9E8D57L;
  private static final int W0 = 0x9E3779B9;
  private static final int W1 = 0xBB67AE85;
  private static final long MASK = 0xFFFFFFFFL;
  private static final int ROUNDS = 10;

  private Philox() {}

  /** Writes the four output words of one counter, least significant word first. */
  static void block(long key, long counterLow, long counterHigh, int[] out) {
    int k0 = (int) key;
    int k1 = (int) (key >>> 32);
    int c0 = (int) counterLow;
    int c1 = (int) (counterLow >>> 32);
    int c2 = (int) counterHigh;
    int c3 = (int) (counterHigh >>> 32);
    for (int round = 0; round < ROUNDS; round++) {
      long p0 = M0 * (c0 & MASK);
      long p1 = M1 * (c2 & MASK);
      c0 = (int) (p1 >>> 32) ^ c1 ^ k0;
      c2 = (int) (p0 >>> 32) ^ c3 ^ k1;
      c1 = (int) p1;
      c3 = (int) p0;
      k0 += W0;
      k1 += W1;
    }
    out[0] = c0;
    out[1] = c1;
    out[2] = c2;
    out[3] = c3;
  }

  /** The 64-bit value of two words. */
  static long join(int low, int high) {
    return ((long) high << 32) | (low & MASK);
  }
}
