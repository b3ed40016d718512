// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.tune;

import io.github.quantml.math.random.CounterRandom;
import org.apache.commons.math3.random.SobolSequenceGenerator;

/**
 * Points of a Sobol sequence, each coordinate scrambled by a random nested permutation of its
 * leading 32 bits.
 *
 * <p>Owen's scrambling swaps the halves of an interval by a coin that depends on the interval
 * alone. On reversed bits that is a hash whose bit i depends on bits 0 … i only, which the
 * multiplications of Laine and Karras have, with the constants of Burley (2020),
 * laine_karras_permutation.
 */
final class SobolPoints {
  /** Dimensions of the direction numbers at hand. */
  static final int LIMIT = 1000;

  private final SobolSequenceGenerator sequence;
  private final int[] scrambles;
  private final long[] tails;

  SobolPoints(int dimensions, CounterRandom random) {
    if (dimensions > LIMIT) {
      throw new IllegalArgumentException(
          "space: a Sobol sequence has at most " + LIMIT + " parameters, got " + dimensions);
    }
    sequence = new SobolSequenceGenerator(dimensions);
    scrambles = new int[dimensions];
    tails = new long[dimensions];
    CounterRandom own = random.split(-1);
    for (int i = 0; i < dimensions; i++) {
      long bits = own.nextLong();
      scrambles[i] = (int) (bits >>> 32);
      tails[i] = bits & 0xFFFFFL;
    }
  }

  /** A point of [0, 1)ⁿ. */
  double[] point(int index) {
    double[] point = sequence.skipTo(index);
    for (int i = 0; i < point.length; i++) {
      // 52 bits: the upper 32 scrambled, the rest shifted.
      long bits = (long) (point[i] * 0x1p52);
      long head = scramble((int) (bits >>> 20), scrambles[i]) & 0xFFFFFFFFL;
      point[i] = ((head << 20) | ((bits & 0xFFFFFL) ^ tails[i])) * 0x1p-52;
    }
    return point;
  }

  private static int scramble(int bits, int seed) {
    int x = Integer.reverse(bits) + seed;
    x ^= x * 0x6c50b47c;
    x ^= x * 0xb82f1e52;
    x ^= x * 0xc7afe638;
    x ^= x * 0x8d22f6e6;
    return Integer.reverse(x);
  }
}
