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
import io.github.quantml.math.distribution.StudentTReturns;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.math3.util.FastMath;

/**
 * A trained cyclical member: periods from training, amplitudes and phases from the recent bars.
 *
 * <p>Over a horizon of h bars the log return has mean Σ_{j=1}^{h} wave(t + j) + h·drift and the
 * variance of a sum of AR(1) noise whose level decays from today's exponentially weighted variance
 * to the average one. A wave counts with the share (A² − noise)/A² of its amplitude, so that a
 * cycle that has faded from the recent bars fades from the forecast.
 */
final class CyclicalModel implements PortableModel {
  private static final int SCHEMA = 1;
  private static final double LEAST_SHARE_OF_VARIANCE = 1e-4;

  private final Horizon horizon;
  private final Provenance provenance;
  private final CyclicalState state;

  CyclicalModel(Horizon horizon, Provenance provenance, CyclicalState state) {
    this.horizon = horizon;
    this.provenance = provenance;
    this.state = state;
  }

  @Override
  public String name() {
    return CyclicalTrainer.NAME;
  }

  @Override
  public Horizon horizon() {
    return horizon;
  }

  @Override
  public int warmUp() {
    return state.warmUp();
  }

  @Override
  public Provenance provenance() {
    return provenance;
  }

  @Override
  public Forecast predict(BarSeries recent, MarketContext context) {
    LogReturns.requireBars("the cyclical model", recent, warmUp());
    if (state.periods().length == 0) {
      return new Forecast.Abstained(state.reason());
    }
    double[] returns = LogReturns.ofLast(recent, Math.max(state.lookback(), 2 * state.warmUp()));
    WaveFit fit = WaveFit.of(returns, state.periods());
    int h = horizon.bars();
    double mean = h * fit.drift();
    Map<String, Double> signals = new TreeMap<>();
    for (int i = 0; i < state.periods().length; i++) {
      double swing = fit.shrinkage(i) * fit.sumAhead(i, h);
      mean += swing;
      signals.put("cycle." + (i + 1) + ".period", state.periods()[i]);
      signals.put("cycle." + (i + 1) + ".swing", swing);
    }
    double variance = sumVariance(fit.residuals(), h);
    double growth = FastMath.exp(mean + 0.5 * variance);
    double stdDev = growth * Math.sqrt(FastMath.expm1(variance));
    double nu = 4 + (state.nu() - 4) * h;
    return new Forecast.Distribution(
        StudentTReturns.ofMoments(growth - 1, stdDev, nu), signals, Insights.NONE);
  }

  /** Variance of the sum of the next h values of AR(1) noise with decaying volatility. */
  private double sumVariance(double[] residuals, int h) {
    double average = 0;
    for (double r : residuals) {
      average += r * r;
    }
    average = Math.max(average / residuals.length, LEAST_SHARE_OF_VARIANCE * state.variance());
    double recent = average;
    for (double r : residuals) {
      recent = state.decay() * recent + (1 - state.decay()) * r * r;
    }
    double kept = FastMath.pow(state.decay(), h);
    double level = average * h + (recent - average) * (1 - kept) / (1 - state.decay());
    double phi = state.phi();
    double decayed = 2 * phi * (1 - FastMath.pow(phi, h)) / ((1 - phi) * (1 - phi) * h);
    return level * ((1 + phi) / (1 - phi) - decayed);
  }

  @Override
  public ModelBundle toBundle() {
    ModelBundle.Builder out =
        ModelBundle.builder(CyclicalTrainer.NAME, SCHEMA)
            .horizon("horizon", horizon)
            .bundle("provenance", provenance.toBundle());
    state.write(out);
    return out.build();
  }

  static CyclicalModel from(ModelBundle in) {
    in.require(CyclicalTrainer.NAME, SCHEMA);
    return new CyclicalModel(
        in.horizon("horizon"), Provenance.from(in.bundle("provenance")), CyclicalState.read(in));
  }
}
