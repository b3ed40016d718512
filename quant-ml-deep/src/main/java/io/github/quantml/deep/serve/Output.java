// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.deep.serve;

import java.util.Arrays;

/**
 * What a network says about one future value.
 *
 * @param kind point, quantiles, or the parameters of a distribution
 * @param levels of the quantiles, rising, in (0, 1); empty for other kinds
 */
public record Output(Kind kind, double[] levels) {
  /** Kinds of forecasts and the numbers they consist of. */
  public enum Kind {
    /** One number. */
    POINT,
    /** One number per level, never crossing. */
    QUANTILES,
    /** Mean and standard deviation. */
    GAUSSIAN,
    /** Location, scale and degrees of freedom, these above 2. */
    STUDENT_T
  }

  private static final Output POINT = new Output(Kind.POINT, new double[0]);
  private static final Output GAUSSIAN = new Output(Kind.GAUSSIAN, new double[0]);
  private static final Output STUDENT_T = new Output(Kind.STUDENT_T, new double[0]);

  public Output {
    levels = levels.clone();
    if ((kind == Kind.QUANTILES) == (levels.length == 0)) {
      throw new IllegalArgumentException(
          "levels: must be given for quantiles and for nothing else, got "
              + Arrays.toString(levels));
    }
    double before = 0;
    for (double level : levels) {
      if (!(level > before && level < 1)) {
        throw new IllegalArgumentException(
            "levels: must rise within (0, 1), got " + Arrays.toString(levels));
      }
      before = level;
    }
  }

  public static Output point() {
    return POINT;
  }

  public static Output quantiles(double... levels) {
    return new Output(Kind.QUANTILES, levels);
  }

  public static Output gaussian() {
    return GAUSSIAN;
  }

  public static Output studentT() {
    return STUDENT_T;
  }

  /** Numbers per future value. */
  public int width() {
    return switch (kind) {
      case POINT -> 1;
      case QUANTILES -> levels.length;
      case GAUSSIAN -> 2;
      case STUDENT_T -> 3;
    };
  }

  /** Position of the number that is the centre: the location, or the quantile nearest one half. */
  public int centre() {
    int best = 0;
    for (int k = 1; k < levels.length; k++) {
      best = Math.abs(levels[k] - 0.5) < Math.abs(levels[best] - 0.5) ? k : best;
    }
    return best;
  }

  @Override
  public double[] levels() {
    return levels.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Output that && kind == that.kind && Arrays.equals(levels, that.levels);
  }

  @Override
  public int hashCode() {
    return 31 * kind.hashCode() + Arrays.hashCode(levels);
  }

  @Override
  public String toString() {
    return kind == Kind.QUANTILES ? "QUANTILES" + Arrays.toString(levels) : kind.toString();
  }
}
