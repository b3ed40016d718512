// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.deep;

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
import io.github.quantml.deep.serve.ForecastSpec;
import io.github.quantml.deep.serve.OnnxForecaster;
import io.github.quantml.deep.serve.Output;
import io.github.quantml.math.distribution.StudentTReturns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.math3.util.FastMath;
import org.jspecify.annotations.Nullable;

/**
 * A trained member: a Student-t law of the return over the horizon from one network, served by ONNX
 * Runtime.
 *
 * <p>The network speaks of return/(σ√h). Its location counts as far as it was right on the
 * validation bars, its scale is multiplied by what made these likeliest.
 */
final class SequenceModel implements PortableModel {
  private static final int SCHEMA = 1;

  /**
   * What turns the network's words into a forecast.
   *
   * @param floors smallest σ of each asset
   * @param average mean label of the training windows
   * @param trust share of the network's departure from the average, in [0, 1]
   * @param widening factor of the scale, positive
   */
  record Reading(double[] floors, double average, double trust, double widening) {}

  private final Horizon horizon;
  private final Provenance provenance;
  private final List<String> peers;
  private final Reading reading;
  private final double[] importances;
  private final OnnxForecaster network;

  SequenceModel(
      Horizon horizon,
      Provenance provenance,
      List<String> peers,
      Reading reading,
      double[] importances,
      OnnxForecaster network) {
    this.horizon = horizon;
    this.provenance = provenance;
    this.peers = List.copyOf(peers);
    this.reading = reading;
    this.importances = importances;
    this.network = network;
  }

  @Override
  public String name() {
    return provenance.trainer();
  }

  @Override
  public Horizon horizon() {
    return horizon;
  }

  @Override
  public int warmUp() {
    return BarFeatures.LOOKBACK + network.spec().length();
  }

  @Override
  public Provenance provenance() {
    return provenance;
  }

  @Override
  public Map<String, Double> featureImportances() {
    Map<String, Double> out = new LinkedHashMap<>();
    for (int k = 0; k < importances.length; k++) {
      out.put(network.spec().features().get(k), importances[k]);
    }
    return out;
  }

  @Override
  public Forecast predict(BarSeries recent, MarketContext context) {
    if (recent.size() < warmUp()) {
      throw new InsufficientDataException(
          recent.symbol() + ": bars for the " + name() + " model", warmUp(), recent.size());
    }
    BarSeries own = recent.last(warmUp());
    List<BarSeries> assets = new ArrayList<>(List.of(own));
    for (String symbol : peers) {
      BarSeries peer = lately(context.peers().get(symbol), own);
      if (peer == null) {
        return new Forecast.Abstained(
            "it was trained beside " + symbol + ", of which the context has too few bars");
      }
      assets.add(peer);
    }
    AssetRows rows = AssetRows.of(assets);
    int from = own.size() - network.spec().length();
    if (rows.first() > from) {
      return new Forecast.Abstained("the context has too few bars of " + peers);
    }
    double[] features = rows.features(from, own.size(), reading.floors());
    float[] window = new float[features.length];
    for (int k = 0; k < window.length; k++) {
      window[k] = (float) features[k];
    }
    float[] said = network.predict(window);
    double unit =
        rows.volatility(0, own.size() - 1, reading.floors()[0]) * FastMath.sqrt(horizon.bars());
    double location = reading.average() + reading.trust() * (said[0] - reading.average());
    Map<String, Double> signals = new TreeMap<>();
    signals.put("network.location", (double) said[0]);
    signals.put("network.scale", (double) said[1]);
    signals.put("network.nu", (double) said[2]);
    signals.put("trust", reading.trust());
    signals.put("volatility", unit);
    return new Forecast.Distribution(
        StudentTReturns.of(location * unit, said[1] * reading.widening() * unit, said[2]),
        signals,
        Insights.NONE);
  }

  /** The bars of a peer that features at the bars of {@code own} can rest on. */
  private static @Nullable BarSeries lately(@Nullable BarSeries peer, BarSeries own) {
    if (peer == null) {
      return null;
    }
    int to = peer.countUntil(own.time(own.size() - 1));
    int from = peer.countUntil(own.time(0)) - 1 - BarFeatures.LOOKBACK;
    return from < 0 ? null : peer.window(from, to);
  }

  @Override
  public ModelBundle toBundle() {
    return ModelBundle.builder(name(), SCHEMA)
        .bundle("provenance", provenance.toBundle())
        .horizon("horizon", horizon)
        .text("peers", String.join("\n", peers))
        .numbers("floors", reading.floors())
        .number("average", reading.average())
        .number("trust", reading.trust())
        .number("widening", reading.widening())
        .numbers("importances", importances)
        .bytes(ModelBundle.ONNX, network.toBytes())
        .build();
  }

  /** Reads what {@link #toBundle} wrote. */
  static SequenceModel from(String name, ModelBundle in) {
    in.require(name, SCHEMA);
    String text = in.text("peers");
    List<String> peers =
        text.isEmpty() ? Collections.emptyList() : Arrays.asList(text.split("\n", -1));
    int assets = peers.size() + 1;
    Reading reading =
        new Reading(
            in.numbers("floors", assets),
            in.number("average"),
            in.number("trust"),
            in.number("widening"));
    OnnxForecaster network = OnnxForecaster.of(in.bytes(ModelBundle.ONNX));
    ForecastSpec spec = network.spec();
    boolean fits =
        spec.features().size() == assets * BarFeatures.NAMES.size()
            && spec.output().kind() == Output.Kind.STUDENT_T
            && spec.steps() == 1
            && Arrays.stream(reading.floors()).allMatch(f -> f > 0)
            && reading.trust() >= 0
            && reading.trust() <= 1
            && reading.widening() > 0
            && in.bundle("provenance").text("trainer").equals(name);
    if (!fits) {
      network.close();
      throw new ModelFormatException(
          "model bundle '" + name + "': its network, peers and numbers do not fit each other");
    }
    return new SequenceModel(
        in.horizon("horizon"),
        Provenance.from(in.bundle("provenance")),
        peers,
        reading,
        in.numbers("importances", spec.features().size()),
        network);
  }
}
