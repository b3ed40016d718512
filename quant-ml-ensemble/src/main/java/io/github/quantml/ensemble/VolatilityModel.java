// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.ensemble;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.Forecast;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.Insights;
import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.MarketContext;
import io.github.quantml.api.ModelBundle;
import io.github.quantml.api.ModelFormatException;
import io.github.quantml.api.Provenance;
import io.github.quantml.api.spi.PortableModel;
import io.github.quantml.math.distribution.StudentTReturns;
import java.util.Map;

/**
 * What {@link VolatilityTrainer} makes: a centred distribution as wide as the market is restless.
 */
public final class VolatilityModel implements PortableModel {
  private static final int WARM_UP = 21;

  private final Horizon horizon;
  private final VarianceRecursion recursion;
  private final double excessKurtosis;
  private final Provenance provenance;

  VolatilityModel(
      Horizon horizon, VarianceRecursion recursion, double excessKurtosis, Provenance provenance) {
    this.horizon = horizon;
    this.recursion = recursion;
    this.excessKurtosis = excessKurtosis;
    this.provenance = provenance;
  }

  @Override
  public String name() {
    return VolatilityTrainer.NAME;
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
  public Forecast predict(BarSeries recent, MarketContext context) {
    int n = recent.size();
    if (n < WARM_UP) {
      throw new InsufficientDataException(recent.symbol() + ": bars to predict from", WARM_UP, n);
    }
    double h = recursion.start();
    double previous = recent.close(0);
    for (int i = 1; i < n; i++) {
      double close = recent.close(i);
      h = recursion.step(h, close / previous - 1);
      previous = close;
    }
    double deviation = Math.sqrt(recursion.sum(h, horizon.bars()));
    double nu = StudentTReturns.degreesOfFreedom(excessKurtosis, horizon.bars());
    return new Forecast.Distribution(
        StudentTReturns.ofMoments(0, deviation, nu),
        Map.of("next_bar_volatility", Math.sqrt(h)),
        Insights.NONE);
  }

  @Override
  public Provenance provenance() {
    return provenance;
  }

  @Override
  public ModelBundle toBundle() {
    return ModelBundle.builder(VolatilityTrainer.NAME, 1)
        .horizon("horizon", horizon)
        .number("mu", recursion.mu())
        .number("omega", recursion.omega())
        .number("alpha", recursion.alpha())
        .number("beta", recursion.beta())
        .number("start", recursion.start())
        .number("excess_kurtosis", excessKurtosis)
        .bundle("provenance", provenance.toBundle())
        .build();
  }

  static VolatilityModel from(ModelBundle bundle) {
    bundle.require(VolatilityTrainer.NAME, 1);
    try {
      return new VolatilityModel(
          bundle.horizon("horizon"),
          new VarianceRecursion(
              bundle.number("mu"),
              bundle.number("omega"),
              bundle.number("alpha"),
              bundle.number("beta"),
              bundle.number("start")),
          bundle.number("excess_kurtosis"),
          Provenance.from(bundle.bundle("provenance")));
    } catch (IllegalArgumentException e) {
      throw new ModelFormatException("volatility model: " + e.getMessage(), e);
    }
  }
}
