// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.deep.serve;

/**
 * One interval per forecast value, step after step.
 *
 * @param lower ends, in the units of the labels
 * @param upper ends, nowhere below the lower ones
 */
public record Bounds(double[] lower, double[] upper) {
  /** Whether value v lies within its interval. */
  public boolean contains(int v, double value) {
    return value >= lower[v] && value <= upper[v];
  }
}
