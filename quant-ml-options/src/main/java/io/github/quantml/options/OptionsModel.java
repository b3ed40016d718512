// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.Forecast;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.Insights;
import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.MarketContext;
import io.github.quantml.api.ModelBundle;
import io.github.quantml.api.ModelFormatException;
import io.github.quantml.api.OptionChain;
import io.github.quantml.api.Provenance;
import io.github.quantml.api.spi.PortableModel;
import io.github.quantml.math.distribution.StudentTReturns;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A trained options member: no view on the direction, the implied volatility of the horizon times
 * the learnt ratio. Signals: gamma regime, skew, term structure and variance risk premium. Without
 * a chain of the last week it abstains.
 */
final class OptionsModel implements PortableModel {
  private static final int SCHEMA = 1;
  private static final Duration STALE = Duration.ofDays(7);

  private final Horizon horizon;
  private final Provenance provenance;
  private final double perYear;
  private final double ratio;
  private final double kurtosis;

  OptionsModel(
      Horizon horizon, Provenance provenance, double perYear, double ratio, double kurtosis) {
    boolean ok =
        perYear > 0 && perYear < 1e8 && ratio > 0 && ratio < 1e3 && Math.abs(kurtosis) < 1e6;
    if (!ok) {
      throw new ModelFormatException(
          "options model: perYear "
              + perYear
              + ", ratio "
              + ratio
              + ", kurtosis "
              + kurtosis
              + " out of range");
    }
    this.horizon = horizon;
    this.provenance = provenance;
    this.perYear = perYear;
    this.ratio = ratio;
    this.kurtosis = kurtosis;
  }

  @Override
  public String name() {
    return OptionsTrainer.NAME;
  }

  @Override
  public Horizon horizon() {
    return horizon;
  }

  @Override
  public int warmUp() {
    return OptionsTrainer.WARM_UP;
  }

  @Override
  public Provenance provenance() {
    return provenance;
  }

  @Override
  public Forecast predict(BarSeries recent, MarketContext context) {
    if (recent.size() < warmUp()) {
      throw new InsufficientDataException(
          recent.symbol() + ": bars for the options model", warmUp(), recent.size());
    }
    Instant now = recent.time(recent.size() - 1);
    OptionChain latest = null;
    for (OptionChain chain : context.optionChains()) {
      if (!chain.known().isAfter(now)) {
        latest = chain;
      }
    }
    if (latest == null) {
      return new Forecast.Abstained("no option chain is known");
    }
    if (latest.known().isBefore(now.minus(STALE))) {
      return new Forecast.Abstained("the latest option chain is of " + latest.known());
    }
    Optional<OptionSignals> found = OptionSignals.of(latest);
    if (found.isEmpty()) {
      return new Forecast.Abstained("the option chain has no implied volatilities at the money");
    }
    OptionSignals s = found.get();
    double[] r = recent.simpleReturns(warmUp() - 1);
    double realised = 0;
    for (double v : r) {
      realised += v * v * perYear / r.length;
    }
    int h = horizon.bars();
    double variance = s.near() * s.near() * ratio * h / perYear;
    double nu = StudentTReturns.degreesOfFreedom(kurtosis, h);
    return new Forecast.Distribution(
        StudentTReturns.ofMoments(0, Math.sqrt(variance), nu),
        Map.of(
            "gamma.regime", s.gamma(),
            "skew", s.skew(),
            "term.structure", s.far() - s.near(),
            "variance.risk.premium", s.near() * s.near() - realised,
            "volatility.implied", s.near()),
        Insights.NONE);
  }

  @Override
  public ModelBundle toBundle() {
    return ModelBundle.builder(OptionsTrainer.NAME, SCHEMA)
        .horizon("horizon", horizon)
        .bundle("provenance", provenance.toBundle())
        .number("perYear", perYear)
        .number("ratio", ratio)
        .number("kurtosis", kurtosis)
        .build();
  }

  static OptionsModel from(ModelBundle in) {
    in.require(OptionsTrainer.NAME, SCHEMA);
    return new OptionsModel(
        in.horizon("horizon"),
        Provenance.from(in.bundle("provenance")),
        in.number("perYear"),
        in.number("ratio"),
        in.number("kurtosis"));
  }
}
