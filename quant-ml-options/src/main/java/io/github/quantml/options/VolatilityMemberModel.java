// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.Forecast;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.Insights;
import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.InvalidDataException;
import io.github.quantml.api.MarketContext;
import io.github.quantml.api.ModelBundle;
import io.github.quantml.api.ModelFormatException;
import io.github.quantml.api.Provenance;
import io.github.quantml.api.spi.PortableModel;
import io.github.quantml.math.distribution.StudentTReturns;
import io.github.quantml.options.volatility.Innovation;
import io.github.quantml.options.volatility.Presample;
import io.github.quantml.options.volatility.VarianceModel;
import io.github.quantml.options.volatility.VolatilityFilter;
import java.util.Map;

/**
 * A trained volatility member: the variance of the h-bar return is the sum of the h expected
 * variances, its mean is zero, its shape Student's t with 4 + 6h/κ degrees of freedom, κ the excess
 * kurtosis of the standardised residuals.
 */
final class VolatilityMemberModel implements PortableModel {
  /** Kind of the bundle. */
  static final String KIND = "garch";

  private static final int SCHEMA = 2;
  private static final int MOST_BARS = 1000;

  private final Horizon horizon;
  private final Provenance provenance;
  private final VolatilityMemberConfig config;
  private final double[] theta;
  private final double kurtosis;
  private final double level;

  VolatilityMemberModel(
      Horizon horizon,
      Provenance provenance,
      VolatilityMemberConfig config,
      double[] theta,
      double kurtosis,
      double level) {
    this.horizon = horizon;
    this.provenance = provenance;
    this.config = config;
    this.theta = theta;
    this.kurtosis = kurtosis;
    this.level = level;
  }

  @Override
  public String name() {
    return VolatilityMemberTrainer.NAME;
  }

  @Override
  public Horizon horizon() {
    return horizon;
  }

  @Override
  public int warmUp() {
    return VolatilityMemberTrainer.WARM_UP;
  }

  @Override
  public Provenance provenance() {
    return provenance;
  }

  @Override
  public Forecast predict(BarSeries recent, MarketContext context) {
    if (recent.size() < warmUp()) {
      throw new InsufficientDataException(
          recent.symbol() + ": bars for the volatility model", warmUp(), recent.size());
    }
    double[] r = recent.simpleReturns(Math.min(MOST_BARS, recent.size() - 1));
    VolatilityFilter filter;
    try {
      filter = VolatilityFilter.over(config.model(), Presample.MEAN_SQUARE, theta, r);
    } catch (InvalidDataException e) {
      return new Forecast.Abstained("the recent closes hardly move");
    }
    int h = horizon.bars();
    double[] path = filter.expected(h);
    double sum = 0;
    for (double v : path) {
      sum += level * v;
    }
    double nu = StudentTReturns.degreesOfFreedom(kurtosis, h);
    double average = sum / h;
    return new Forecast.Distribution(
        StudentTReturns.ofMoments(0, Math.sqrt(sum), nu),
        Map.of(
            "volatility.next", Math.sqrt(level * path[0]),
            "volatility.mean", Math.sqrt(average),
            "persistence", filter.persistence()),
        Insights.NONE);
  }

  @Override
  public ModelBundle toBundle() {
    return ModelBundle.builder(KIND, SCHEMA)
        .horizon("horizon", horizon)
        .bundle("provenance", provenance.toBundle())
        .text("model", config.model().name())
        .text("law", config.law().name())
        .numbers("parameters", theta)
        .number("kurtosis", kurtosis)
        .number("level", level)
        .build();
  }

  static VolatilityMemberModel from(ModelBundle in) {
    in.require(KIND, SCHEMA);
    VolatilityMemberConfig config;
    try {
      config =
          new VolatilityMemberConfig(
              VarianceModel.valueOf(in.text("model")), Innovation.valueOf(in.text("law")));
    } catch (IllegalArgumentException e) {
      throw new ModelFormatException("volatility model: " + e.getMessage());
    }
    int k = 1 + config.model().parameters().size() + config.law().parameters().size();
    double[] theta = in.numbers("parameters", k);
    for (int j = 0; j < k; j++) {
      if (!(Math.abs(theta[j]) < 1e6) || (j > 0 && j != 3 && theta[j] < -1)) {
        throw new ModelFormatException(
            "volatility model: parameter " + j + " is out of range, got " + theta[j]);
      }
    }
    double kurtosis = in.number("kurtosis");
    if (!(Math.abs(kurtosis) < 1e6)) {
      throw new ModelFormatException("volatility model: kurtosis out of range, got " + kurtosis);
    }
    // Models of the first schema were written without a level.
    double level = in.schema() == 1 ? 1 : in.number("level");
    if (!(level > 0 && level < 1e6)) {
      throw new ModelFormatException("volatility model: level out of range, got " + level);
    }
    return new VolatilityMemberModel(
        in.horizon("horizon"),
        Provenance.from(in.bundle("provenance")),
        config,
        theta,
        kurtosis,
        level);
  }
}
