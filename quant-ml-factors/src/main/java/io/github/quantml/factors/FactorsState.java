// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.factors;

import io.github.quantml.api.ModelBundle;
import io.github.quantml.api.ModelFormatException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;

/**
 * What a trained factors model keeps.
 *
 * @param factors names, in the order of the premia
 * @param premia shrunk mean return of each factor per bar
 * @param alpha shrunk mean return per bar that the factors do not explain
 * @param variance average variance of a bar's return
 * @param barsPerRow bars per factor row
 * @param nu degrees of freedom of a bar's return
 * @param config settings
 */
record FactorsState(
    List<String> factors,
    double[] premia,
    double alpha,
    double variance,
    double barsPerRow,
    double nu,
    FactorsConfig config) {
  FactorsState {
    boolean ok =
        !factors.isEmpty()
            && factors.size() == premia.length
            && new HashSet<>(factors).size() == premia.length
            && Arrays.stream(premia).allMatch(p -> Math.abs(p) < 1e3)
            && Math.abs(alpha) < 1e3
            && variance > 0
            && variance < 1e6
            && barsPerRow > 0
            && barsPerRow < 1e6
            && nu > 4
            && nu < 1e6;
    if (!ok) {
      throw new ModelFormatException(
          "factors model: factors "
              + factors
              + ", premia "
              + Arrays.toString(premia)
              + ", alpha "
              + alpha
              + ", variance "
              + variance
              + ", barsPerRow "
              + barsPerRow
              + ", nu "
              + nu
              + " out of range");
    }
  }

  void write(ModelBundle.Builder out) {
    out.text("factors", String.join("\n", factors))
        .numbers("premia", premia)
        .number("alpha", alpha)
        .number("variance", variance)
        .number("barsPerRow", barsPerRow)
        .number("nu", nu)
        .integer("window", config.window())
        .integer("lag", config.lag())
        .number("halfLife", config.halfLife());
  }

  static FactorsState read(ModelBundle in) {
    List<String> factors = List.of(in.text("factors").split("\n", -1));
    FactorsConfig config;
    try {
      config =
          new FactorsConfig(
              in.count("window", 30, Integer.MAX_VALUE),
              in.count("lag", 0, Integer.MAX_VALUE),
              in.number("halfLife"));
    } catch (IllegalArgumentException e) {
      throw new ModelFormatException("factors model: " + e.getMessage());
    }
    return new FactorsState(
        factors,
        in.numbers("premia", factors.size()),
        in.number("alpha"),
        in.number("variance"),
        in.number("barsPerRow"),
        in.number("nu"),
        config);
  }
}
