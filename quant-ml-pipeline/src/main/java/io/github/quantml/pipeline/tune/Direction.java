// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.tune;

/** Whether small or large values of the objective are good. */
public enum Direction {
  MINIMISE,
  MAXIMISE;

  /** The value as a loss: smaller is better. */
  double loss(double value) {
    return this == MINIMISE ? value : -value;
  }
}
