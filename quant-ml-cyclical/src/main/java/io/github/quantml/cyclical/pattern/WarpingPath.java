// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.pattern;

/**
 * Which points of two series were matched.
 *
 * @param distance distance along the path, see {@link PointCost#toDistance}
 * @param first positions in the first series, ascending
 * @param second the positions in the second series they were matched with, ascending
 */
@SuppressWarnings("ArrayRecordComponent") // primitive columns; a path is read, not compared
public record WarpingPath(double distance, int[] first, int[] second) {
  public WarpingPath {
    if (first.length != second.length) {
      throw new IllegalArgumentException(
          "second: must have " + first.length + " positions, got " + second.length);
    }
    first = first.clone();
    second = second.clone();
  }

  /** Number of matched pairs. */
  public int length() {
    return first.length;
  }

  @Override
  public int[] first() {
    return first.clone();
  }

  @Override
  public int[] second() {
    return second.clone();
  }
}
