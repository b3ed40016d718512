// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.tune;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The parameters that a {@link Tuner} may set, each with its range.
 *
 * <pre>{@code
 * SearchSpace space = SearchSpace.builder()
 *     .real("learning_rate", 1e-5, 1e-1).log()
 *     .real("dropout", 0, 0.5).step(0.05)
 *     .integer("layers", 1, 4)
 *     .integer("hidden", 8, 256).log()
 *     .categorical("cell", "lstm", "gru")
 *     .build();
 * }</pre>
 *
 * <p>{@code log()} and {@code step(s)} speak of the parameter before them. Immutable.
 */
public final class SearchSpace {
  private final List<Parameter> parameters;
  private final Map<String, Integer> positions = new LinkedHashMap<>();

  private SearchSpace(List<Parameter> parameters) {
    this.parameters = List.copyOf(parameters);
    for (int i = 0; i < parameters.size(); i++) {
      positions.put(parameters.get(i).name(), i);
    }
  }

  public static Builder builder() {
    return new Builder();
  }

  /** The parameters in the order in which they were named. */
  public List<Parameter> parameters() {
    return parameters;
  }

  int size() {
    return parameters.size();
  }

  Parameter get(int i) {
    return parameters.get(i);
  }

  int position(String name) {
    Integer found = positions.get(name);
    if (found == null) {
      throw new IllegalArgumentException(
          name + ": must be a parameter of the space, which are " + positions.keySet());
    }
    return found;
  }

  /** The values at a point of the unit cube. */
  double[] values(double[] units) {
    double[] values = new double[units.length];
    for (int i = 0; i < units.length; i++) {
      values[i] = get(i).value(units[i]);
    }
    return values;
  }

  @Override
  public String toString() {
    return parameters.stream().map(Parameter::describe).collect(Collectors.joining("; "));
  }

  /** Collects parameters. */
  public static final class Builder {
    private final List<Parameter> parameters = new ArrayList<>();

    private Builder() {}

    /** A real number of [low, high]. */
    public Builder real(String name, double low, double high) {
      return add(Parameter.real(name, low, high));
    }

    /** A whole number of low … high. */
    public Builder integer(String name, int low, int high) {
      return add(Parameter.integer(name, low, high));
    }

    /** One of some choices without an order. */
    public Builder categorical(String name, String... choices) {
      return add(Parameter.categorical(name, List.of(choices)));
    }

    /** Spreads the parameter named last over the logarithm of its range, which is positive. */
    public Builder log() {
      return replace(last().withLog());
    }

    /** Puts the parameter named last on the grid low, low + step, …, high. */
    public Builder step(double step) {
      return replace(last().withStep(step));
    }

    public SearchSpace build() {
      last();
      return new SearchSpace(parameters);
    }

    private Builder add(Parameter parameter) {
      if (parameter.name().isBlank()) {
        throw new IllegalArgumentException("name: must not be blank");
      }
      for (Parameter other : parameters) {
        if (other.name().equals(parameter.name())) {
          throw new IllegalArgumentException(parameter.name() + ": must be named once");
        }
      }
      parameters.add(parameter);
      return this;
    }

    private Builder replace(Parameter parameter) {
      parameters.set(parameters.size() - 1, parameter);
      return this;
    }

    private Parameter last() {
      if (parameters.isEmpty()) {
        throw new IllegalArgumentException("space: must have a parameter first");
      }
      return parameters.get(parameters.size() - 1);
    }
  }
}
