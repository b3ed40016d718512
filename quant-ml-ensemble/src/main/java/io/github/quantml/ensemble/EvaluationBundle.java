// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.ensemble;

import io.github.quantml.api.Interval;
import io.github.quantml.api.InvalidDataException;
import io.github.quantml.api.ModelBundle;
import io.github.quantml.api.ModelFormatException;
import io.github.quantml.api.Probabilities;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** An evaluation as a bundle of columns and back. */
final class EvaluationBundle {
  private static final String KIND = "evaluation";
  private static final int SCHEMA = 1;

  private EvaluationBundle() {}

  static ModelBundle of(Evaluation evaluation) {
    List<OutOfSampleForecast> rows = evaluation.forecasts();
    StringBuilder times = new StringBuilder();
    rows.forEach(r -> times.append(times.length() == 0 ? "" : " ").append(r.time()));
    ModelBundle.Builder out =
        ModelBundle.builder(KIND, SCHEMA)
            .integer("rows", rows.size())
            .text("times", times.toString())
            .numbers("expected", column(rows, OutOfSampleForecast::expectedReturn))
            .numbers("volatility", column(rows, OutOfSampleForecast::volatility))
            .numbers("up", column(rows, r -> r.probabilities().up()))
            .numbers("down", column(rows, r -> r.probabilities().down()))
            .numbers("flat", column(rows, r -> r.probabilities().flat()))
            .numbers("flat_band", column(rows, r -> r.probabilities().flatBand()))
            .numbers("level", column(rows, r -> r.interval().level()))
            .numbers("lower", column(rows, r -> r.interval().lower()))
            .numbers("upper", column(rows, r -> r.interval().upper()))
            .numbers("realised", column(rows, OutOfSampleForecast::realisedReturn))
            .numbers("log_score", column(rows, OutOfSampleForecast::logScore))
            .numbers("random_walk", column(rows, OutOfSampleForecast::randomWalkLogScore));
    int members = evaluation.members().size();
    for (int m = 0; m < members; m++) {
      double[] shares = new double[rows.size()];
      for (int i = 0; i < shares.length; i++) {
        shares[i] = evaluation.weights(i)[m];
      }
      out.numbers("weights." + m, shares);
    }
    return out.build();
  }

  private static double[] column(
      List<OutOfSampleForecast> rows, ToDoubleFunction<OutOfSampleForecast> value) {
    return rows.stream().mapToDouble(value).toArray();
  }

  static Evaluation read(ModelBundle in, int horizon, List<String> members) {
    in.require(KIND, SCHEMA);
    int n = in.count("rows", 0, Integer.MAX_VALUE);
    String[] times = n == 0 ? new String[0] : in.text("times").split(" ", -1);
    if (times.length != n) {
      throw new ModelFormatException("evaluation: " + times.length + " times for " + n + " rows");
    }
    double[] expected = in.numbers("expected", n);
    double[] volatility = in.numbers("volatility", n);
    double[] up = in.numbers("up", n);
    double[] down = in.numbers("down", n);
    double[] flat = in.numbers("flat", n);
    double[] band = in.numbers("flat_band", n);
    double[] level = in.numbers("level", n);
    double[] lower = in.numbers("lower", n);
    double[] upper = in.numbers("upper", n);
    double[] realised = in.numbers("realised", n);
    double[] logScore = in.numbers("log_score", n);
    double[] randomWalk = in.numbers("random_walk", n);
    double[][] weights = new double[n][members.size()];
    for (int m = 0; m < members.size(); m++) {
      double[] shares = in.numbers("weights." + m, n);
      for (int i = 0; i < n; i++) {
        weights[i][m] = shares[i];
      }
    }
    List<OutOfSampleForecast> rows = new ArrayList<>();
    try {
      for (int i = 0; i < n; i++) {
        rows.add(
            new OutOfSampleForecast(
                Instant.parse(times[i]),
                expected[i],
                volatility[i],
                new Probabilities(up[i], down[i], flat[i], band[i]),
                new Interval(level[i], lower[i], upper[i]),
                realised[i],
                logScore[i],
                randomWalk[i]));
      }
    } catch (InvalidDataException | DateTimeException e) {
      throw new ModelFormatException("evaluation: " + e.getMessage(), e);
    }
    return new Evaluation(horizon, members, rows, weights);
  }
}
