// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.tune;

import java.util.LinkedHashMap;
import java.util.Map;

/** Typed views of a trial's values; asking for the wrong type is an error that names it. */
final class Values {
  private Values() {}

  static double real(SearchSpace space, double[] values, String name) {
    return values[typed(space, name, Parameter.Kind.REAL)];
  }

  static int integer(SearchSpace space, double[] values, String name) {
    return (int) values[typed(space, name, Parameter.Kind.INTEGER)];
  }

  static String text(SearchSpace space, double[] values, String name) {
    int i = typed(space, name, Parameter.Kind.CATEGORICAL);
    return space.get(i).text(values[i]);
  }

  /** All values as text, in the order of the space. */
  static Map<String, String> texts(SearchSpace space, double[] values) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i++) {
      texts.put(space.get(i).name(), space.get(i).text(values[i]));
    }
    return texts;
  }

  private static int typed(SearchSpace space, String name, Parameter.Kind kind) {
    int i = space.position(name);
    if (space.get(i).kind() != kind) {
      throw new IllegalArgumentException(
          name + ": is " + space.get(i).kind() + " and was asked for as " + kind);
    }
    return i;
  }
}
