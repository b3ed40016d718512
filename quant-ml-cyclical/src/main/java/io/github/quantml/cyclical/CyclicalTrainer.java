// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical;

import io.github.quantml.api.ContextItem;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.Model;
import io.github.quantml.api.ModelTrainer;
import io.github.quantml.api.Provenance;
import io.github.quantml.api.TrainingContext;
import io.github.quantml.api.TrainingData;
import io.github.quantml.cyclical.spectral.Cycle;
import io.github.quantml.cyclical.spectral.CycleReport;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The ensemble member {@code cyclical}: forecasts the swing of the cycles that red noise does not
 * explain, and abstains when there are none, which is the normal case in liquid markets.
 *
 * <p>Deterministic; thread-safe.
 */
public final class CyclicalTrainer implements ModelTrainer {
  static final String NAME = "cyclical";
  private static final int LEAST_BARS = 65;

  private final CyclicalConfig config;

  private CyclicalTrainer(CyclicalConfig config) {
    this.config = config;
  }

  /** A trainer with the given configuration. */
  public static CyclicalTrainer of(CyclicalConfig config) {
    return new CyclicalTrainer(config);
  }

  /** A trainer with {@link CyclicalConfig#defaults()}. */
  public static CyclicalTrainer withDefaults() {
    return of(CyclicalConfig.defaults());
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<ContextItem> uses() {
    return Set.of();
  }

  @Override
  public int minimumBars(Horizon horizon) {
    return LEAST_BARS;
  }

  @Override
  public Map<String, String> settings() {
    return config.settings();
  }

  @Override
  public Model train(TrainingData data, TrainingContext context) {
    context.cancellation().check();
    TrainingData resolved = data.withHorizon(data.horizon());
    LogReturns.requireBars("the cyclical model", resolved.bars(), LEAST_BARS);
    double[] returns = LogReturns.of(resolved.bars());
    CycleReport report = FourierCyclicalDetector.of(config.detector()).detectCycles(returns);
    List<Cycle> cycles = report.significant();
    CyclicalState state =
        new CyclicalState(
            cycles.stream().mapToDouble(Cycle::period).toArray(),
            report.noise().phi(),
            CyclicalState.tail(returns),
            report.noise().variance(),
            config.lookback(),
            config.decay(),
            cycles.isEmpty() ? reason(report) : "");
    Provenance provenance = Provenance.of(NAME, resolved, context.seed(), settings());
    return new CyclicalModel(resolved.horizon(), provenance, state);
  }

  private String reason(CycleReport report) {
    Cycle best = report.cycles().get(0);
    return String.format(
        Locale.ROOT,
        "no cycle in %d log returns stands out from red noise at the %.3g %% level; the strongest,"
            + " %.1f bars, has p = %.3f",
        report.length(),
        100 * config.detector().level(),
        best.period(),
        best.familyP());
  }
}
