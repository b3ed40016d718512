// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features;

import io.github.quantml.api.BarSeries;
import io.github.quantml.features.graph.Plan;
import io.github.quantml.features.graph.PlanStream;
import java.util.List;

/**
 * Features fed bar by bar; gives the bits of {@link FeatureSet#compute(BarSeries)}. Not
 * thread-safe.
 */
public final class FeatureStream {
  private final List<String> names;
  private final List<String> inputs;
  private final PlanStream stream;
  private final double[] row;
  private final double[] values;

  FeatureStream(List<String> names, Plan plan) {
    this.names = names;
    this.inputs = plan.inputs();
    this.stream = plan.stream();
    this.row = new double[inputs.size()];
    this.values = new double[names.size()];
  }

  public List<String> names() {
    return names;
  }

  /** Names of the input columns, in the order of {@link #update(double[])}. */
  public List<String> inputs() {
    return inputs;
  }

  /** Bars taken in so far. */
  public long bars() {
    return stream.bars();
  }

  /**
   * Takes in bar {@code t} of a series.
   *
   * @return the value of each feature in the order of the names; valid until the next update
   */
  public double[] update(BarSeries bars, int t) {
    return update(FeatureData.of(bars), t);
  }

  /** Takes in bar {@code t} of bars with further columns. */
  public double[] update(FeatureData data, int t) {
    fill(data, t, row);
    return update(row);
  }

  /** The input row of bar {@code t}, for {@link #update(double[])}. */
  public double[] inputRow(FeatureData data, int t) {
    double[] fresh = new double[inputs.size()];
    fill(data, t, fresh);
    return fresh;
  }

  private void fill(FeatureData data, int t, double[] out) {
    for (int k = 0; k < out.length; k++) {
      out[k] = data.value(inputs.get(k), t);
    }
  }

  /**
   * Takes in a bar.
   *
   * @param inputRow values in the order of {@link #inputs}
   * @return the value of each feature in the order of the names; valid until the next update
   */
  public double[] update(double[] inputRow) {
    stream.update(inputRow, values);
    return values;
  }

  /** Everything remembered, as bytes for {@link #restore}. */
  public byte[] save() {
    return stream.save();
  }

  /**
   * Goes on where a stream of the same features was saved.
   *
   * @throws io.github.quantml.api.ModelFormatException if the bytes are damaged or belong to other
   *     features
   */
  public void restore(byte[] saved) {
    stream.restore(saved);
  }
}
