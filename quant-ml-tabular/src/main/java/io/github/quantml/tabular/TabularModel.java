// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.tabular;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.Forecast;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.Insights;
import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.MarketContext;
import io.github.quantml.api.ModelBundle;
import io.github.quantml.api.ModelFormatException;
import io.github.quantml.api.Provenance;
import io.github.quantml.api.ReturnDistribution;
import io.github.quantml.api.spi.PortableModel;
import io.github.quantml.features.Feature;
import io.github.quantml.features.FeatureRegistry;
import io.github.quantml.features.FeatureSet;
import io.github.quantml.features.FeatureTable;
import io.github.quantml.math.distribution.MixtureReturns;
import io.github.quantml.math.distribution.NormalReturns;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A trained tabular member: the conditional distribution of a quantile forest, smoothed and moved
 * so that its mean is average + share · (boosted forecast − average).
 */
final class TabularModel implements PortableModel {
  private static final int SCHEMA = 1;
  private static final int PARTS = 16;

  /** Bandwidth of the smoothing and smallest standard deviation, in spreads of all outcomes. */
  private static final double BANDWIDTH = 0.25;

  private static final double SMALLEST_SPREAD = 1e-6;

  private final Horizon horizon;
  private final Provenance provenance;
  private final List<Feature> features;
  private final FeatureSet set;
  private final int warmUp;
  private final Boosting boosting;
  private final double share;
  private final double average;
  private final QuantileForest forest;
  private final double[] importances;
  private final double spread;

  TabularModel(
      Horizon horizon,
      Provenance provenance,
      List<Feature> features,
      Boosting boosting,
      double share,
      double average,
      QuantileForest forest,
      double[] importances) {
    this.horizon = horizon;
    this.provenance = provenance;
    this.features = List.copyOf(features);
    this.set = FeatureSet.of(features);
    this.warmUp = TabularTrainer.warmUp(features);
    this.boosting = boosting;
    this.share = share;
    this.average = average;
    this.forest = forest;
    this.importances = importances;
    double squares = 0;
    double weights = 0;
    for (int i = 0; i < forest.outcomes().length; i++) {
      double e = forest.outcomes()[i] - average;
      squares += forest.weights()[i] * e * e;
      weights += forest.weights()[i];
    }
    this.spread = Math.max(SMALLEST_SPREAD, Math.sqrt(squares / weights));
  }

  @Override
  public String name() {
    return TabularTrainer.NAME;
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

  @Override
  public Map<String, Double> featureImportances() {
    double sum = 0;
    for (double value : importances) {
      sum += value;
    }
    Map<String, Double> out = new LinkedHashMap<>();
    for (int k = 0; sum > 0 && k < importances.length; k++) {
      out.put(features.get(k).name(), importances[k] / sum);
    }
    return out;
  }

  @Override
  public Forecast predict(BarSeries recent, MarketContext context) {
    if (recent.size() < warmUp) {
      throw new InsufficientDataException(
          recent.symbol() + ": bars for the tabular model", warmUp, recent.size());
    }
    FeatureTable table = set.compute(recent.last(warmUp));
    double[] row = table.row(warmUp - 1);
    for (int k = 0; k < row.length; k++) {
      if (!Double.isFinite(row[k])) {
        return new Forecast.Abstained(
            "feature " + features.get(k).name() + " has no value at the last bar");
      }
    }
    double mean = average + share * (boosting.predict(row) - average);
    double[] weights = forest.weigh(row);
    Map<String, Double> signals = new TreeMap<>();
    double[] sides = new double[3];
    for (int i = 0; i < weights.length; i++) {
      sides[forest.sides()[i] + 1] += weights[i];
    }
    signals.put("class.down", sides[0]);
    signals.put("class.flat", sides[1]);
    signals.put("class.up", sides[2]);
    signals.put("boosted", boosting.predict(row));
    signals.put("trust", share);
    for (double p : new double[] {0.05, 0.5, 0.95}) {
      signals.put("forest.quantile." + p, quantile(weights, p));
    }
    return new Forecast.Distribution(distribution(weights, mean), signals, Insights.NONE);
  }

  /** The least training outcome at or below which the weights reach p. */
  private double quantile(double[] weights, double p) {
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i];
      if (sum >= p) {
        return forest.outcomes()[i];
      }
    }
    return forest.outcomes()[weights.length - 1];
  }

  /** Normal parts of about equal weight, in the order of the outcomes. */
  private ReturnDistribution distribution(double[] weights, double mean) {
    double[] mass = new double[PARTS];
    double[] sum = new double[PARTS];
    double[] squares = new double[PARTS];
    double total = 0;
    double centre = 0;
    for (int i = 0; i < weights.length; i++) {
      int part = Math.min(PARTS - 1, (int) ((total + 0.5 * weights[i]) * PARTS));
      double y = forest.outcomes()[i];
      mass[part] += weights[i];
      sum[part] += weights[i] * y;
      squares[part] += weights[i] * y * y;
      total += weights[i];
      centre += weights[i] * y;
    }
    List<ReturnDistribution> parts = new ArrayList<>();
    List<Double> shares = new ArrayList<>();
    for (int b = 0; b < PARTS; b++) {
      if (mass[b] > 0) {
        double m = sum[b] / mass[b];
        double variance = Math.max(0, squares[b] / mass[b] - m * m);
        double smooth = BANDWIDTH * spread;
        parts.add(
            NormalReturns.of(m - centre / total + mean, Math.sqrt(variance + smooth * smooth)));
        shares.add(mass[b] / total);
      }
    }
    return MixtureReturns.of(
        shares.stream().mapToDouble(Double::doubleValue).toArray(),
        parts.toArray(ReturnDistribution[]::new));
  }

  @Override
  public ModelBundle toBundle() {
    ModelBundle.Builder out =
        ModelBundle.builder(TabularTrainer.NAME, SCHEMA)
            .horizon("horizon", horizon)
            .bundle("provenance", provenance.toBundle())
            .text("features", String.join(",", set.names()))
            .integer("definitions", set.definitionHash())
            .number("base", boosting.base())
            .number("shrinkage", boosting.shrinkage())
            .bundle("boosting", boosting.trees().toBundle())
            .number("share", share)
            .number("average", average)
            .bundle("forest", forest.toBundle())
            .numbers("importances", importances);
    return out.build();
  }

  static TabularModel from(ModelBundle in, FeatureRegistry registry) {
    in.require(TabularTrainer.NAME, SCHEMA);
    List<Feature> features = features(in.text("features"), registry);
    if (FeatureSet.of(features).definitionHash() != in.integer("definitions")) {
      throw new ModelFormatException(
          "tabular model: its features "
              + in.text("features")
              + " are computed otherwise here than where it was trained");
    }
    int k = features.size();
    double[] importances = in.numbers("importances", k);
    for (double value : importances) {
      if (!(value >= 0)) {
        throw new ModelFormatException("tabular model: importance " + value);
      }
    }
    double share = in.number("share");
    double shrinkage = in.number("shrinkage");
    double average = in.number("average");
    double base = in.number("base");
    if (!(share >= 0 && share <= 1)
        || !(shrinkage > 0 && shrinkage <= 1)
        || !(Math.abs(average) < 1e6)
        || !(Math.abs(base) < 1e6)) {
      throw new ModelFormatException(
          "tabular model: share "
              + share
              + ", shrinkage "
              + shrinkage
              + ", average "
              + average
              + " or base "
              + base
              + " out of range");
    }
    return new TabularModel(
        in.horizon("horizon"),
        Provenance.from(in.bundle("provenance")),
        features,
        new Boosting(base, shrinkage, Trees.from(in.bundle("boosting"), k), importances),
        share,
        average,
        QuantileForest.from(in.bundle("forest"), k),
        importances);
  }

  /** By name, of a registry or of the member's defaults. */
  private static List<Feature> features(String names, FeatureRegistry registry) {
    Map<String, Feature> known = new LinkedHashMap<>();
    for (Feature feature : registry.features()) {
      known.put(feature.name(), feature);
    }
    for (Feature feature : TabularFeatures.defaults()) {
      known.put(feature.name(), feature);
    }
    List<Feature> out = new ArrayList<>();
    for (String name : names.split(",", -1)) {
      Feature feature = known.get(name);
      if (feature == null) {
        throw new ModelFormatException(
            "tabular model: feature '"
                + name
                + "' is not known here; offer it by a FeatureProvider, or load by"
                + " TabularProvider.knowing(registry)");
      }
      if (out.contains(feature)) {
        throw new ModelFormatException("tabular model: feature '" + name + "' is there twice");
      }
      out.add(feature);
    }
    return out;
  }
}
