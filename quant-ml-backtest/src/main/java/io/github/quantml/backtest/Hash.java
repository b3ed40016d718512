// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest;

/** A running 64-bit hash (FNV-1a over 64-bit words with a SplitMix64 finaliser). */
final class Hash {
  private long state = 0xcbf29ce484222325L;

  Hash add(long word) {
    state = (state ^ word) * 0x100000001b3L;
    state ^= state >>> 32;
    return this;
  }

  Hash add(String text) {
    add(text.length());
    for (int i = 0; i < text.length(); i++) {
      add(text.charAt(i));
    }
    return this;
  }

  long value() {
    long z = state + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
