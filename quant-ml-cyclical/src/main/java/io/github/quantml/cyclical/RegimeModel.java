// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.Forecast;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.Insights;
import io.github.quantml.api.MarketContext;
import io.github.quantml.api.ModelBundle;
import io.github.quantml.api.ModelFormatException;
import io.github.quantml.api.Provenance;
import io.github.quantml.api.Regime;
import io.github.quantml.api.spi.PortableModel;
import io.github.quantml.cyclical.regime.DiagonalGaussianEmissions;
import io.github.quantml.cyclical.regime.EmissionFamily;
import io.github.quantml.cyclical.regime.Emissions;
import io.github.quantml.cyclical.regime.HiddenMarkovModel;
import io.github.quantml.cyclical.regime.HorizonSum;
import io.github.quantml.cyclical.regime.OnlineFilter;
import io.github.quantml.cyclical.regime.StudentTEmissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A trained regime member.
 *
 * <p>The filter starts from the long-run state shares and runs over the recent log returns; the
 * forecast is the exact two-moment mixture of {@link HorizonSum}. Regime means are small against
 * their errors, so for the forecast each is pulled towards the average by its own t² (t²/(1 + t²)
 * of the difference is kept).
 */
final class RegimeModel implements PortableModel {
  private static final int SCHEMA = 1;
  private static final int WARM_UP = 31;

  private final Horizon horizon;
  private final Provenance provenance;
  private final HiddenMarkovModel model;
  private final HiddenMarkovModel fromLongRun;
  private final HorizonSum outlook;
  private final String[] labels;
  private final int rows;
  private final int lookback;

  private RegimeModel(
      Horizon horizon, Provenance provenance, HiddenMarkovModel model, int rows, int lookback) {
    this.horizon = horizon;
    this.provenance = provenance;
    this.model = model;
    this.rows = rows;
    this.lookback = lookback;
    double[] shares = model.stationaryDistribution();
    this.fromLongRun = HiddenMarkovModel.of(shares, transition(model), model.emissions());
    this.outlook =
        HiddenMarkovModel.of(shares, transition(model), shrunk(model.emissions(), shares, rows))
            .horizonSum(horizon.bars());
    this.labels = RegimeLabels.of(model.emissions(), shares, rows);
  }

  static RegimeModel of(
      Horizon horizon, Provenance provenance, HiddenMarkovModel model, int rows, int lookback) {
    return new RegimeModel(horizon, provenance, model, rows, lookback);
  }

  private static double[][] transition(HiddenMarkovModel model) {
    double[][] out = new double[model.states()][model.states()];
    for (int i = 0; i < out.length; i++) {
      for (int j = 0; j < out.length; j++) {
        out[i][j] = model.transition(i, j);
      }
    }
    return out;
  }

  private static Emissions shrunk(Emissions emissions, double[] shares, int rows) {
    int k = emissions.states();
    double average = 0;
    for (int i = 0; i < k; i++) {
      average += shares[i] * emissions.mean(i, 0);
    }
    double[] means = new double[k];
    double[] scales = new double[k];
    double[] nu = new double[k];
    for (int i = 0; i < k; i++) {
      double gap = emissions.mean(i, 0) - average;
      double error = emissions.variance(i, 0) / Math.max(1, shares[i] * rows);
      means[i] = average + gap * gap * gap / (gap * gap + error);
      scales[i] = emissions.variance(i, 0);
      if (emissions instanceof StudentTEmissions t) {
        scales[i] = t.squaredScale(i, 0);
        nu[i] = t.nu(i);
      }
    }
    return emissions instanceof StudentTEmissions
        ? StudentTEmissions.of(1, means, scales, nu)
        : DiagonalGaussianEmissions.of(means, scales);
  }

  @Override
  public String name() {
    return RegimeTrainer.NAME;
  }

  @Override
  public Horizon horizon() {
    return horizon;
  }

  @Override
  public int warmUp() {
    return WARM_UP;
  }

  @Override
  public Provenance provenance() {
    return provenance;
  }

  @Override
  public Forecast predict(BarSeries recent, MarketContext context) {
    LogReturns.requireBars("the regime model", recent, WARM_UP);
    OnlineFilter filter = fromLongRun.online();
    double[] returns = LogReturns.ofLast(recent, lookback);
    double[] row = new double[1];
    for (double value : returns) {
      row[0] = value;
      filter.step(row);
    }
    double[] current = filter.probabilities();
    Map<String, Double> signals = new TreeMap<>();
    for (int k = 0; k < current.length; k++) {
      signals.put("regime." + (k + 1), current[k]);
    }
    return new Forecast.Distribution(
        outlook.simpleReturn(current), signals, Insights.of(regime(current)));
  }

  private Regime regime(double[] current) {
    List<Regime.State> states = new ArrayList<>(current.length);
    int likeliest = 0;
    Emissions emissions = model.emissions();
    for (int k = 0; k < current.length; k++) {
      likeliest = current[k] > current[likeliest] ? k : likeliest;
      states.add(
          new Regime.State(
              labels[k],
              Math.min(1, current[k]),
              emissions.mean(k, 0),
              Math.sqrt(emissions.variance(k, 0))));
    }
    // A regime that was never left in training is only known to last as long as that.
    double duration = Math.min(model.expectedDuration(likeliest), rows);
    return new Regime(labels[likeliest], Math.min(1, current[likeliest]), duration, states);
  }

  @Override
  public ModelBundle toBundle() {
    int k = model.states();
    double[] start = new double[k];
    double[] means = new double[k];
    double[] scales = new double[k];
    double[] nu = new double[k];
    double[] flat = new double[k * k];
    for (int i = 0; i < k; i++) {
      start[i] = model.start(i);
      means[i] = model.emissions().mean(i, 0);
      scales[i] = model.emissions().variance(i, 0);
      if (model.emissions() instanceof StudentTEmissions t) {
        scales[i] = t.squaredScale(i, 0);
        nu[i] = t.nu(i);
      }
      for (int j = 0; j < k; j++) {
        flat[i * k + j] = model.transition(i, j);
      }
    }
    return ModelBundle.builder(RegimeTrainer.NAME, SCHEMA)
        .horizon("horizon", horizon)
        .bundle("provenance", provenance.toBundle())
        .text("family", model.emissions().family().name())
        .integer("states", k)
        .integer("rows", rows)
        .integer("lookback", lookback)
        .numbers("start", start)
        .numbers("transition", flat)
        .numbers("means", means)
        .numbers("scales", scales)
        .numbers("nu", nu)
        .build();
  }

  static RegimeModel from(ModelBundle in) {
    in.require(RegimeTrainer.NAME, SCHEMA);
    int k = in.count("states", 1, 4);
    double[] flat = in.numbers("transition", k * k);
    double[][] transition = new double[k][];
    for (int i = 0; i < k; i++) {
      transition[i] = Arrays.copyOfRange(flat, i * k, (i + 1) * k);
    }
    double[] means = in.numbers("means", k);
    double[] scales = in.numbers("scales", k);
    double[] nu = in.numbers("nu", k);
    try {
      Emissions emissions =
          in.text("family").equals(EmissionFamily.STUDENT_T.name())
              ? StudentTEmissions.of(1, means, scales, nu)
              : DiagonalGaussianEmissions.of(means, scales);
      return of(
          in.horizon("horizon"),
          Provenance.from(in.bundle("provenance")),
          HiddenMarkovModel.of(in.numbers("start", k), transition, emissions),
          in.count("rows", 1, Integer.MAX_VALUE),
          in.count("lookback", 64, Integer.MAX_VALUE));
    } catch (IllegalArgumentException invalid) {
      throw new ModelFormatException("regime model: " + invalid.getMessage(), invalid);
    }
  }
}
