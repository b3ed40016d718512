// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.audit;

import java.util.List;

/**
 * What an audit found.
 *
 * @param subject what was audited
 * @param cuts moments at which the future was changed
 * @param comparisons number of values compared
 * @param faults what was impossible in itself, for example a fill before its order
 * @param violations what changed, at most {@value #MOST} of them
 */
public record AuditReport(
    String subject, int cuts, long comparisons, List<String> faults, List<Violation> violations) {
  static final int MOST = 20;

  public AuditReport {
    faults = List.copyOf(faults);
    violations = List.copyOf(violations);
  }

  /** Whether nothing changed and nothing was impossible. */
  public boolean clean() {
    return violations.isEmpty() && faults.isEmpty();
  }

  /**
   * Passes when {@link #clean}.
   *
   * @throws AssertionError listing what was found
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
    faults.forEach(f -> out.append("\n  ").append(f));
    violations.forEach(v -> out.append("\n  ").append(v));
    return out.toString();
  }
}
