// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.mlflow;

import io.github.quantml.api.Contribution;
import io.github.quantml.api.Prediction;
import io.github.quantml.api.QuantMlException;
import io.github.quantml.api.spi.TrackedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes what quantitative work produces into any tracked run, always under the same names, so that
 * runs can be compared: training histories, folds, equity curves, trials, weights, predictions and
 * how they turned out. Thread-safe as far as the run is.
 */
public final class RunRecords {
  private static final int MOST_POINTS = 2_000;

  private final TrackedRun run;

  private RunRecords(TrackedRun run) {
    this.run = run;
  }

  /** Records into a run. */
  public static RunRecords of(TrackedRun run) {
    return new RunRecords(run);
  }

  /** Why a prediction and its outcome differ, one row of a table. */
  public record Outcome(
      Instant time, double predicted, double lower, double upper, double actual) {}

  /** One series of a training, by epoch from 0, for example {@code validation_loss}. */
  public RunRecords history(String key, double[] values) {
    for (int i = 0; i < values.length; i++) {
      run.metric(key, values[i], i);
    }
    return this;
  }

  /** Results at the end of something, as metrics {@code PREFIX.NAME} at step 0. */
  public RunRecords results(String prefix, Map<String, Double> results) {
    new TreeMap<>(results).forEach((k, v) -> run.metric(prefix + "." + key(k), v, 0));
    return this;
  }

  /** Results of one fold of a walk-forward or cross-validation, metrics {@code fold.NAME}. */
  public RunRecords fold(int index, Map<String, Double> results) {
    new TreeMap<>(results).forEach((k, v) -> run.metric("fold." + key(k), v, index));
    return this;
  }

  /**
   * An equity curve: artifact {@code equity_curve.csv} with every row, and metrics {@code equity}
   * and {@code drawdown} (share of the highest equity so far, 0 or negative) at most {@value
   * #MOST_POINTS} evenly spread steps.
   *
   * @param equity positive, as long as {@code times}
   */
  public RunRecords equityCurve(List<Instant> times, double[] equity) {
    if (times.size() != equity.length || equity.length == 0) {
      throw new IllegalArgumentException(
          "equity curve: needs one time per value and at least one, got "
              + times.size()
              + " and "
              + equity.length);
    }
    StringBuilder csv = new StringBuilder("time,equity,drawdown\n");
    int every = Math.max(1, (equity.length + MOST_POINTS - 1) / MOST_POINTS);
    double high = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < equity.length; i++) {
      high = Math.max(high, equity[i]);
      double drawdown = equity[i] / high - 1;
      csv.append(times.get(i)).append(',').append(equity[i]).append(',').append(drawdown);
      csv.append('\n');
      if (i % every == 0 || i == equity.length - 1) {
        run.metric("equity", equity[i], i);
        run.metric("drawdown", drawdown, i);
      }
    }
    text("equity_curve.csv", csv.toString());
    return this;
  }

  /** A page to read, kept as artifact {@code reports/NAME}. */
  public RunRecords report(Path html) {
    run.artifact("reports/" + html.getFileName(), html);
    return this;
  }

  /** A page to read, kept as artifact {@code reports/NAME}. */
  public RunRecords report(String name, String html) {
    text("reports/" + name, html);
    return this;
  }

  /** One trial of a tuning as a run of its own inside this one. */
  public RunRecords trial(int number, Map<String, ?> parameters, Map<String, Double> results) {
    try (TrackedRun trial = run.child("trial " + number)) {
      new TreeMap<>(parameters).forEach((k, v) -> trial.param(key(k), String.valueOf(v)));
      new TreeMap<>(results).forEach((k, v) -> trial.metric(key(k), v, 0));
    }
    return this;
  }

  /** Weights of the members of an ensemble at a step, metrics {@code weight.MEMBER}. */
  public RunRecords weights(long step, Map<String, Double> weights) {
    new TreeMap<>(weights).forEach((k, v) -> run.metric("weight." + key(k), v, step));
    return this;
  }

  /**
   * An ensemble's answer at a step: metrics {@code prediction.expected_return}, {@code
   * .volatility}, {@code .confidence}, {@code .lower}, {@code .upper} and the weights of its
   * members.
   */
  public RunRecords prediction(long step, Prediction p) {
    run.metric("prediction.expected_return", p.expectedReturn(), step);
    run.metric("prediction.volatility", p.volatility(), step);
    run.metric("prediction.confidence", p.confidence(), step);
    run.metric("prediction.lower", p.interval().lower(), step);
    run.metric("prediction.upper", p.interval().upper(), step);
    for (Contribution c : p.contributions()) {
      if (c instanceof Contribution.Used used) {
        run.metric("weight." + key(used.member()), used.weight(), step);
      }
    }
    return this;
  }

  /**
   * How predictions turned out: artifact {@code actual_vs_predicted.csv}, and metrics {@code
   * outcome.mae}, {@code .rmse}, {@code .hit_rate} (share with the right sign, among those where
   * neither is 0) and {@code .coverage} (share inside its interval) at step 0.
   */
  public RunRecords outcomes(List<Outcome> outcomes) {
    if (outcomes.isEmpty()) {
      throw new IllegalArgumentException("outcomes: must have at least one row");
    }
    StringBuilder csv = new StringBuilder("time,predicted,lower,upper,actual\n");
    double absolute = 0;
    double squares = 0;
    int inside = 0;
    int signed = 0;
    int right = 0;
    for (Outcome o : outcomes) {
      csv.append(o.time()).append(',').append(o.predicted()).append(',').append(o.lower());
      csv.append(',').append(o.upper()).append(',').append(o.actual()).append('\n');
      double error = o.predicted() - o.actual();
      absolute += Math.abs(error);
      squares += error * error;
      inside += o.lower() <= o.actual() && o.actual() <= o.upper() ? 1 : 0;
      double product = o.predicted() * o.actual();
      signed += product != 0 ? 1 : 0;
      right += product > 0 ? 1 : 0;
    }
    int n = outcomes.size();
    run.metric("outcome.mae", absolute / n, 0);
    run.metric("outcome.rmse", Math.sqrt(squares / n), 0);
    run.metric("outcome.coverage", (double) inside / n, 0);
    if (signed > 0) {
      run.metric("outcome.hit_rate", (double) right / signed, 0);
    }
    text("actual_vs_predicted.csv", csv.toString());
    return this;
  }

  /** A name as a key: what no server accepts becomes an underscore. */
  private static String key(String name) {
    String key = name.replaceAll("[^A-Za-z0-9_.\\- ]", "_");
    return key.isBlank() ? "_" : key;
  }

  private void text(String path, String content) {
    try {
      Path file = Files.createTempFile("quant-ml", ".txt");
      try {
        Files.writeString(file, content);
        run.artifact(path, file);
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new QuantMlException(
          "artifact '" + path + "': cannot be written: " + e.getMessage(), e);
    }
  }
}
