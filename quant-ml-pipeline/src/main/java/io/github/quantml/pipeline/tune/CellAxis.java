// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.tune;

import io.github.quantml.math.distribution.StandardNormal;
import java.util.Arrays;
import org.apache.commons.math3.util.FastMath;

/**
 * Kernels over few cells, as a table of the probability of one cell given a trial in another.
 *
 * <p>Numbers: the normal kernel integrated over the cells. Choices (Aitchison and Aitken 1976):
 * with n trials each choice counts 1/√(n + 1) and the trial's own 1 more.
 */
final class CellAxis extends Axis {
  private final int cells;
  private final int[] occupied;
  private final double[] logTable;
  private final double[] table;

  CellAxis(Parameter parameter, double[] values, int dimensions) {
    super(parameter);
    int n = values.length;
    cells = (int) parameter.cells();
    occupied = new int[n];
    for (int k = 0; k < n; k++) {
      occupied[k] = (int) parameter.cell(values[k]);
    }
    // One row per cell that a trial can lie in, and the prior's: uniform.
    table = new double[(cells + 1) * cells];
    double width = parameter.categorical() ? 0 : Bandwidths.common(n, dimensions, 1.0 / cells);
    for (int from = 0; from <= cells; from++) {
      if (from == cells) {
        Arrays.fill(table, from * cells, table.length, 1.0 / cells);
      } else if (parameter.categorical()) {
        double noise = 1 / Math.sqrt(n + 1.0);
        for (int to = 0; to < cells; to++) {
          table[from * cells + to] = (noise + (to == from ? 1 : 0)) / (1 + cells * noise);
        }
      } else {
        normal(from, width);
      }
    }
    logTable = new double[table.length];
    for (int i = 0; i < table.length; i++) {
      logTable[i] = FastMath.log(table[i]);
    }
  }

  private void normal(int from, double width) {
    double centre = parameter.unit(parameter.value((long) from));
    double low = StandardNormal.cdf(-centre / width);
    double inside = StandardNormal.cdf((1 - centre) / width) - low;
    double before = low;
    for (int to = 0; to < cells; to++) {
      double after = StandardNormal.cdf((parameter.edge(to + 1) - centre) / width);
      // Far cells underflow; nothing may be impossible.
      table[from * cells + to] = Math.max(Double.MIN_NORMAL, (after - before) / inside);
      before = after;
    }
  }

  @Override
  double draw(int kernel, double u) {
    int row = row(kernel);
    double rest = u;
    for (int to = 0; to < cells - 1; to++) {
      rest -= table[row + to];
      if (rest < 0) {
        return to;
      }
    }
    return cells - 1.0;
  }

  @Override
  void addLogKernels(double coordinate, double[] scores) {
    int to = (int) coordinate;
    for (int k = 0; k < scores.length; k++) {
      scores[k] += logTable[row(k) + to];
    }
  }

  @Override
  double value(double coordinate) {
    return parameter.value((long) coordinate);
  }

  private int row(int kernel) {
    return (kernel < occupied.length ? occupied[kernel] : cells) * cells;
  }
}
