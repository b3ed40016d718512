// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.graph;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One run of a plan over whole columns. Steps of one level do not depend on each other and run in
 * parallel; columns that nobody will read again are used anew, so a run stays within the cache.
 */
final class Batch {
  private final Plan plan;
  private final int instruments;
  private final int length;
  private final Workers workers;
  private final double[] @Nullable [][] columns;
  private final int[] readers;
  private final ArrayDeque<double[][]> free = new ArrayDeque<>();
  private final boolean[] owned;

  Batch(Plan plan, double[][][] inputs, int instruments, int length, Workers workers) {
    this.plan = plan;
    this.instruments = instruments;
    this.length = length;
    this.workers = workers;
    this.columns = new double[plan.slots][][];
    this.readers = plan.readers();
    this.owned = new boolean[plan.slots];
    if (inputs.length != plan.inputs.size()) {
      throw new IllegalArgumentException(
          "columns: must be " + plan.inputs.size() + " inputs, got " + inputs.length);
    }
    for (int k = 0; k < inputs.length; k++) {
      requireShape(plan.inputs.get(k), inputs[k]);
      columns[plan.inputSlots[k]] = inputs[k];
    }
  }

  private void requireShape(String name, double[][] input) {
    if (input.length != instruments) {
      throw new IllegalArgumentException(
          "input " + name + ": must have " + instruments + " instruments, got " + input.length);
    }
    for (double[] column : input) {
      if (column.length != length) {
        throw new IllegalArgumentException(
            "input " + name + ": must have " + length + " values, got " + column.length);
      }
    }
  }

  double[][][] run() {
    Plan.Step[] steps = plan.steps;
    if (workers.threads() == 1) {
      for (Plan.Step step : steps) {
        allocate(step);
        compute(step);
        release(step);
      }
    } else {
      Plan.Step[] sorted = steps.clone();
      Arrays.sort(sorted, (a, b) -> Integer.compare(a.level, b.level));
      int from = 0;
      while (from < sorted.length) {
        int to = from;
        while (to < sorted.length && sorted[to].level == sorted[from].level) {
          allocate(sorted[to++]);
        }
        int first = from;
        workers.each(to - from, i -> compute(sorted[first + i]));
        for (int i = from; i < to; i++) {
          release(sorted[i]);
        }
        from = to;
      }
    }
    double[][][] out = new double[plan.results.length][][];
    for (int k = 0; k < out.length; k++) {
      out[k] = handedOut(plan.results[k]);
    }
    return out;
  }

  /** A result asked for twice, or an input itself, is copied, so that callers own what they get. */
  private double[][] handedOut(int slot) {
    double[][] column = at(slot);
    if (owned[slot]) {
      owned[slot] = false;
      return column;
    }
    double[][] copy = new double[column.length][];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = column[i].clone();
    }
    return copy;
  }

  private double[][] at(int slot) {
    return Objects.requireNonNull(columns[slot]);
  }

  private void allocate(Plan.Step step) {
    for (int slot : step.out) {
      double[][] reused = free.poll();
      columns[slot] = reused != null ? reused : new double[instruments][length];
      owned[slot] = true;
    }
  }

  private void release(Plan.Step step) {
    for (int slot : step.in) {
      if (--readers[slot] == 0) {
        giveBack(slot);
      }
    }
    for (int slot : step.out) {
      if (readers[slot] == 0) {
        giveBack(slot);
      }
    }
  }

  private void giveBack(int slot) {
    double[][] column = columns[slot];
    if (owned[slot] && column != null) {
      free.add(column);
      owned[slot] = false;
    }
    columns[slot] = null;
  }

  private void compute(Plan.Step step) {
    if (step.isCross()) {
      across(step);
      return;
    }
    Operator operator = step.operator();
    for (int i = 0; i < instruments; i++) {
      double[][] in = new double[step.in.length][];
      for (int k = 0; k < in.length; k++) {
        in[k] = at(step.in[k])[i];
      }
      double[][] out = new double[step.out.length][];
      for (int k = 0; k < out.length; k++) {
        out[k] = at(step.out[k])[i];
      }
      operator.apply(in, out);
    }
  }

  private void across(Plan.Step step) {
    CrossOperator operator = Objects.requireNonNull(step.node.cross());
    double[][] row = new double[step.in.length][instruments];
    double[] answer = new double[instruments];
    double[][] out = at(step.out[0]);
    for (int t = 0; t < length; t++) {
      for (int k = 0; k < row.length; k++) {
        double[][] column = at(step.in[k]);
        for (int i = 0; i < instruments; i++) {
          row[k][i] = column[i][t];
        }
      }
      operator.across(row, answer);
      for (int i = 0; i < instruments; i++) {
        out[i][t] = answer[i];
      }
    }
  }
}
