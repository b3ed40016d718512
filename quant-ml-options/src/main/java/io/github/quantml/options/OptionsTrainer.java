// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.ContextItem;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.InvalidDataException;
import io.github.quantml.api.Model;
import io.github.quantml.api.ModelTrainer;
import io.github.quantml.api.OptionChain;
import io.github.quantml.api.Provenance;
import io.github.quantml.api.TrainingContext;
import io.github.quantml.api.TrainingData;
import io.github.quantml.math.Sums;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Trains the member {@code options}: the volatility that option prices imply, corrected by what
 * followed it in the training bars.
 *
 * <p>Learnt: the bars in a year, the average ratio of realised to implied variance over the chains
 * of the training context (shrunk to 1 as if twenty chains had said so), and the kurtosis of
 * returns. Deterministic; immutable, thread-safe.
 */
public final class OptionsTrainer implements ModelTrainer {
  static final String NAME = "options";
  static final int WARM_UP = 31;

  private static final int FEWEST_BARS = 120;
  private static final double PRIOR = 20;
  private static final double SECONDS_PER_YEAR = 365 * 86_400.0;

  private OptionsTrainer() {}

  /** The trainer. */
  public static OptionsTrainer withDefaults() {
    return new OptionsTrainer();
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<ContextItem> uses() {
    return Set.of(ContextItem.OPTION_CHAIN);
  }

  @Override
  public int minimumBars(Horizon horizon) {
    return FEWEST_BARS;
  }

  @Override
  public Model train(TrainingData data, TrainingContext context) {
    context.cancellation().check();
    TrainingData resolved = data.withHorizon(data.horizon());
    BarSeries bars = resolved.bars();
    int n = bars.size();
    if (n < FEWEST_BARS) {
      throw new InsufficientDataException(
          bars.symbol() + ": bars to train " + NAME, FEWEST_BARS, n);
    }
    double years = Duration.between(bars.time(0), bars.time(n - 1)).toSeconds() / SECONDS_PER_YEAR;
    double perYear = (n - 1) / years;
    double[] r = bars.simpleReturns(n - 1);
    if (!(Sums.variance(r, 1) > 0)) {
      throw new InvalidDataException(bars.symbol() + ": the closes never change");
    }
    int h = resolved.horizon().bars();
    double sum = PRIOR;
    double weight = PRIOR;
    Instant end = bars.time(n - 1);
    for (OptionChain chain : resolved.context().optionChains()) {
      if (chain.known().isAfter(end)) {
        continue;
      }
      int first = after(bars, chain.known());
      Optional<OptionSignals> s = OptionSignals.of(chain);
      if (s.isEmpty() || first + h > r.length) {
        continue;
      }
      double realised = 0;
      for (int i = first; i < first + h; i++) {
        realised += r[i] * r[i];
      }
      sum += realised / (s.get().near() * s.get().near() * h / perYear);
      weight++;
    }
    return new OptionsModel(
        resolved.horizon(),
        Provenance.of(NAME, resolved, context.seed(), Map.of()),
        perYear,
        sum / weight,
        Sums.excessKurtosis(r));
  }

  /** Index of the first return that begins at or after a moment. */
  private static int after(BarSeries bars, Instant known) {
    int i = 0;
    while (i < bars.size() && bars.time(i).isBefore(known)) {
      i++;
    }
    return i;
  }
}
