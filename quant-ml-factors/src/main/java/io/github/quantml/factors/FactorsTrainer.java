// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.factors;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.ContextItem;
import io.github.quantml.api.FactorReturns;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.InvalidDataException;
import io.github.quantml.api.Model;
import io.github.quantml.api.ModelTrainer;
import io.github.quantml.api.Provenance;
import io.github.quantml.api.TrainingContext;
import io.github.quantml.api.TrainingData;
import io.github.quantml.factors.signal.MeanTest;
import io.github.quantml.math.Sums;
import io.github.quantml.math.distribution.StudentTReturns;
import io.github.quantml.math.regression.CovarianceEstimator;
import io.github.quantml.math.regression.LeastSquares;
import io.github.quantml.math.regression.LeastSquaresFit;
import java.util.Map;
import java.util.Set;

/**
 * Trains the member {@code factor}: an instrument's loadings on the factors of the context, and
 * what they say about its expected return.
 *
 * <p>Over the training bars rₜ = α + βᵀfₜ + eₜ. The premium of each factor is its mean return, α
 * the constant; each is multiplied by max(0, 1 − 1/t²) with its Newey-West t statistic, so that a
 * mean no larger than its error counts nothing (the positive-part shrinkage of James and Stein
 * 1961). A forecast takes the loadings of the latest window, see {@link FactorsModel}. Raw returns
 * keep the risk-free rate, which α then holds. Deterministic; immutable, thread-safe.
 */
public final class FactorsTrainer implements ModelTrainer {
  static final String NAME = "factor";
  static final int WARM_UP = 31;

  private static final int FEWEST_BARS = 120;

  private final FactorsConfig config;

  private FactorsTrainer(FactorsConfig config) {
    this.config = config;
  }

  /** A trainer with the given configuration. */
  public static FactorsTrainer of(FactorsConfig config) {
    return new FactorsTrainer(config);
  }

  /** A trainer with {@link FactorsConfig#defaults()}. */
  public static FactorsTrainer withDefaults() {
    return of(FactorsConfig.defaults());
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<ContextItem> uses() {
    return Set.of(ContextItem.FACTORS);
  }

  @Override
  public int minimumBars(Horizon horizon) {
    return FEWEST_BARS;
  }

  @Override
  public Map<String, String> settings() {
    return config.settings();
  }

  @Override
  public Model train(TrainingData data, TrainingContext context) {
    context.cancellation().check();
    TrainingData resolved = data.withHorizon(data.horizon());
    BarSeries bars = resolved.bars();
    if (bars.size() < FEWEST_BARS) {
      throw new InsufficientDataException(
          bars.symbol() + ": bars to train " + NAME, FEWEST_BARS, bars.size());
    }
    FactorReturns rows =
        resolved
            .context()
            .factors()
            .orElseThrow(
                () ->
                    new InsufficientDataException(
                        bars.symbol() + ": factor rows to train " + NAME, 30, 0));
    MatchedReturns matched = MatchedReturns.of(bars, rows, rows.size());
    int k = rows.names().size();
    int needed = Math.max(30, 3 * (k + 1));
    if (matched.periods() < needed) {
      throw new InsufficientDataException(
          bars.symbol() + ": factor rows that match bars", needed, matched.periods());
    }
    LeastSquaresFit fit = LeastSquares.fitWithIntercept(matched.returns(), matched.factors());
    if (fit.rank() < k + 1) {
      throw new InvalidDataException(
          bars.symbol()
              + ": the factors "
              + rows.names()
              + " are collinear over the training bars");
    }
    double perBar = matched.periods() / (double) matched.bars();
    double[] premia = new double[k];
    for (int j = 0; j < k; j++) {
      MeanTest mean = MeanTest.of(matched.factors()[j], config.lag());
      premia[j] = mean.mean() * trust(mean.tHac()) * perBar;
    }
    double t = fit.tStatistics(CovarianceEstimator.neweyWest(config.lag()))[0];
    double alpha = fit.coefficient(0) * trust(t) * perBar;
    double[] returns = bars.simpleReturns();
    double variance = Sums.variance(returns, 1);
    if (!(variance > 0)) {
      throw new InvalidDataException(bars.symbol() + ": the closes never change");
    }
    FactorsState state =
        new FactorsState(
            rows.names(),
            premia,
            alpha,
            variance,
            1 / perBar,
            StudentTReturns.degreesOfFreedom(Sums.excessKurtosis(returns), 1),
            config);
    return new FactorsModel(
        resolved.horizon(), Provenance.of(NAME, resolved, context.seed(), settings()), state);
  }

  private static double trust(double t) {
    return Double.isFinite(t) && t != 0 ? Math.max(0, 1 - 1 / (t * t)) : 0;
  }
}
