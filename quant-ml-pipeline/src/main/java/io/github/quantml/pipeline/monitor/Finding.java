// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.monitor;

/**
 * Something a check saw.
 *
 * @param kind what about
 * @param subject version, member, column or detector
 * @param pValue of the test behind it; 0 for what is no test
 * @param confirmed whether it has been seen often enough to act
 * @param text a plain sentence
 */
public record Finding(Kind kind, String subject, double pValue, boolean confirmed, String text) {
  /** What a finding is about. */
  public enum Kind {
    /** Intervals hold more or less often than they say. */
    COVERAGE,
    /** Probabilities are worse than climatology. */
    SKILL,
    /** The version that serves is worse than the one before. */
    VERSION,
    /** A member is worse than the ensemble. */
    MEMBER,
    /** A column of data has another distribution than its reference. */
    DATA_DRIFT,
    /** The mean loss has changed. */
    CONCEPT_DRIFT,
    /** The log has damaged lines. */
    LOG
  }

  String key() {
    return kind + " " + subject;
  }
}
