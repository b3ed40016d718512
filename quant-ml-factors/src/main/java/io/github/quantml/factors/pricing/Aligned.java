// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.factors.pricing;

import io.github.quantml.api.InvalidDataException;
import io.github.quantml.factors.data.Basis;
import io.github.quantml.factors.data.ReturnTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Checks and cuts that bring asset and factor returns together. */
final class Aligned {
  /** Ratio of typical sizes beyond which one side is suspected to be in per cent. */
  private static final double SCALES_APART = 25;

  private Aligned() {}

  /** The chosen factors, complete and on the dates of the assets. */
  static ReturnTable factors(ReturnTable assets, ReturnTable returns, FactorSet set) {
    return factors(assets, returns.select(set.factors()));
  }

  static ReturnTable factors(ReturnTable assets, ReturnTable chosen) {
    excess("assets", assets);
    excess("factors", chosen);
    assets.requireSameDates(chosen);
    return chosen.requireComplete();
  }

  private static void excess(String what, ReturnTable table) {
    if (table.basis() != Basis.EXCESS) {
      throw new InvalidDataException(
          what + ": returns are raw, subtract the risk-free rate with minusRiskFree() first");
    }
  }

  /** Columns whose typical return is so far from that of the factors that units must differ. */
  static List<String> scaleWarnings(ReturnTable assets, ReturnTable factors) {
    double factorSize = median(medianSizes(factors));
    List<String> out = new ArrayList<>();
    double[] sizes = medianSizes(assets);
    for (int c = 0; c < sizes.length; c++) {
      double ratio = sizes[c] / factorSize;
      if (ratio > SCALES_APART || (ratio > 0 && ratio < 1 / SCALES_APART)) {
        out.add(
            assets.names().get(c)
                + ": a typical return is "
                + sizes[c]
                + " and that of the factors "
                + factorSize
                + ", a mix of percent and decimals suspected");
      }
    }
    return out;
  }

  private static double[] medianSizes(ReturnTable table) {
    return IntStream.range(0, table.width())
        .mapToDouble(
            c ->
                median(
                    Arrays.stream(table.column(c))
                        .filter(v -> !Double.isNaN(v))
                        .map(Math::abs)
                        .toArray()))
        .toArray();
  }

  private static double median(double[] x) {
    double[] sorted = x.clone();
    Arrays.sort(sorted);
    return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
  }

  /** Rows where a value is present. */
  static int[] present(double[] y) {
    return IntStream.range(0, y.length).filter(r -> !Double.isNaN(y[r])).toArray();
  }

  static double[] at(double[] x, int[] rows) {
    double[] out = new double[rows.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = x[rows[i]];
    }
    return out;
  }
}
