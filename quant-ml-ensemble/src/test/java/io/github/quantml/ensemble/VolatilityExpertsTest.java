// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.ensemble.aggregation.ExpertAggregation;
import io.github.quantml.ensemble.aggregation.ExponentialWeights;
import io.github.quantml.ensemble.conformal.AdaptiveConformal;
import io.github.quantml.math.Sums;
import io.github.quantml.math.regression.LeastSquares;
import io.github.quantml.math.stats.DieboldMariano;
import io.github.quantml.math.stats.Garch11;
import io.github.quantml.math.stats.ProperScores;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Volatility experts on the S&P 500, 1999 to 2018, aggregated online: never significantly worse
 * than the best of them in hindsight, and significantly better than their mean.
 */
@Tag("data")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VolatilityExpertsTest {
  private static final int START = 500;
  private static final int REFIT = 22;
  private static final int EXPERTS = 6;

  private double[] returns = {};

  /** Of GARCH, HAR, EWMA .94 and .97, rolling 22 and 66 days; a row per day from START on. */
  private double[][] experts = {};

  @BeforeAll
  void forecast() throws IOException {
    returns = returns();
    double[] squares = Arrays.stream(returns).map(r -> r * r).toArray();
    experts = new double[returns.length - START][EXPERTS];
    Garch11 garch = null;
    double[] har = {};
    double[] variances = {};
    for (int t = START; t < returns.length; t++) {
      if ((t - START) % REFIT == 0) {
        double[] past = Arrays.copyOf(returns, t);
        garch = Garch11.fit(past);
        // Filtering all days with parameters of the past uses nothing that was not known.
        variances = garch.filter(Arrays.copyOf(returns, Math.min(returns.length, t + REFIT)));
        har = har(squares, t);
      }
      double[] row = experts[t - START];
      row[0] = variances[t];
      row[1] = Math.max(1e-8, harForecast(har, squares, t));
      row[2] = ewma(squares, t, 0.94);
      row[3] = ewma(squares, t, 0.97);
      row[4] = Sums.mean(squares, t - 22, t);
      row[5] = Sums.mean(squares, t - 66, t);
    }
  }

  private static double[] returns() throws IOException {
    Path file =
        Path.of(System.getProperty("quantml.data"), "options", "arch_sp500_ohlc_1999_2018.csv.gz");
    List<Double> closes = new ArrayList<>();
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      List<String> header = List.of(in.readLine().split(",", -1));
      int close = header.indexOf("Close");
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        closes.add(Double.parseDouble(line.split(",", -1)[close]));
      }
    }
    double[] r = new double[closes.size() - 1];
    Arrays.setAll(r, i -> Math.log(closes.get(i + 1) / closes.get(i)));
    return r;
  }

  /** Corsi (2009): tomorrow's variance on yesterday's, last week's and last month's mean. */
  private static double[] har(double[] squares, int end) {
    int n = end - 22;
    double[] y = new double[n];
    double[][] x = new double[3][n];
    for (int i = 0; i < n; i++) {
      int t = i + 22;
      y[i] = squares[t];
      x[0][i] = squares[t - 1];
      x[1][i] = Sums.mean(squares, t - 5, t);
      x[2][i] = Sums.mean(squares, t - 22, t);
    }
    return LeastSquares.fitWithIntercept(y, x).coefficients();
  }

  private static double harForecast(double[] b, double[] squares, int t) {
    return b[0]
        + b[1] * squares[t - 1]
        + b[2] * Sums.mean(squares, t - 5, t)
        + b[3] * Sums.mean(squares, t - 22, t);
  }

  private static double ewma(double[] squares, int t, double decay) {
    double sum = 0;
    double mass = 0;
    double w = 1;
    for (int i = t - 1; i >= 0 && w > 1e-12; i--) {
      sum += w * squares[i];
      mass += w;
      w *= decay;
    }
    return sum / mass;
  }

  private double[] loss(double[] variances) {
    double[] loss = new double[variances.length];
    Arrays.setAll(
        loss,
        t -> ProperScores.qlikeLogForm(variances[t], returns[START + t] * returns[START + t]));
    return loss;
  }

  private double[] aggregated(ExpertAggregation aggregation) {
    double[] combined = new double[experts.length];
    for (int t = 0; t < combined.length; t++) {
      combined[t] = Sums.dot(aggregation.weights(), experts[t]);
      double square = returns[START + t] * returns[START + t];
      aggregation.learn(
          Arrays.stream(experts[t]).map(h -> ProperScores.qlikeLogForm(h, square)).toArray());
    }
    return combined;
  }

  private double[] best() {
    double[] best = {};
    for (int k = 0; k < EXPERTS; k++) {
      int expert = k;
      double[] loss = loss(Arrays.stream(experts).mapToDouble(row -> row[expert]).toArray());
      best = best.length == 0 || Sums.mean(loss) < Sums.mean(best) ? loss : best;
    }
    return best;
  }

  @Test
  void aggregation_beats_equal_weights_and_keeps_up_with_the_best_expert() {
    double[] equal = loss(Arrays.stream(experts).mapToDouble(Sums::mean).toArray());
    double[] best = best();
    double[] ewa = loss(aggregated(ExponentialWeights.of(EXPERTS, 0.05, 0.001)));
    DieboldMariano toEqual = DieboldMariano.of(ewa, equal, 1);
    DieboldMariano toBest = DieboldMariano.of(ewa, best, 1);
    assertThat(toEqual.statistic()).isLessThanOrEqualTo(-1.96);
    assertThat(toBest.statistic()).isLessThanOrEqualTo(1.65);
  }

  @Test
  void intervals_scaled_by_the_aggregate_keep_their_coverage_through_two_crashes() {
    double[] variances = aggregated(ExponentialWeights.of(EXPERTS, 0.05, 0.001));
    AdaptiveConformal conformal = AdaptiveConformal.of(0.9, 0.02, 500, 1, 1.3, 1.645, 2);
    boolean[] covered = new boolean[variances.length];
    int total = 0;
    for (int t = 0; t < covered.length; t++) {
      double score = Math.abs(returns[START + t]) / Math.sqrt(variances[t]);
      covered[t] = score <= conformal.threshold();
      total += covered[t] ? 1 : 0;
      conformal.learn(score);
    }
    int inWindow = 0;
    int worst = 250;
    for (int t = 0; t < covered.length; t++) {
      inWindow += covered[t] ? 1 : 0;
      inWindow -= t >= 250 && covered[t - 250] ? 1 : 0;
      worst = t >= 249 ? Math.min(worst, inWindow) : worst;
    }
    assertThat(total / (double) covered.length).isCloseTo(0.9, within(0.01));
    assertThat(worst / 250.0).isGreaterThanOrEqualTo(0.84);
  }
}
