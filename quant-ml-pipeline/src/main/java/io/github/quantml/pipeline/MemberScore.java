// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.Forecast;
import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.InvalidDataException;
import io.github.quantml.api.MarketContext;
import io.github.quantml.api.Model;
import io.github.quantml.api.ModelTrainer;
import io.github.quantml.api.TrainingContext;
import io.github.quantml.api.TrainingData;
import io.github.quantml.backtest.significance.TrackRecord;
import io.github.quantml.math.Sums;
import io.github.quantml.math.distribution.NormalReturns;
import java.util.ArrayList;
import java.util.List;

/**
 * How well a member forecasts the later half of the bars, fold by fold: trained on what lies before
 * each fold, whose labels end there, and asked inside it.
 *
 * <p>The score of a forecast is its log density at the return that came, less that of a normal law
 * with the mean and deviation of the training returns; where the member has no view it is 0, so
 * that silence neither helps nor hurts.
 */
final class MemberScore {
  private static final int MOST_FORECASTS = 100;
  private static final int LEAST_RETURNS = 20;

  private final TrainingData data;
  private final int folds;
  private final int lookback;
  private final List<Double> earned = new ArrayList<>();

  /**
   * A score.
   *
   * @param lookback most recent bars a member sees when it predicts
   */
  MemberScore(TrainingData data, int folds, int lookback) {
    this.data = data;
    this.folds = folds;
    this.lookback = lookback;
  }

  /** The bars it needs for members that train on {@code minimum} bars. */
  static int neededBars(int minimum, int horizon, int folds) {
    return 2 * Math.max(minimum, LEAST_RETURNS + horizon) + folds * (horizon + 1);
  }

  /** Mean score of fold {@code f}. */
  double fold(ModelTrainer trainer, int f, TrainingContext context) {
    int n = data.bars().size();
    int h = data.horizon().bars();
    int from = start(n, f);
    int to = Math.min(start(n, f + 1), n - h);
    if (to <= from) {
      throw new InsufficientDataException(
          data.bars().symbol() + ": bars to tune on",
          neededBars(trainer.minimumBars(data.horizon()), h, folds),
          n);
    }
    TrainingData past = data.first(from + 1);
    Model model = trainer.train(past, context);
    NormalReturns reference = reference(past);
    int stride = Math.max(1, (to - from) / MOST_FORECASTS);
    double[] scores = new double[(to - from + stride - 1) / stride];
    for (int k = 0; k < scores.length; k++) {
      int i = from + k * stride;
      double came = data.label(i);
      Forecast forecast = ask(model, i);
      if (forecast instanceof Forecast.Distribution d) {
        scores[k] = d.returns().logDensity(came) - reference.logDensity(came);
        if (k * stride % h < stride) { // horizons side by side
          earned.add(Math.signum(d.returns().mean()) * came);
        }
      }
    }
    return Sums.mean(scores);
  }

  private Forecast ask(Model model, int i) {
    BarSeries known = data.bars().window(0, i + 1).last(lookback);
    MarketContext then = data.context().asOf(data.bars().time(i));
    return known.size() < model.warmUp()
        ? new Forecast.Abstained("warming up")
        : model.predict(known, then);
  }

  private int start(int n, int f) {
    int half = n / 2;
    return half + (int) ((long) f * (n - half) / folds);
  }

  private static NormalReturns reference(TrainingData past) {
    double[] labels = new double[past.labelCount()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = past.label(i);
    }
    if (labels.length < LEAST_RETURNS) {
      throw new InsufficientDataException(
          past.bars().symbol() + ": returns before the first fold", LEAST_RETURNS, labels.length);
    }
    return NormalReturns.of(Sums.mean(labels), Math.sqrt(Sums.variance(labels, 1)));
  }

  /** Sharpe ratio per horizon of holding the sign of what was expected; 0 where there is none. */
  double sharpe() {
    try {
      double[] all = earned.stream().mapToDouble(Double::doubleValue).toArray();
      return all.length < 2 ? 0 : TrackRecord.of(all).sharpe();
    } catch (InvalidDataException nothingVaries) {
      return 0;
    }
  }
}
