// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.tune;

import java.util.List;

/** Keeps every trial. */
final class NoPruner extends Pruner {
  @Override
  Verdict judge(int trial, List<TrialResult> known, Direction direction) {
    return Verdict.KEEP;
  }

  @Override
  String describe() {
    return "none";
  }
}
