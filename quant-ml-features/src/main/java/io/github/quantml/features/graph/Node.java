// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.graph;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A column: an input, or one output of an operator on other nodes.
 *
 * <p>Lookback, stability and burn-in follow from the operators, so no feature has to state them.
 * Immutable and thread-safe; nodes of equal {@link #hash} are the same function.
 */
public final class Node {
  private final String name;
  private final @Nullable Operator operator;
  private final @Nullable CrossOperator cross;
  private final List<Node> inputs;
  private final int output;
  private final int lookback;
  private final int burnIn;
  private final Stability stability;
  private final boolean panel;
  private final long hash;

  private Node(
      String name,
      @Nullable Operator operator,
      @Nullable CrossOperator cross,
      List<Node> inputs,
      int output) {
    this.name = name;
    this.operator = operator;
    this.cross = cross;
    this.inputs = List.copyOf(inputs);
    this.output = output;
    int deepest = 0;
    int longest = 0;
    Stability worst = Stability.EXACT;
    boolean across = cross != null;
    long mixed = mix(cross == null ? 1 : 2, name);
    for (Node input : inputs) {
      deepest = Math.max(deepest, input.lookback);
      longest = Math.max(longest, input.burnIn);
      worst = worst.and(input.stability);
      across |= input.panel;
      mixed = mix(mixed, input.hash);
    }
    this.lookback = deepest + (operator == null ? 0 : operator.warmUp());
    this.burnIn = longest + (operator == null ? 0 : operator.burnIn());
    this.stability = operator == null ? worst : worst.and(operator.stability());
    this.panel = across;
    this.hash = mix(mixed, output);
  }

  private static long mix(long state, String text) {
    long mixed = mix(state, text.length());
    for (int i = 0; i < text.length(); i++) {
      mixed = mix(mixed, text.charAt(i));
    }
    return mixed;
  }

  /** SplitMix64's finaliser over a running state. */
  private static long mix(long state, long bits) {
    long z = (state ^ bits) + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return (z ^ (z >>> 31)) * 0x9E3779B97F4A7C15L;
  }

  /**
   * An input column by name: those of {@link Inputs}, or one that the data must bring.
   *
   * @param name not blank
   */
  public static Node input(String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("input: name must not be blank");
    }
    return new Node(name, null, null, List.of(), 0);
  }

  /** The first output of an operator. */
  public static Node of(Operator operator, Node... inputs) {
    if (inputs.length == 0) {
      throw new IllegalArgumentException(operator.name() + ": must have at least one input");
    }
    if (operator.warmUp() < 0 || operator.outputs() < 1) {
      throw new IllegalArgumentException(
          operator.name() + ": warm-up must be >= 0 and outputs >= 1");
    }
    return new Node(operator.name(), operator, null, List.of(inputs), 0);
  }

  /** A value across the instruments of a panel. */
  public static Node across(CrossOperator operator, Node... inputs) {
    if (inputs.length == 0) {
      throw new IllegalArgumentException(operator.name() + ": must have at least one input");
    }
    return new Node(operator.name(), null, operator, List.of(inputs), 0);
  }

  /** Another output of the same operator. */
  public Node output(int index) {
    if (operator == null || index < 0 || index >= operator.outputs()) {
      throw new IllegalArgumentException(name + ": has no output " + index);
    }
    return index == output ? this : new Node(name, operator, cross, inputs, index);
  }

  /** Name of the input, or of the operator. */
  public String name() {
    return name;
  }

  public List<Node> inputs() {
    return inputs;
  }

  /** Which output of the operator this is. */
  public int output() {
    return output;
  }

  public boolean isInput() {
    return operator == null && cross == null;
  }

  @Nullable Operator operator() {
    return operator;
  }

  @Nullable CrossOperator cross() {
    return cross;
  }

  /** Bars needed before the first value: the column starts with exactly so many NaN. */
  public int lookback() {
    return lookback;
  }

  /** Bars after which older ones no longer matter, if {@link Stability#CONVERGING}. */
  public int burnIn() {
    return burnIn;
  }

  public Stability stability() {
    return stability;
  }

  /** Whether the node needs several instruments at once. */
  public boolean isPanel() {
    return panel;
  }

  /** 64-bit hash of the whole definition, equal on every machine. */
  public long hash() {
    return hash;
  }

  /** Names of the input columns that the node reads, in order of first use. */
  public Set<String> inputNames() {
    Set<String> names = new LinkedHashSet<>();
    collect(names, new java.util.HashSet<>());
    return names;
  }

  private void collect(Set<String> names, Set<Long> visited) {
    if (!visited.add(hash)) {
      return;
    }
    if (isInput()) {
      names.add(name);
    }
    for (Node input : inputs) {
      input.collect(names, visited);
    }
  }

  /** The definition as text, such as {@code "ema(20)[close]"}. */
  @Override
  public String toString() {
    if (isInput()) {
      return name;
    }
    List<String> parts = new ArrayList<>();
    for (Node input : inputs) {
      parts.add(input.toString());
    }
    return name + parts + (output == 0 ? "" : "." + output);
  }
}
