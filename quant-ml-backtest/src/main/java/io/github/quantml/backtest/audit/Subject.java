// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.audit;

import java.util.List;

/** Code under audit. */
interface Subject {
  /**
   * What it stated.
   *
   * @param observations stated at a moment from what was known at that moment
   * @param settled settled at a moment by what followed its decision; compared before a cut, not at
   *     it, because a run that ends there may settle everything
   * @param faults what was wrong with it in itself
   */
  record Outcome(List<Observation> observations, List<Observation> settled, List<String> faults) {}

  Outcome observe(AuditData data);
}
