// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.tune;

/** How a trial ended. */
public enum TrialState {
  /** With a value. */
  COMPLETE,
  /** Given up by the pruner; its value is the last that it reported. */
  PRUNED,
  /** By an exception or without a finite value. */
  FAILED
}
