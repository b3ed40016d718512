// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.rolling;

/** The slope of the latest window; O(window) per update. */
final class SlopeStream implements WindowStream {
  private final SlopeKernel kernel;
  private final int window;
  private final RecentValues recent;

  SlopeStream(int window) {
    this.kernel = new SlopeKernel(window);
    this.window = window;
    this.recent = new RecentValues(window);
  }

  @Override
  public double update(double x) {
    recent.add(x);
    return recent.isFull()
        ? kernel.at(recent.buffer(), recent.start(), (int) (recent.seen() % window))
        : Double.NaN;
  }
}
