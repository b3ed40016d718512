// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.split;

/**
 * When each sample's features were known and when its label was: the closed interval [start, end]
 * over which the sample's outcome formed.
 *
 * <p>Two samples share information when their intervals share a moment.
 */
public final class LabelSpans {
  private final long[] start;
  private final long[] end;

  private LabelSpans(long[] start, long[] end) {
    this.start = start;
    this.end = end;
  }

  /**
   * Spans in any unit of time, for example nanoseconds or bar numbers.
   *
   * @param start feature times, not decreasing
   * @param end label end times, none before its start; in any order
   */
  public static LabelSpans of(long[] start, long[] end) {
    if (start.length != end.length) {
      throw new IllegalArgumentException(
          "start and end: must have one length, got " + start.length + " and " + end.length);
    }
    for (int i = 0; i < start.length; i++) {
      if (end[i] < start[i]) {
        throw new IllegalArgumentException(
            "end: must not be before start, got " + end[i] + " for " + start[i] + " at row " + i);
      }
      if (i > 0 && start[i] < start[i - 1]) {
        throw new IllegalArgumentException(
            "start: must not decrease, got "
                + start[i]
                + " after "
                + start[i - 1]
                + " at row "
                + i);
      }
    }
    return new LabelSpans(start.clone(), end.clone());
  }

  /** Spans of samples whose label is known {@code horizon} samples later. */
  public static LabelSpans ofHorizon(int samples, int horizon) {
    if (samples < 0 || horizon < 0) {
      throw new IllegalArgumentException(
          "samples and horizon: must be at least 0, got " + samples + " and " + horizon);
    }
    long[] start = new long[samples];
    long[] end = new long[samples];
    for (int i = 0; i < samples; i++) {
      start[i] = i;
      end[i] = (long) i + horizon;
    }
    return new LabelSpans(start, end);
  }

  public int size() {
    return start.length;
  }

  /** When the features of sample {@code i} were known. */
  public long start(int i) {
    return start[i];
  }

  /** When the label of sample {@code i} was known. */
  public long end(int i) {
    return end[i];
  }

  /** Whether two samples share a moment. */
  public boolean overlap(int i, int j) {
    return start[i] <= end[j] && start[j] <= end[i];
  }

  /** The last moment of the labels of samples {@code from} to {@code to} − 1. */
  long lastEnd(int from, int to) {
    long last = Long.MIN_VALUE;
    for (int i = from; i < to; i++) {
      last = Math.max(last, end[i]);
    }
    return last;
  }

  void requireSize(int samples) {
    if (size() != samples) {
      throw new IllegalArgumentException(
          "spans: must have one span per sample, got " + size() + " for " + samples + " samples");
    }
  }
}
