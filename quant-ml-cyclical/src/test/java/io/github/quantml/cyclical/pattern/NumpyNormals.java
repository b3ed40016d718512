// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.pattern;

import java.math.BigInteger;
import org.apache.commons.math3.special.Erf;
import org.apache.commons.math3.util.FastMath;

/**
 * The standard normal stream of {@code numpy.random.default_rng(seed)}, so that reference cases of
 * a million values need no file.
 *
 * <p>PCG XSL-RR 128/64 (O'Neill 2014) and the ziggurat of Marsaglia and Tsang (2000) with 256
 * layers, the sign and index taken from the low nine bits.
 */
final class NumpyNormals {
  private static final long MULTIPLIER_HIGH = 0x2360ED051FC65DA4L;
  private static final long MULTIPLIER_LOW = 0x4385DF649FCCF645L;
  private static final double EDGE = 3.6541528853610088;
  private static final double SCALE = 0x1.0p52;

  private final double[] width = new double[256];
  private final double[] height = new double[256];
  private final double[] inside = new double[256];
  private final long incrementHigh;
  private final long incrementLow;
  private long high;
  private long low;

  private NumpyNormals(String state, String increment) {
    BigInteger s = new BigInteger(state);
    BigInteger i = new BigInteger(increment);
    high = s.shiftRight(64).longValue();
    low = s.longValue();
    incrementHigh = i.shiftRight(64).longValue();
    incrementLow = i.longValue();
    double x = EDGE;
    // of every layer: the rectangle below the edge and the tail beyond it
    double area = x * density(x) + Math.sqrt(Math.PI / 2) * Erf.erfc(x / Math.sqrt(2));
    width[0] = area / density(x) / SCALE;
    inside[0] = x * density(x) / area * SCALE;
    height[0] = 1;
    width[255] = x / SCALE;
    height[255] = density(x);
    for (int k = 254; k >= 1; k--) {
      double next = Math.sqrt(-2 * FastMath.log(area / x + density(x)));
      inside[k + 1] = next / x * SCALE;
      x = next;
      width[k] = x / SCALE;
      height[k] = density(x);
    }
  }

  /** The state that {@code default_rng(42).bit_generator.state} shows. */
  static NumpyNormals ofSeed42() {
    return new NumpyNormals(
        "274674114334540486603088602300644985544", "332724090758049132448979897138935081983");
  }

  /** The state that {@code default_rng(7).bit_generator.state} shows. */
  static NumpyNormals ofSeed7() {
    return new NumpyNormals(
        "208745520555909116978795849195383758904", "261136684632268670825940853076396136793");
  }

  /** Sums of the stream, rounded to ten decimals as a text file of them would hold. */
  double[] walk(int n) {
    double[] walk = new double[n];
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += next();
      walk[i] = Math.rint(sum * 1e10) / 1e10;
    }
    return walk;
  }

  private static double density(double x) {
    return FastMath.exp(-0.5 * x * x);
  }

  private long bits() {
    long productHigh =
        Math.multiplyHigh(low, MULTIPLIER_LOW)
            + ((low >> 63) & MULTIPLIER_LOW)
            + ((MULTIPLIER_LOW >> 63) & low)
            + high * MULTIPLIER_LOW
            + low * MULTIPLIER_HIGH;
    long productLow = low * MULTIPLIER_LOW;
    low = productLow + incrementLow;
    high = productHigh + incrementHigh + (Long.compareUnsigned(low, productLow) < 0 ? 1 : 0);
    return Long.rotateRight(high ^ low, (int) (high >>> 58));
  }

  private double uniform() {
    return (bits() >>> 11) * 0x1.0p-53;
  }

  private double next() {
    while (true) {
      long r = bits();
      int layer = (int) (r & 0xff);
      boolean negative = (r >> 8 & 1) != 0;
      long magnitude = r >>> 9 & 0x000fffffffffffffL;
      double x = magnitude * width[layer];
      if (magnitude < inside[layer]) {
        return negative ? -x : x;
      }
      if (layer == 0) {
        return tail((magnitude >> 8 & 1) != 0);
      }
      double y = (height[layer - 1] - height[layer]) * uniform() + height[layer];
      if (y < density(x)) {
        return negative ? -x : x;
      }
    }
  }

  private double tail(boolean negative) {
    while (true) {
      double x = -FastMath.log1p(-uniform()) / EDGE;
      double y = -FastMath.log1p(-uniform());
      if (y + y > x * x) {
        return negative ? -(EDGE + x) : EDGE + x;
      }
    }
  }
}
