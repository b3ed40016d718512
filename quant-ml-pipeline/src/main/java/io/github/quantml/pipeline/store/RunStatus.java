// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.store;

/** How a run stands. */
public enum RunStatus {
  /** Open, in a process that lives. */
  RUNNING,
  /** Closed without a failure. */
  FINISHED,
  /** Closed after a failure. */
  FAILED,
  /** Never closed, and its process is gone. */
  KILLED
}
