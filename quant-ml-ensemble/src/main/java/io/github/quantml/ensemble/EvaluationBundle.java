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
import java.util.function.Function;
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
            .integers("regime", rows.stream().mapToLong(OutOfSampleForecast::regime).toArray())
            .numbers("flat_band", column(rows, r -> r.probabilities().flatBand()))
            .numbers("level", column(rows, r -> r.interval().level()))
            .numbers("lower", column(rows, r -> r.interval().lower()))
            .numbers("upper", column(rows, r -> r.interval().upper()))
            .numbers("realised", column(rows, OutOfSampleForecast::realisedReturn));
    said(out, "own", rows, OutOfSampleForecast::own);
    said(out, "random_walk", rows, OutOfSampleForecast::randomWalk);
    said(out, "equal_weights", rows, OutOfSampleForecast::equalWeights);
    probabilities(out, "climatology", rows, OutOfSampleForecast::climatology);
    int members = evaluation.members().size();
    for (int m = 0; m < members; m++) {
      double[] shares = new double[rows.size()];
      double[] scores = new double[rows.size()];
      long[] awake = new long[rows.size()];
      for (int i = 0; i < shares.length; i++) {
        double score = evaluation.memberLogScores(i)[m];
        shares[i] = evaluation.weights(i)[m];
        awake[i] = Double.isNaN(score) ? 0 : 1;
        scores[i] = Double.isNaN(score) ? 0 : score;
      }
      out.numbers("weights." + m, shares);
      out.integers("awake." + m, awake);
      out.numbers("log_scores." + m, scores);
    }
    return out.build();
  }

  private static void said(
      ModelBundle.Builder out,
      String who,
      List<OutOfSampleForecast> rows,
      Function<OutOfSampleForecast, OutOfSampleForecast.Said> said) {
    out.numbers(who + ".expected", column(rows, r -> said.apply(r).expectedReturn()))
        .numbers(who + ".volatility", column(rows, r -> said.apply(r).volatility()))
        .numbers(who + ".log_score", column(rows, r -> said.apply(r).logScore()))
        .numbers(who + ".crps", column(rows, r -> said.apply(r).crps()));
    probabilities(out, who, rows, r -> said.apply(r).probabilities());
  }

  private static void probabilities(
      ModelBundle.Builder out,
      String who,
      List<OutOfSampleForecast> rows,
      Function<OutOfSampleForecast, Probabilities> of) {
    out.numbers(who + ".up", column(rows, r -> of.apply(r).up()))
        .numbers(who + ".down", column(rows, r -> of.apply(r).down()))
        .numbers(who + ".flat", column(rows, r -> of.apply(r).flat()));
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
    double[][] weights = new double[n][members.size()];
    double[][] scores = new double[n][members.size()];
    for (int m = 0; m < members.size(); m++) {
      double[] shares = in.numbers("weights." + m, n);
      double[] logScores = in.numbers("log_scores." + m, n);
      long[] awake = in.integers("awake." + m, n);
      for (int i = 0; i < n; i++) {
        weights[i][m] = shares[i];
        scores[i][m] = awake[i] == 0 ? Double.NaN : logScores[i];
      }
    }
    try {
      return new Evaluation(horizon, members, rows(in, times), weights, scores);
    } catch (InvalidDataException | DateTimeException e) {
      throw new ModelFormatException("evaluation: " + e.getMessage(), e);
    }
  }

  private static List<OutOfSampleForecast> rows(ModelBundle in, String[] times) {
    int n = times.length;
    long[] regime = in.integers("regime", n);
    double[] band = in.numbers("flat_band", n);
    double[] level = in.numbers("level", n);
    double[] lower = in.numbers("lower", n);
    double[] upper = in.numbers("upper", n);
    double[] realised = in.numbers("realised", n);
    SaidColumns own = new SaidColumns(in, "own", band);
    SaidColumns randomWalk = new SaidColumns(in, "random_walk", band);
    SaidColumns equalWeights = new SaidColumns(in, "equal_weights", band);
    ClassColumns climatology = new ClassColumns(in, "climatology", band);
    List<OutOfSampleForecast> rows = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      rows.add(
          new OutOfSampleForecast(
              Instant.parse(times[i]),
              (int) regime[i],
              own.row(i),
              new Interval(level[i], lower[i], upper[i]),
              realised[i],
              randomWalk.row(i),
              equalWeights.row(i),
              climatology.row(i)));
    }
    return rows;
  }

  /** Three columns of probabilities. */
  private static final class ClassColumns {
    private final double[] up;
    private final double[] down;
    private final double[] flat;
    private final double[] band;

    ClassColumns(ModelBundle in, String who, double[] band) {
      this.up = in.numbers(who + ".up", band.length);
      this.down = in.numbers(who + ".down", band.length);
      this.flat = in.numbers(who + ".flat", band.length);
      this.band = band;
    }

    Probabilities row(int i) {
      return new Probabilities(up[i], down[i], flat[i], band[i]);
    }
  }

  /** The columns of what one forecaster said. */
  private static final class SaidColumns {
    private final double[] expected;
    private final double[] volatility;
    private final double[] logScore;
    private final double[] crps;
    private final ClassColumns classes;

    SaidColumns(ModelBundle in, String who, double[] band) {
      this.expected = in.numbers(who + ".expected", band.length);
      this.volatility = in.numbers(who + ".volatility", band.length);
      this.logScore = in.numbers(who + ".log_score", band.length);
      this.crps = in.numbers(who + ".crps", band.length);
      this.classes = new ClassColumns(in, who, band);
    }

    OutOfSampleForecast.Said row(int i) {
      return new OutOfSampleForecast.Said(
          expected[i], volatility[i], classes.row(i), logScore[i], crps[i]);
    }
  }
}
