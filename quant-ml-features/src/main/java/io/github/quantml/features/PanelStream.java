// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features;

import io.github.quantml.features.graph.Plan;
import io.github.quantml.features.graph.PlanStream;
import java.util.List;

/**
 * Features of several instruments fed bar by bar; gives the bits of {@link
 * FeatureSet#compute(FeaturePanel, int)}. Not thread-safe.
 */
public final class PanelStream {
  private final List<String> names;
  private final List<String> inputs;
  private final PlanStream stream;
  private final double[][] rows;
  private final double[][] values;

  PanelStream(List<String> names, Plan plan, int instruments) {
    this.names = names;
    this.inputs = plan.inputs();
    this.stream = plan.panelStream(instruments);
    this.rows = new double[instruments][inputs.size()];
    this.values = new double[instruments][names.size()];
  }

  public List<String> names() {
    return names;
  }

  /** Names of the input columns, in the order of {@link #update(double[][])}. */
  public List<String> inputs() {
    return inputs;
  }

  /**
   * Takes in row {@code t} of a panel.
   *
   * @return for each instrument the value of each feature; valid until the next update
   */
  public double[][] update(FeaturePanel panel, int t) {
    for (int i = 0; i < rows.length; i++) {
      for (int k = 0; k < inputs.size(); k++) {
        rows[i][k] = panel.value(inputs.get(k), i, t);
      }
    }
    return update(rows);
  }

  /**
   * Takes in a bar of every instrument, NaN where one has none.
   *
   * @param inputRows for each instrument the values in the order of {@link #inputs}
   * @return for each instrument the value of each feature; valid until the next update
   */
  public double[][] update(double[][] inputRows) {
    stream.updatePanel(inputRows, values);
    return values;
  }

  /** Everything remembered, as bytes for {@link #restore}. */
  public byte[] save() {
    return stream.save();
  }

  /** Goes on where a stream of the same features and number of instruments was saved. */
  public void restore(byte[] saved) {
    stream.restore(saved);
  }
}
