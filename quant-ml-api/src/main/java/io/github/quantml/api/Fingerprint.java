// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.api;

/**
 * A running 64-bit content hash (multiply-rotate mixing, SplitMix64 finaliser).
 *
 * <p>It keys caches and marks provenance. It is not cryptographic: model files carry SHA-256.
 */
final class Fingerprint {
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

  private long state;

  Fingerprint(long seed) {
    state = finish(seed + MULTIPLIER);
  }

  Fingerprint add(long bits) {
    state = step(state, bits);
    return this;
  }

  Fingerprint add(double value) {
    return add(Double.doubleToLongBits(value));
  }

  Fingerprint add(String text) {
    add(text.length());
    for (int i = 0; i < text.length(); i++) {
      add(text.charAt(i));
    }
    return this;
  }

  long value() {
    return finish(state);
  }

  static long step(long state, long bits) {
    return Long.rotateLeft((state ^ bits) * MULTIPLIER, 29);
  }

  static long finish(long state) {
    long z = state;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
