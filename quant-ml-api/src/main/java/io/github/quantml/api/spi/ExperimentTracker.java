// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.api.spi;

/** Keeps a record of experiments. Thread-safe; tracking never breaks or blocks a training. */
public interface ExperimentTracker extends Provider {
  /** Starts a run in an experiment, which is created when it is new. */
  TrackedRun startRun(String experiment, String runName);
}
