// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical;

import io.github.quantml.api.ContextItem;
import io.github.quantml.api.ConvergenceException;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.Model;
import io.github.quantml.api.ModelTrainer;
import io.github.quantml.api.Provenance;
import io.github.quantml.api.TrainingContext;
import io.github.quantml.api.TrainingData;
import io.github.quantml.cyclical.regime.HmmConfig;
import io.github.quantml.cyclical.regime.HmmEstimator;
import io.github.quantml.cyclical.regime.HmmFit;
import io.github.quantml.cyclical.regime.Observations;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The ensemble member {@code regime}: a hidden Markov model of log returns.
 *
 * <p>Fits 1, 2, … regimes while BIC improves, then forecasts the return over the horizon as a
 * mixture over the regimes, weighted by their filtered (never smoothed) probabilities now.
 * Deterministic for a seed at any thread count; thread-safe.
 */
public final class RegimeTrainer implements ModelTrainer {
  static final String NAME = "regime";
  private static final int LEAST_BARS = 101;
  // Enough to rank numbers of states; the chosen one is then fitted to the end.
  private static final int SEARCH_ITERATIONS = 60;
  private static final double SEARCH_TOLERANCE = 1e-6;
  private static final int FINAL_ITERATIONS = 300;
  private static final double FINAL_TOLERANCE = 1e-8;

  private final RegimeConfig config;

  private RegimeTrainer(RegimeConfig config) {
    this.config = config;
  }

  /** A trainer with the given configuration. */
  public static RegimeTrainer of(RegimeConfig config) {
    return new RegimeTrainer(config);
  }

  /** A trainer with {@link RegimeConfig#defaults()}. */
  public static RegimeTrainer withDefaults() {
    return of(RegimeConfig.defaults());
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
    TrainingData resolved = data.withHorizon(data.horizon());
    LogReturns.requireBars("the regime model", resolved.bars(), LEAST_BARS);
    double[] returns = LogReturns.of(resolved.bars());
    HmmFit fit = choose(Observations.of(returns), context);
    Provenance provenance = Provenance.of(NAME, resolved, context.seed(), settings());
    return RegimeModel.of(
        resolved.horizon(), provenance, fit.model(), returns.length, config.lookback());
  }

  private HmmFit choose(Observations data, TrainingContext context) {
    HmmConfig search =
        HmmConfig.defaults()
            .withFamily(config.family())
            .withRestarts(config.restarts())
            .withStopping(SEARCH_ITERATIONS, SEARCH_TOLERANCE)
            .withSeed(context.seed());
    context.cancellation().check();
    List<HmmFit> improving = new ArrayList<>();
    improving.add(HmmEstimator.of(search.withStates(1)).fit(data));
    for (int states = 2; states <= config.maxStates(); states++) {
      context.cancellation().check();
      try {
        HmmFit next = HmmEstimator.of(search.withStates(states)).fit(data);
        if (!(next.bic() < improving.get(states - 2).bic())) {
          break;
        }
        improving.add(next);
      } catch (ConvergenceException degenerate) {
        break; // the data do not hold that many regimes: the smaller model stands
      }
    }
    return refined(improving, search, data);
  }

  /** The largest of the improving fits that keeps all its states when it is fitted to the end. */
  private static HmmFit refined(List<HmmFit> improving, HmmConfig search, Observations data) {
    int last = improving.size() - 1;
    try {
      return refine(improving.get(last), search, data);
    } catch (ConvergenceException degenerate) {
      if (last == 0) {
        throw degenerate;
      }
      return refined(improving.subList(0, last), search, data); // a state died out: one fewer
    }
  }

  private static HmmFit refine(HmmFit fit, HmmConfig search, Observations data) {
    HmmConfig last =
        search.withStates(fit.model().states()).withStopping(FINAL_ITERATIONS, FINAL_TOLERANCE);
    return HmmEstimator.of(last).refine(data, fit.model());
  }
}
