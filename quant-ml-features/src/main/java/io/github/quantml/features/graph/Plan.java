// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Several nodes compiled into steps, in which every sub-expression stands once.
 *
 * <p>Immutable and thread-safe; streams are not.
 */
public final class Plan {
  final List<String> inputs;
  final Step[] steps;
  final int slots;

  /** The slot of each requested node. */
  final int[] results;

  final boolean panel;
  private final long hash;

  /** One operator at work: where its inputs are and where its outputs go. */
  static final class Step {
    final Node node;
    final int[] in;
    final int[] out;
    final int level;

    Step(Node node, int[] in, int[] out, int level) {
      this.node = node;
      this.in = in;
      this.out = out;
      this.level = level;
    }

    Operator operator() {
      return Objects.requireNonNull(node.operator());
    }

    boolean isCross() {
      return node.cross() != null;
    }
  }

  private static final class Compiler {
    private final Map<String, Integer> inputs = new LinkedHashMap<>();

    /** First slot by the hash of a step's first output. */
    private final Map<Long, Integer> slots = new HashMap<>();

    private final List<Step> steps = new ArrayList<>();
    private final List<Integer> levels = new ArrayList<>();

    int slotOf(Node node) {
      Node first = node.output() == 0 ? node : node.output(0);
      Integer known = slots.get(first.hash());
      if (known == null) {
        known = node.isInput() ? input(node.name()) : step(first);
        slots.put(first.hash(), known);
      }
      return known + node.output();
    }

    private int input(String name) {
      int slot = newSlot(0);
      inputs.put(name, slot);
      return slot;
    }

    private int step(Node node) {
      int[] in = new int[node.inputs().size()];
      int level = 0;
      for (int k = 0; k < in.length; k++) {
        in[k] = slotOf(node.inputs().get(k));
        level = Math.max(level, levels.get(in[k]) + 1);
      }
      Operator operator = node.operator();
      int[] out = new int[operator == null ? 1 : operator.outputs()];
      for (int k = 0; k < out.length; k++) {
        out[k] = newSlot(level);
      }
      steps.add(new Step(node, in, out, level));
      return out[0];
    }

    private int newSlot(int level) {
      levels.add(level);
      return levels.size() - 1;
    }
  }

  /** Compiles nodes. */
  public static Plan of(List<Node> nodes) {
    return new Plan(nodes);
  }

  private Plan(List<Node> nodes) {
    Compiler compiler = new Compiler();
    this.results = new int[nodes.size()];
    boolean across = false;
    long mixed = nodes.size();
    for (int k = 0; k < results.length; k++) {
      results[k] = compiler.slotOf(nodes.get(k));
      across |= nodes.get(k).isPanel();
      mixed = Long.rotateLeft(mixed * 0x9E3779B97F4A7C15L ^ nodes.get(k).hash(), 29);
    }
    this.panel = across;
    this.hash = mixed;
    this.steps = compiler.steps.toArray(new Step[0]);
    this.slots = compiler.levels.size();
    this.inputs = List.copyOf(compiler.inputs.keySet());
    this.inputSlots = compiler.inputs.values().stream().mapToInt(Integer::intValue).toArray();
  }

  final int[] inputSlots;

  /** Names of the input columns, in the order in which values are handed in. */
  public List<String> inputs() {
    return inputs;
  }

  /** Number of operators, equal ones counted once. */
  public int size() {
    return steps.length;
  }

  /** Whether a node needs several instruments at once. */
  public boolean isPanel() {
    return panel;
  }

  /** 64-bit hash of all definitions in their order. */
  public long hash() {
    return hash;
  }

  /**
   * The columns of one instrument.
   *
   * @param columns the input columns in the order of {@link #inputs}, all of {@code length}
   * @return the requested columns, in order
   */
  public double[][] compute(double[][] columns, int length, Workers workers) {
    double[][][] in = new double[columns.length][][];
    for (int k = 0; k < in.length; k++) {
      in[k] = new double[][] {columns[k]};
    }
    requireSingle();
    double[][][] computed = new Batch(this, in, 1, length, workers).run();
    double[][] out = new double[results.length][];
    for (int k = 0; k < out.length; k++) {
      out[k] = computed[k][0];
    }
    return out;
  }

  /**
   * The columns of several instruments on the same bars.
   *
   * @param columns for each input of {@link #inputs} the column of each instrument
   * @return for each requested node the column of each instrument
   */
  public double[][][] computePanel(
      double[][][] columns, int instruments, int length, Workers workers) {
    return new Batch(this, columns, instruments, length, workers).run();
  }

  private void requireSingle() {
    for (Step step : steps) {
      if (step.isCross()) {
        throw new IllegalArgumentException(
            step.node.name() + ": compares instruments and needs a panel, got one series");
      }
    }
  }

  /** A stream of one instrument. */
  public PlanStream stream() {
    requireSingle();
    return new PlanStream(this, 1);
  }

  /** A stream of several instruments on the same bars. */
  public PlanStream panelStream(int instruments) {
    if (instruments < 1) {
      throw new IllegalArgumentException("instruments: must be >= 1, got " + instruments);
    }
    return new PlanStream(this, instruments);
  }

  /** How often each slot is read, requested ones once more. */
  int[] readers() {
    int[] readers = new int[slots];
    for (Step step : steps) {
      for (int slot : step.in) {
        readers[slot]++;
      }
    }
    for (int slot : results) {
      readers[slot]++;
    }
    return readers;
  }

  @Override
  public String toString() {
    return "plan of "
        + results.length
        + " columns in "
        + steps.length
        + " steps on "
        + Arrays.toString(inputs.toArray());
  }
}
