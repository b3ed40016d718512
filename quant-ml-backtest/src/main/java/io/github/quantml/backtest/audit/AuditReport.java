// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.audit;

import java.util.List;

/**
 * What an audit found.
 *
 * @param subject what was audited
 * @param cuts moments at which the future was changed
 * @param comparisons number of values compared
 * @param violations what changed, at most {@value #MOST} of them
 */
public record AuditReport(String subject, int cuts, long comparisons, List<Violation> violations) {
  static final int MOST = 20;

  public AuditReport {
    violations = List.copyOf(violations);
  }

  /** Whether nothing changed. */
  public boolean clean() {
    return violations.isEmpty();
  }

  /**
   * Passes when nothing changed.
   *
   * @throws AssertionError listing what did
   */
  public void requireClean() {
    if (!clean()) {
      throw new AssertionError(toString());
    }
  }

  @Override
  public String toString() {
    if (clean()) {
      return subject + ": no look-ahead found (" + comparisons + " values at " + cuts + " cuts)";
    }
    StringBuilder out = new StringBuilder(subject).append(" looks ahead:");
    violations.forEach(v -> out.append("\n  ").append(v));
    return out.toString();
  }
}
