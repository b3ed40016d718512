// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.tune;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A trial while it runs, in the hands of its {@link Objective}. For one thread. */
public final class Trial implements ParameterValues {
  private static final int LONGEST_REASON = 1000;

  private final SearchSpace space;
  private final int number;
  private final long seed;
  private final double[] values;
  private final Verdict verdict;
  private final Map<String, Double> metrics = new LinkedHashMap<>();
  private Reports reports = Reports.NONE;

  Trial(SearchSpace space, int number, long seed, double[] values, Verdict verdict) {
    this.space = space;
    this.number = number;
    this.seed = seed;
    this.values = values;
    this.verdict = verdict;
  }

  /** Position among the study's trials, from 0. */
  public int number() {
    return number;
  }

  /** A seed of this trial's own, the same whenever the study is run again. */
  public long seed() {
    return seed;
  }

  @Override
  public double real(String name) {
    return Values.real(space, values, name);
  }

  @Override
  public int integer(String name) {
    return Values.integer(space, values, name);
  }

  @Override
  public String text(String name) {
    return Values.text(space, values, name);
  }

  @Override
  public Map<String, String> parameters() {
    return Values.texts(space, values);
  }

  /**
   * Tells how the trial stands: the validation loss after an epoch, or the value of one fold.
   *
   * @param step greater than the step before, at least 0
   * @param value in the unit of the objective; finite
   */
  public void report(long step, double value) {
    if (!(step > reports.lastStep())) {
      throw new IllegalArgumentException(
          "step: must grow from " + reports.lastStep() + ", got " + step);
    }
    if (!(Math.abs(value) < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "value at step " + step + ": must be finite, got " + value);
    }
    reports = reports.with(step, value);
  }

  /** Whether the pruner would give this trial up after its last report. */
  public boolean shouldPrune() {
    return reports.size() > 0 && !verdict.reason(reports).isEmpty();
  }

  /** What to throw when it should be pruned. */
  public PrunedException pruned() {
    String why = reports.size() > 0 ? verdict.reason(reports) : "";
    return new PrunedException(why.isEmpty() ? "given up by the objective" : why);
  }

  /**
   * Keeps something measured beside the objective, such as the Sharpe ratio that {@link
   * Study#search(String)} needs.
   *
   * @param value finite
   */
  public void metric(String name, double value) {
    if (!(Math.abs(value) < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + ": must be finite, got " + value);
    }
    metrics.put(name, value);
  }

  double[] values() {
    return values;
  }

  TrialResult complete(double value) {
    return result(TrialState.COMPLETE, value, "");
  }

  TrialResult pruned(String why) {
    return result(TrialState.PRUNED, reports.last(), why);
  }

  TrialResult failed(String why) {
    String kept = why.length() > LONGEST_REASON ? why.substring(0, LONGEST_REASON) + "…" : why;
    // What cannot be encoded, such as half a character, would break the journal.
    String clean = new String(kept.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    return result(TrialState.FAILED, Double.NaN, clean);
  }

  private TrialResult result(TrialState state, double value, String why) {
    return new TrialResult(space, number, values, state, value, why, reports, metrics);
  }
}
