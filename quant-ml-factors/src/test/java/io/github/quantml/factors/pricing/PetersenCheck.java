// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.factors.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.factors.data.Basis;
import io.github.quantml.factors.data.ReturnTable;
import io.github.quantml.math.regression.CovarianceEstimator;
import io.github.quantml.math.regression.LeastSquares;
import io.github.quantml.math.regression.LeastSquaresFit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The panel of Petersen (2009, Review of Financial Studies 22), 500 firms and 10 years, against the
 * four digits he publishes. The file comes with statsmodels, so {@code .ci/check-factors} runs this
 * and a plain build does not.
 */
class PetersenCheck {
  private final int[] firms = new int[5_000];
  private final int[] years = new int[5_000];
  private final double[] x = new double[5_000];
  private final double[] y = new double[5_000];

  @BeforeEach
  void read() throws IOException {
    List<String> lines = Files.readAllLines(Path.of(System.getProperty("quantml.petersen")));
    assertThat(lines).hasSize(5_000);
    for (int i = 0; i < 5_000; i++) {
      String[] cells = lines.get(i).strip().split("\\s+", -1);
      firms[i] = Integer.parseInt(cells[0]);
      years[i] = Integer.parseInt(cells[1]);
      x[i] = Double.parseDouble(cells[2]);
      y[i] = Double.parseDouble(cells[3]);
    }
  }

  private static void four(double actual, double published) {
    assertThat(actual).isCloseTo(published, within(5e-5));
  }

  @Test
  void standard_errors_are_the_published_ones() {
    LeastSquaresFit fit = LeastSquares.fitWithIntercept(y, x);
    four(fit.standardErrors(CovarianceEstimator.iid())[1], .0286);
    four(fit.standardErrors(CovarianceEstimator.hc1())[1], .0284);
    four(fit.clusteredStandardErrors(firms)[1], .0506);
    four(fit.clusteredStandardErrors(years)[1], .0334);
    four(fit.clusteredStandardErrors(firms, years)[1], .0536);
  }

  @Test
  void fama_macbeth_is_the_published_one() {
    double[][] returns = new double[500][10];
    double[][] characteristic = new double[500][10];
    for (int i = 0; i < 5_000; i++) {
      returns[firms[i] - 1][years[i] - 1] = y[i];
      characteristic[firms[i] - 1][years[i] - 1] = x[i];
    }
    ReturnTable table =
        ReturnTable.of(
            IntStream.rangeClosed(1, 500).mapToObj(f -> "firm " + f).toList(),
            IntStream.rangeClosed(1, 10).mapToObj(t -> LocalDate.of(1990 + t, 12, 31)).toList(),
            returns,
            Basis.EXCESS);
    FamaMacBethFit fit =
        FamaMacBeth.withIntercept().fit(table, List.of("x"), (i, j, t) -> characteristic[i][t]);
    four(fit.premia()[1], 1.0356);
    four(fit.standardErrors(PremiumErrors.iid())[1], .0333);
  }
}
