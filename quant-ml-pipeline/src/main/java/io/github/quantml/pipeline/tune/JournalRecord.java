// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.tune;

/** One line of a journal. */
sealed interface JournalRecord {
  /** The first line. */
  record Study(JournalHeader header) implements JournalRecord {}

  /** A process has come; its number is greater than that of every process before it. */
  record Join(int worker) implements JournalRecord {}

  /** A process has begun a trial, new or left behind by another. */
  record Start(int trial, int worker, double[] values) implements JournalRecord {}

  /** A trial has ended. */
  record End(TrialResult result) implements JournalRecord {}
}
