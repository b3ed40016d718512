// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.Forecast;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.Insights;
import io.github.quantml.api.MarketContext;
import io.github.quantml.api.ModelBundle;
import io.github.quantml.api.Provenance;
import io.github.quantml.api.spi.PortableModel;
import io.github.quantml.cyclical.seasonal.CalendarMoment;
import io.github.quantml.math.distribution.StudentTReturns;
import io.github.quantml.math.stats.DecayingVariance;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.math3.util.FastMath;

/**
 * A trained seasonal member.
 *
 * <p>Over a horizon of h bars the log return has mean h·drift + Σ_j Σ_i size_i·(label_i(t + j) −
 * share_i), the bars expected to close on the days and hours of the training bars, and a variance
 * that decays from today's exponentially weighted one to the average. The mean simple return is
 * that of a log-normal variable.
 */
final class SeasonalModel implements PortableModel {
  private static final int SCHEMA = 1;
  private static final int WARM_UP = 33;

  private final Horizon horizon;
  private final Provenance provenance;
  private final SeasonalState state;

  SeasonalModel(Horizon horizon, Provenance provenance, SeasonalState state) {
    this.horizon = horizon;
    this.provenance = provenance;
    this.state = state;
  }

  @Override
  public String name() {
    return SeasonalTrainer.NAME;
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
    LogReturns.requireBars("the seasonal model", recent, WARM_UP);
    if (state.keys().isEmpty()) {
      return new Forecast.Abstained(state.reason());
    }
    int h = horizon.bars();
    int[] hits = hits(recent, h);
    double season = 0;
    Map<String, Double> signals = new TreeMap<>();
    for (int i = 0; i < hits.length; i++) {
      season += state.sizes()[i] * (hits[i] - h * state.shares()[i]);
      signals.put(
          "calendar." + state.keys().get(i).label(state.levels()[i]),
          hits[i] == 0 ? 0 : hits[i] * state.sizes()[i]);
    }
    signals.put("season", season);
    double variance = sumVariance(LogReturns.ofLast(recent, state.lookback()), h);
    double growth = FastMath.exp(h * state.drift() + season + 0.5 * variance);
    double stdDev = growth * Math.sqrt(FastMath.expm1(variance));
    double nu = 4 + (state.nu() - 4) * h;
    return new Forecast.Distribution(
        StudentTReturns.ofMoments(growth - 1, stdDev, nu), signals, Insights.NONE);
  }

  /** How many of the next h bars carry each label. */
  private int[] hits(BarSeries recent, int h) {
    int[] hits = new int[state.keys().size()];
    CalendarMoment moment = CalendarMoment.before(recent.time(recent.size() - 1), state.zone());
    for (int j = 0; j < h; j++) {
      moment = state.hours().next(moment);
      for (int i = 0; i < hits.length; i++) {
        hits[i] += state.keys().get(i).level(moment) == state.levels()[i] ? 1 : 0;
      }
    }
    return hits;
  }

  private double sumVariance(double[] returns, int h) {
    double[] residuals = new double[returns.length];
    for (int i = 0; i < residuals.length; i++) {
      residuals[i] = returns[i] - state.drift();
    }
    return DecayingVariance.ofSum(residuals, state.variance(), state.decay(), h);
  }

  @Override
  public ModelBundle toBundle() {
    ModelBundle.Builder out =
        ModelBundle.builder(SeasonalTrainer.NAME, SCHEMA)
            .horizon("horizon", horizon)
            .bundle("provenance", provenance.toBundle());
    state.write(out);
    return out.build();
  }

  static SeasonalModel from(ModelBundle in) {
    in.require(SeasonalTrainer.NAME, SCHEMA);
    return new SeasonalModel(
        in.horizon("horizon"), Provenance.from(in.bundle("provenance")), SeasonalState.read(in));
  }
}
