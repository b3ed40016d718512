// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.market;

import io.github.quantml.features.graph.Cell;
import io.github.quantml.features.graph.Operator;
import io.github.quantml.features.graph.State;
import io.github.quantml.math.distribution.StandardNormal;

/**
 * Bulk classification of the volume of the last bars, from log returns and volumes: of a bar's
 * volume Φ(move/σ) was bought, σ the root mean square move of the window. Outputs are Σ(bought −
 * sold) and Σ|bought − sold|, both over the volume; NaN without any.
 */
record BulkVolume(int window) implements Operator {
  @Override
  public String name() {
    return "bulk_volume(" + window + ")";
  }

  @Override
  public int outputs() {
    return 2;
  }

  @Override
  public int warmUp() {
    return window - 1;
  }

  @Override
  public Cell start() {
    return new Recent();
  }

  private final class Recent implements Cell {
    /** Each value is in both halves, so that the window is always contiguous. */
    private final double[] moves = new double[2 * window];

    private final double[] volumes = new double[2 * window];
    private int slot;
    private int sinceNaN;

    @Override
    public void update(double[] in, double[] out) {
      moves[slot] = in[0];
      moves[slot + window] = in[0];
      volumes[slot] = in[1];
      volumes[slot + window] = in[1];
      slot = slot + 1 == window ? 0 : slot + 1;
      sinceNaN = Double.isNaN(in[0] + in[1]) ? 0 : Math.min(window, sinceNaN + 1);
      if (sinceNaN == window) {
        classify(out);
      } else {
        out[0] = Double.NaN;
        out[1] = Double.NaN;
      }
    }

    private void classify(double[] out) {
      double squares = 0;
      double total = 0;
      for (int i = slot; i < slot + window; i++) {
        squares += moves[i] * moves[i];
        total += volumes[i];
      }
      double scale = Math.sqrt(squares / window);
      double signed = 0;
      double apart = 0;
      for (int i = slot; scale > 0 && i < slot + window; i++) {
        double side = 2 * StandardNormal.cdf(moves[i] / scale) - 1;
        signed += volumes[i] * side;
        apart += volumes[i] * Math.abs(side);
      }
      out[0] = total > 0 ? signed / total : Double.NaN;
      out[1] = total > 0 ? apart / total : Double.NaN;
    }

    @Override
    public void state(State state) {
      slot = state.of(slot);
      sinceNaN = state.of(sinceNaN);
      state.of(moves);
      state.of(volumes);
    }
  }
}
