// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.rolling;

/** The latest values of a stream, always contiguous: each is written to both halves of a buffer. */
final class RecentValues {
  private final double[] buffer;
  private final int window;
  private long seen;

  RecentValues(int window) {
    this.window = window;
    this.buffer = new double[2 * window];
  }

  void add(double x) {
    int slot = (int) (seen % window);
    buffer[slot] = x;
    buffer[slot + window] = x;
    seen++;
  }

  long seen() {
    return seen;
  }

  boolean isFull() {
    return seen >= window;
  }

  double[] buffer() {
    return buffer;
  }

  /** Where in the buffer the window begins, its oldest value first; needs a full window. */
  int start() {
    return (int) (seen % window);
  }

  /** Number of values held. */
  int size() {
    return (int) Math.min(seen, window);
  }

  /** The i-th value held, oldest first. */
  double get(int i) {
    return isFull() ? buffer[start() + i] : buffer[i];
  }
}
