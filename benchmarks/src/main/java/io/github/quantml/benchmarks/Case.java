// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * A comparison with one value of its parameter.
 *
 * @param comparison an instance whose parameter is set and whose inputs are not yet prepared
 * @param parameter name of the parameter field
 * @param value its value, as JMH spells it
 */
record Case(Comparison comparison, String parameter, String value) {
  /** The name of our side. */
  static final String OURS = "quantMl";

  /** One case per value of the one {@code @Param} field. */
  static List<Case> allOf(Supplier<Comparison> made) {
    Field field = parameterOf(made.get().getClass());
    List<Case> cases = new ArrayList<>();
    for (String value : field.getAnnotation(Param.class).value()) {
      Comparison comparison = made.get();
      set(field, comparison, value);
      cases.add(new Case(comparison, field.getName(), value));
    }
    return cases;
  }

  private static Field parameterOf(Class<?> type) {
    List<Field> found =
        Arrays.stream(type.getFields()).filter(f -> f.isAnnotationPresent(Param.class)).toList();
    if (found.size() != 1) {
      throw new IllegalArgumentException(
          type.getName() + " must have one public @Param field: " + found);
    }
    return found.get(0);
  }

  private static void set(Field field, Comparison comparison, String value) {
    try {
      if (field.getType() == int.class) {
        field.setInt(comparison, Integer.parseInt(value));
      } else {
        field.set(comparison, value);
      }
    } catch (IllegalAccessException e) {
      throw new IllegalArgumentException(field + " must be public and not final", e);
    }
  }

  /** Kernel and parameter, for the table. */
  String label() {
    return comparison.kernel() + "(" + value + ")";
  }

  /** Our side first, then the peers on the JVM by name. */
  List<String> sides() {
    return Arrays.stream(comparison.getClass().getMethods())
        .filter(m -> m.isAnnotationPresent(Benchmark.class))
        .map(Method::getName)
        .sorted(Comparator.comparing((String name) -> !name.equals(OURS)).thenComparing(n -> n))
        .toList();
  }

  /** The result of one side on the prepared inputs. */
  double[] run(String side) throws InvocationTargetException {
    try {
      return (double[]) comparison.getClass().getMethod(side).invoke(comparison);
    } catch (NoSuchMethodException | IllegalAccessException e) {
      throw new IllegalArgumentException(side + " is no side of " + label(), e);
    }
  }
}
