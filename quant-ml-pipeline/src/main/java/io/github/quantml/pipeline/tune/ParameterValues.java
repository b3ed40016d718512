// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.tune;

import java.util.Map;

/** One setting of the parameters of a {@link SearchSpace}. */
public interface ParameterValues {
  /** The value of a real parameter. */
  double real(String name);

  /** The value of an integer parameter. */
  int integer(String name);

  /** The choice of a categorical parameter. */
  String text(String name);

  /** All parameters, as text, in the order of the space. */
  Map<String, String> parameters();
}
