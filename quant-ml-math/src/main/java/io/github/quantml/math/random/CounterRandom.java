// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.random;

import io.github.quantml.math.distribution.StandardNormal;
import org.apache.commons.math3.util.FastMath;

/**
 * A counter-based, splittable random number generator: the same seed gives the same numbers on
 * every JVM, CPU and thread count.
 *
 * <p>Block i of a stream is Philox4x32-10(key, (i, stream)), a keyed bijection of the counter, so a
 * value depends only on seed, stream and position and never on what was drawn before it. {@link
 * #split(long)} derives an independent stream from this one's identity alone: give every task its
 * own {@code split(taskIndex)} and the result does not depend on which thread ran it or when.
 *
 * <p>Period 2⁶⁵ values of 64 bits per stream; 2¹²⁸ streams per library of seeds. Not for
 * cryptography. Not thread-safe: split instead of sharing.
 *
 * <p>Source: Salmon, Moraes, Dror, Shaw (2011), Parallel random numbers: as easy as 1, 2, 3, SC'11.
 */
public final class CounterRandom {
  private static final double TWO_POW_MINUS_53 = 0x1.0p-53;

  /** Separates the counters that derive streams from the counters that draw numbers. */
  private static final long SPLIT_DOMAIN = 0x9E3779B97F4A7C15L;

  private final long key;
  private final long stream;
  private final int[] block = new int[4];
  private long nextBlock;
  private boolean secondHalfPending;

  private CounterRandom(long key, long stream) {
    this.key = key;
    this.stream = stream;
  }

  /**
   * The root stream of a seed.
   *
   * @param seed any value; near seeds give unrelated streams
   */
  public static CounterRandom of(long seed) {
    return new CounterRandom(seed, 0L);
  }

  /**
   * An independent generator at its own position 0, a pure function of this generator's identity
   * and the number given; this generator's position neither matters nor moves.
   */
  public CounterRandom split(long streamId) {
    int[] derived = new int[4];
    Philox.block(key, streamId, stream ^ SPLIT_DOMAIN, derived);
    return new CounterRandom(
        Philox.join(derived[0], derived[1]), Philox.join(derived[2], derived[3]));
  }

  /** How many 64-bit values have been drawn. */
  public long position() {
    return 2 * nextBlock - (secondHalfPending ? 1 : 0);
  }

  /**
   * Moves to a position in constant time, forwards or backwards.
   *
   * @param position number of 64-bit values to have been drawn, at least 0
   */
  public void seek(long position) {
    if (position < 0) {
      throw new IllegalArgumentException("position must be >= 0: " + position);
    }
    nextBlock = position >>> 1;
    secondHalfPending = false;
    if ((position & 1) != 0) {
      nextLong();
    }
  }

  /** A uniform 64-bit value. */
  public long nextLong() {
    if (secondHalfPending) {
      secondHalfPending = false;
      return Philox.join(block[2], block[3]);
    }
    Philox.block(key, nextBlock++, stream, block);
    secondHalfPending = true;
    return Philox.join(block[0], block[1]);
  }

  /** A uniform value of [0, 1) on the grid of multiples of 2⁻⁵³. */
  public double nextDouble() {
    return (nextLong() >>> 11) * TWO_POW_MINUS_53;
  }

  /** A uniform value strictly inside (0, 1): the midpoints of the grid of {@link #nextDouble()}. */
  public double nextOpenDouble() {
    // Only 52 bits: (k + 1/2) / 2^53 would round up to 1 for the largest k.
    return ((nextLong() >>> 12) + 0.5) * 0x1.0p-52;
  }

  /**
   * A uniform integer of [0, bound), without modulo bias.
   *
   * <p>Source: Lemire (2019), Fast random integer generation in an interval, ACM TOMACS 29(1).
   *
   * @param bound at least 1
   */
  public int nextInt(int bound) {
    if (bound < 1) {
      throw new IllegalArgumentException("bound must be >= 1: " + bound);
    }
    long product = (nextLong() >>> 32) * bound;
    if ((product & 0xFFFFFFFFL) < bound) {
      long threshold = (1L << 32) % bound;
      while ((product & 0xFFFFFFFFL) < threshold) {
        product = (nextLong() >>> 32) * bound;
      }
    }
    return (int) (product >>> 32);
  }

  /** A fair coin. */
  public boolean nextBoolean() {
    return nextLong() < 0;
  }

  /**
   * A standard normal value by inversion; exactly one 64-bit value is consumed, so positions stay
   * aligned across implementations of the same experiment.
   */
  public double nextGaussian() {
    return StandardNormal.quantile(nextOpenDouble());
  }

  /** A standard exponential value (mean 1) by inversion. */
  public double nextExponential() {
    return -FastMath.log(nextOpenDouble());
  }

  /**
   * A Student-t value with location 0 and scale 1 (variance ν/(ν − 2) for ν &gt; 2).
   *
   * <p>Source: Bailey (1994), Polar generation of random variates with the t-distribution,
   * Mathematics of Computation 62.
   *
   * @param nu degrees of freedom, greater than 0, finite
   */
  public double nextStudentT(double nu) {
    if (!(nu > 0 && nu < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("nu must be positive and finite: " + nu);
    }
    while (true) {
      double u = 2 * nextOpenDouble() - 1;
      double v = 2 * nextOpenDouble() - 1;
      double w = u * u + v * v;
      if (w <= 1) {
        return u * FastMath.sqrt(nu * FastMath.expm1(-2 / nu * FastMath.log(w)) / w);
      }
    }
  }

  /** Fills the array with standard normal values. */
  public void fillGaussian(double[] out) {
    for (int i = 0; i < out.length; i++) {
      out[i] = nextGaussian();
    }
  }

  /** Shuffles in place, every order equally likely (Fisher and Yates 1938, Durstenfeld 1964). */
  public void shuffle(int[] values) {
    for (int i = values.length - 1; i > 0; i--) {
      int j = nextInt(i + 1);
      int kept = values[i];
      values[i] = values[j];
      values[j] = kept;
    }
  }

  /** Shuffles in place, every order equally likely. */
  public void shuffle(double[] values) {
    for (int i = values.length - 1; i > 0; i--) {
      int j = nextInt(i + 1);
      double kept = values[i];
      values[i] = values[j];
      values[j] = kept;
    }
  }

  /**
   * A random order of 0 … n − 1.
   *
   * @param n at least 0
   */
  public int[] permutation(int n) {
    if (n < 0) {
      throw new IllegalArgumentException("n must be >= 0: " + n);
    }
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      order[i] = i;
    }
    shuffle(order);
    return order;
  }
}
