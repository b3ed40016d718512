// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.graph;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A plan fed bar by bar; gives the bits of {@link Plan#compute}. Not thread-safe. */
public final class PlanStream {
  private final Plan plan;
  private final int instruments;

  /** For each instrument and step its cell; null for a step across instruments. */
  private final @Nullable Cell[][] cells;

  /** For each instrument the latest value of every slot. */
  private final double[][] values;

  private final double[][] in;
  private final double[][] out;
  private final double[] rowOut;
  private long bars;

  PlanStream(Plan plan, int instruments) {
    this.plan = plan;
    this.instruments = instruments;
    this.values = new double[instruments][plan.slots];
    this.cells = new @Nullable Cell[instruments][plan.steps.length];
    this.in = new double[plan.steps.length][];
    this.out = new double[plan.steps.length][];
    this.rowOut = new double[instruments];
    for (int s = 0; s < plan.steps.length; s++) {
      Plan.Step step = plan.steps[s];
      in[s] = new double[step.in.length];
      out[s] = new double[step.out.length];
      for (int i = 0; i < instruments && !step.isCross(); i++) {
        cells[i][s] = step.operator().start();
      }
    }
  }

  /** Bars taken in so far. */
  public long bars() {
    return bars;
  }

  /**
   * Takes in the next bar of a single instrument.
   *
   * @param inputs values in the order of {@link Plan#inputs}
   * @param results receives the value of each requested node
   */
  public void update(double[] inputs, double[] results) {
    if (instruments != 1) {
      throw new IllegalStateException("a stream of " + instruments + " instruments needs a panel");
    }
    take(inputs, 0);
    for (int s = 0; s < plan.steps.length; s++) {
      advance(s, 0);
    }
    bars++;
    give(results, 0);
  }

  /**
   * Takes in the next bar of every instrument.
   *
   * @param inputs for each instrument the values in the order of {@link Plan#inputs}
   * @param results for each instrument receives the value of each requested node
   */
  public void updatePanel(double[][] inputs, double[][] results) {
    if (inputs.length != instruments || results.length != instruments) {
      throw new IllegalArgumentException(
          "inputs: must be of " + instruments + " instruments, got " + inputs.length);
    }
    for (int i = 0; i < instruments; i++) {
      take(inputs[i], i);
    }
    for (int s = 0; s < plan.steps.length; s++) {
      if (plan.steps[s].isCross()) {
        across(plan.steps[s]);
      } else {
        for (int i = 0; i < instruments; i++) {
          advance(s, i);
        }
      }
    }
    bars++;
    for (int i = 0; i < instruments; i++) {
      give(results[i], i);
    }
  }

  private void take(double[] inputs, int i) {
    int[] slots = plan.inputSlots;
    if (inputs.length != slots.length) {
      throw new IllegalArgumentException(
          "inputs: must be " + slots.length + " values, got " + inputs.length);
    }
    for (int k = 0; k < slots.length; k++) {
      values[i][slots[k]] = inputs[k];
    }
  }

  private void advance(int s, int i) {
    Plan.Step step = plan.steps[s];
    double[] row = values[i];
    double[] from = in[s];
    int[] inSlots = step.in;
    for (int k = 0; k < from.length; k++) {
      from[k] = row[inSlots[k]];
    }
    double[] to = out[s];
    Objects.requireNonNull(cells[i][s]).update(from, to);
    int[] outSlots = step.out;
    for (int k = 0; k < to.length; k++) {
      row[outSlots[k]] = to[k];
    }
  }

  private void across(Plan.Step step) {
    double[][] row = new double[step.in.length][instruments];
    for (int k = 0; k < row.length; k++) {
      for (int i = 0; i < instruments; i++) {
        row[k][i] = values[i][step.in[k]];
      }
    }
    Objects.requireNonNull(step.node.cross()).across(row, rowOut);
    for (int i = 0; i < instruments; i++) {
      values[i][step.out[0]] = rowOut[i];
    }
  }

  private void give(double[] results, int i) {
    int[] slots = plan.results;
    if (results.length != slots.length) {
      throw new IllegalArgumentException(
          "results: must be " + slots.length + " values, got " + results.length);
    }
    for (int k = 0; k < slots.length; k++) {
      results[k] = values[i][slots[k]];
    }
  }

  /** Everything remembered, as bytes that {@link #restore} of an equal plan takes back. */
  public byte[] save() {
    StateBytes writer = StateBytes.writer();
    state(writer);
    return writer.toBytes(plan.hash(), instruments);
  }

  /**
   * Goes on where {@link #save} was called.
   *
   * @throws io.github.quantml.api.ModelFormatException if the bytes are damaged or belong to other
   *     features
   */
  public void restore(byte[] saved) {
    StateBytes reader = StateBytes.reader(saved, plan.hash(), instruments);
    state(reader);
    reader.requireEnd();
  }

  private void state(State state) {
    bars = state.of(bars);
    for (Cell[] row : cells) {
      for (Cell cell : row) {
        if (cell != null) {
          cell.state(state);
        }
      }
    }
  }
}
