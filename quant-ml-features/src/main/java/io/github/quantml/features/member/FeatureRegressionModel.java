// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.member;

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
import io.github.quantml.features.Feature;
import io.github.quantml.features.FeatureRegistry;
import io.github.quantml.features.FeatureSet;
import io.github.quantml.features.FeatureTable;
import io.github.quantml.math.distribution.StudentTReturns;
import io.github.quantml.math.stats.DecayingVariance;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.math3.util.FastMath;

/**
 * A trained feature regression: mean = average + trust · (a + xᵀb − average), and a Student's t
 * whose variance decays from today's to the average.
 */
final class FeatureRegressionModel implements PortableModel {
  private static final int SCHEMA = 1;
  private static final int VOLATILITY_BARS = 250;
  private static final double LARGEST = 1e6;

  private final Horizon horizon;
  private final Provenance provenance;
  private final List<Feature> features;
  private final FeatureSet set;
  private final int warmUp;
  private final State state;

  /** What training learned; {@code nu} is of one bar's return, {@code variance} too. */
  record State(
      double average,
      double trust,
      double intercept,
      double[] coefficients,
      double[] spreads,
      double variance,
      double nu,
      double halfLife) {}

  FeatureRegressionModel(
      Horizon horizon, Provenance provenance, List<Feature> features, State state) {
    this.horizon = horizon;
    this.provenance = provenance;
    this.features = List.copyOf(features);
    this.set = FeatureSet.of(features);
    this.warmUp = FeatureRegressionTrainer.warmUp(features);
    this.state = state;
  }

  @Override
  public String name() {
    return FeatureRegressionTrainer.NAME;
  }

  @Override
  public Horizon horizon() {
    return horizon;
  }

  @Override
  public int warmUp() {
    return warmUp;
  }

  @Override
  public Provenance provenance() {
    return provenance;
  }

  /** Shares of |coefficient| · standard deviation. */
  @Override
  public Map<String, Double> featureImportances() {
    double total = 0;
    for (int k = 0; k < features.size(); k++) {
      total += Math.abs(state.coefficients()[k]) * state.spreads()[k];
    }
    Map<String, Double> out = new LinkedHashMap<>();
    for (int k = 0; total > 0 && k < features.size(); k++) {
      double share = Math.abs(state.coefficients()[k]) * state.spreads()[k] / total;
      out.put(features.get(k).name(), share);
    }
    return out;
  }

  @Override
  public Forecast predict(BarSeries recent, MarketContext context) {
    if (recent.size() < warmUp) {
      throw new InsufficientDataException(
          recent.symbol() + ": bars for the feature regression", warmUp, recent.size());
    }
    double line = state.intercept();
    if (!features.isEmpty()) {
      FeatureTable table = set.compute(recent.last(warmUp));
      double[] row = table.row(warmUp - 1);
      for (int k = 0; k < row.length; k++) {
        if (!Double.isFinite(row[k])) {
          return new Forecast.Abstained(
              "feature " + features.get(k).name() + " has no value at the last bar");
        }
        line += state.coefficients()[k] * row[k];
      }
    }
    int h = horizon.bars();
    double decay = FastMath.pow(0.5, 1 / state.halfLife());
    double variance =
        DecayingVariance.ofSum(recent.simpleReturns(VOLATILITY_BARS), state.variance(), decay, h);
    double deviation = Math.sqrt(variance);
    // A line can run far out of the range it was fitted in; a forecast may not.
    double away = state.trust() * (line - state.average());
    double mean = state.average() + Math.max(-deviation, Math.min(deviation, away));
    Map<String, Double> signals = new TreeMap<>();
    signals.put("line", line);
    signals.put("trust", state.trust());
    return new Forecast.Distribution(
        StudentTReturns.ofMoments(mean, deviation, 4 + (state.nu() - 4) * h),
        signals,
        Insights.NONE);
  }

  @Override
  public ModelBundle toBundle() {
    return ModelBundle.builder(FeatureRegressionTrainer.NAME, SCHEMA)
        .horizon("horizon", horizon)
        .bundle("provenance", provenance.toBundle())
        .text("features", String.join(",", set.names()))
        .integer("definitions", set.definitionHash())
        .integer("count", features.size())
        .number("average", state.average())
        .number("trust", state.trust())
        .number("intercept", state.intercept())
        .numbers("coefficients", state.coefficients())
        .numbers("spreads", state.spreads())
        .number("variance", state.variance())
        .number("nu", state.nu())
        .number("half_life", state.halfLife())
        .build();
  }

  static FeatureRegressionModel from(ModelBundle in, FeatureRegistry registry) {
    in.require(FeatureRegressionTrainer.NAME, SCHEMA);
    int count = in.count("count", 0, 100_000);
    List<Feature> features = features(in.text("features"), count, registry);
    if (FeatureSet.of(features).definitionHash() != in.integer("definitions")) {
      throw new ModelFormatException(
          "feature regression: its features are computed otherwise here than where it was"
              + " trained");
    }
    State state =
        new State(
            bounded(in, "average"),
            in.number("trust"),
            bounded(in, "intercept"),
            in.numbers("coefficients", count),
            in.numbers("spreads", count),
            in.number("variance"),
            in.number("nu"),
            in.number("half_life"));
    if (!(state.trust() >= 0 && state.trust() <= 1)
        || !(state.variance() > 0 && state.variance() < LARGEST)
        || !(state.nu() > 4 && state.nu() <= 1000)
        || !(state.halfLife() > 0)) {
      throw new ModelFormatException(
          "feature regression: trust "
              + state.trust()
              + ", variance "
              + state.variance()
              + ", nu "
              + state.nu()
              + " or half-life "
              + state.halfLife()
              + " out of range");
    }
    for (double spread : state.spreads()) {
      if (!(spread >= 0)) {
        throw new ModelFormatException("feature regression: spread " + spread);
      }
    }
    return new FeatureRegressionModel(
        in.horizon("horizon"), Provenance.from(in.bundle("provenance")), features, state);
  }

  private static double bounded(ModelBundle in, String entry) {
    double value = in.number(entry);
    if (!(Math.abs(value) < LARGEST)) {
      throw new ModelFormatException("feature regression: " + entry + " " + value);
    }
    return value;
  }

  private static List<Feature> features(String names, int count, FeatureRegistry registry) {
    List<Feature> out = new ArrayList<>();
    if (count == 0) {
      return out;
    }
    Map<String, Feature> known = new LinkedHashMap<>();
    registry.features().forEach(f -> known.put(f.name(), f));
    for (String name : names.split(",", -1)) {
      Feature feature = known.get(name);
      if (feature == null) {
        throw new ModelFormatException(
            "feature regression: feature '"
                + name
                + "' is not known here; offer it by a FeatureProvider");
      }
      if (out.contains(feature)) {
        throw new ModelFormatException("feature regression: feature '" + name + "' is there twice");
      }
      out.add(feature);
    }
    if (out.size() != count) {
      throw new ModelFormatException(
          "feature regression: " + out.size() + " features, " + count + " announced");
    }
    return out;
  }
}
