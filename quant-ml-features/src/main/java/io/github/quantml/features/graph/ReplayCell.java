// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.graph;

import io.github.quantml.math.rolling.WindowStream;
import java.util.function.Supplier;

/**
 * A window stream that is saved as its window: a fresh stream that is fed the window again gives
 * the same bits, because a window's statistic depends on the window alone, and on its position
 * modulo its length.
 */
final class ReplayCell implements Cell {
  private final Supplier<WindowStream> factory;
  private final double[] ring;
  private WindowStream stream;
  private int slot;
  private boolean full;

  ReplayCell(Supplier<WindowStream> factory, int window) {
    this.factory = factory;
    this.ring = new double[window];
    this.stream = factory.get();
  }

  @Override
  public void update(double[] in, double[] out) {
    double x = in[0];
    ring[slot++] = x;
    if (slot == ring.length) {
      slot = 0;
      full = true;
    }
    out[0] = stream.update(x);
  }

  @Override
  public void state(State state) {
    slot = state.of(slot);
    full = state.of(full);
    state.of(ring);
    if (state.restoring()) {
      stream = factory.get();
      // Slot values first, so that the window comes to stand where it stood.
      for (int i = 0; full && i < slot; i++) {
        stream.update(ring[i]);
      }
      for (int i = full ? slot : ring.length; i < ring.length; i++) {
        stream.update(ring[i]);
      }
      for (int i = 0; i < slot; i++) {
        stream.update(ring[i]);
      }
    }
  }
}
