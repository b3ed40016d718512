// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.tune;

/** What a pruner thinks of one trial, given the trials it may look at. */
@FunctionalInterface
interface Verdict {
  Verdict KEEP = reports -> "";

  /**
   * Why to give the trial up after its last report; empty to keep it.
   *
   * @param reports at least one
   */
  String reason(Reports reports);
}
