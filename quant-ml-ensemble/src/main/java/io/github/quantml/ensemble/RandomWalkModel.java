// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.ensemble;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.Forecast;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.MarketContext;
import io.github.quantml.api.ModelBundle;
import io.github.quantml.api.ModelFormatException;
import io.github.quantml.api.Provenance;
import io.github.quantml.api.spi.PortableModel;
import io.github.quantml.math.distribution.StudentTReturns;
import org.apache.commons.math3.util.FastMath;

/** What {@link RandomWalkTrainer} makes: always the same distribution, whatever the recent bars. */
public final class RandomWalkModel implements PortableModel {
  private final Horizon horizon;
  private final double mean;
  private final double deviation;
  private final double excessKurtosis;
  private final Provenance provenance;
  private final Forecast forecast;

  RandomWalkModel(
      Horizon horizon,
      double mean,
      double deviation,
      double excessKurtosis,
      Provenance provenance) {
    this.horizon = horizon;
    this.mean = mean;
    this.deviation = deviation;
    this.excessKurtosis = excessKurtosis;
    this.provenance = provenance;
    int h = horizon.bars();
    this.forecast =
        Forecast.Distribution.of(
            StudentTReturns.ofMoments(
                FastMath.expm1(h * FastMath.log1p(mean)),
                deviation * Math.sqrt(h),
                StudentTReturns.degreesOfFreedom(excessKurtosis, h)));
  }

  @Override
  public String name() {
    return RandomWalkTrainer.NAME;
  }

  @Override
  public Horizon horizon() {
    return horizon;
  }

  @Override
  public int warmUp() {
    return 1;
  }

  @Override
  public Forecast predict(BarSeries recent, MarketContext context) {
    if (recent.isEmpty()) {
      throw new InsufficientDataException(recent.symbol() + ": bars to predict from", 1, 0);
    }
    return forecast;
  }

  @Override
  public Provenance provenance() {
    return provenance;
  }

  @Override
  public ModelBundle toBundle() {
    return ModelBundle.builder(RandomWalkTrainer.NAME, 1)
        .horizon("horizon", horizon)
        .number("mean", mean)
        .number("deviation", deviation)
        .number("excess_kurtosis", excessKurtosis)
        .bundle("provenance", provenance.toBundle())
        .build();
  }

  static RandomWalkModel from(ModelBundle bundle) {
    bundle.require(RandomWalkTrainer.NAME, 1);
    double mean = bundle.number("mean");
    double deviation = bundle.number("deviation");
    if (!(mean > -1 && deviation > 0)) {
      throw new ModelFormatException(
          "random walk: mean " + mean + " must exceed -1 and deviation " + deviation + " exceed 0");
    }
    return new RandomWalkModel(
        bundle.horizon("horizon"),
        mean,
        deviation,
        bundle.number("excess_kurtosis"),
        Provenance.from(bundle.bundle("provenance")));
  }
}
