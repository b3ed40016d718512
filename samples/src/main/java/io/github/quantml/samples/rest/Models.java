// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples.rest;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.MarketContext;
import io.github.quantml.api.ModelUri;
import io.github.quantml.api.ModelVersion;
import io.github.quantml.api.Prediction;
import io.github.quantml.pipeline.InferencePipeline;
import io.github.quantml.pipeline.MLTrainingPipeline;
import io.github.quantml.pipeline.Served;
import io.github.quantml.pipeline.monitor.PredictionLog;
import io.github.quantml.samples.host.Host;
import io.github.quantml.samples.host.RegisteredModel;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The models of the host: what serves which ticker, and what is registered. */
final class Models {
  private final Host host;
  private final InferencePipeline inference;
  private final PredictionLog log;

  Models(Host host) {
    this.host = host;
    Path logs = host.home().resolve("predictions");
    this.log = PredictionLog.in(logs);
    this.inference =
        InferencePipeline.of(
                host.registry(),
                symbol -> ModelUri.parse("models:/" + symbol + "@" + Host.CHAMPION))
            .withSettings(host.settings())
            .withListener(
                served ->
                    log.append(
                        served.prediction(), served.version().name(), served.version().version()));
  }

  Host host() {
    return host;
  }

  InferencePipeline inference() {
    return inference;
  }

  /**
   * Predicts from bars or texts that a caller sent. It is not logged: what comes of it says nothing
   * of the market, and a caller could fill the log.
   */
  Served ask(ModelUri uri, BarSeries bars, MarketContext context) {
    while (true) {
      ModelVersion version = inference.version(uri);
      Prediction prediction = inference.ensemble(uri).predict(bars, context);
      if (inference.version(uri).version() == version.version()) { // no swap in between
        return new Served(prediction, version);
      }
    }
  }

  PredictionLog log() {
    return log;
  }

  /** The bars of a ticker, or the problem that there are none. */
  BarSeries bars(String ticker) {
    return host.market().bars(ticker);
  }

  static Horizon horizon(String text) {
    try {
      return Horizon.parse(text);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(Problem.Kind.BAD_REQUEST, String.valueOf(e.getMessage()));
    }
  }

  /**
   * The address of what serves a ticker over a horizon.
   *
   * @throws ProblemException when nothing was trained for it
   */
  ModelUri serving(BarSeries bars, Horizon horizon, String model) {
    ModelUri uri;
    try {
      uri = Host.champion(bars, horizon, model);
    } catch (IllegalArgumentException e) {
      throw ProblemException.of(Problem.Kind.BAD_REQUEST, e);
    }
    require(uri);
    return uri;
  }

  /**
   * Checks that an address means something.
   *
   * @throws ProblemException when it does not
   */
  void require(ModelUri uri) {
    if (inference.serving().containsKey(uri.toString())) {
      return;
    }
    boolean there = host.registry().list(uri.name()).stream().anyMatch(v -> isMeant(uri, v));
    if (!there) {
      throw new ProblemException(
          Problem.Kind.NOT_FOUND,
          uri + ": nothing is registered there; train it by POST /api/v1/ml/train");
    }
  }

  private static boolean isMeant(ModelUri uri, ModelVersion version) {
    if (uri.selector() instanceof ModelUri.Selector.Alias alias) {
      return version.aliases().contains(alias.alias());
    }
    return !(uri.selector() instanceof ModelUri.Selector.Version n)
        || version.version() == n.number();
  }

  /** One registered model. */
  record ModelView(
      String name,
      String ticker,
      String horizon,
      String model,
      Optional<Integer> champion,
      List<VersionView> versions) {}

  /** One of its versions. */
  record VersionView(
      int version, Instant created, List<String> aliases, Map<String, String> tags) {}

  /** Every registered model, by name; versions newest first. */
  List<ModelView> list() {
    List<ModelView> all = new ArrayList<>();
    for (String name : host.registry().names()) {
      List<ModelVersion> versions = new ArrayList<>(host.registry().list(name));
      versions.sort(Comparator.comparingInt(ModelVersion::version).reversed());
      Optional<RegisteredModel> parts = RegisteredModel.parse(name);
      all.add(
          new ModelView(
              name,
              parts.map(RegisteredModel::ticker).orElse(""),
              parts.map(RegisteredModel::horizon).orElse(""),
              parts.map(RegisteredModel::model).orElse(""),
              versions.stream()
                  .filter(v -> v.aliases().contains(Host.CHAMPION))
                  .map(ModelVersion::version)
                  .findFirst(),
              versions.stream()
                  .map(v -> new VersionView(v.version(), v.created(), v.aliases(), v.tags()))
                  .toList()));
    }
    return all;
  }

  /** The horizons for which a ticker has an ensemble, shortest first. */
  List<String> horizons(String slug) {
    return host.registry().names().stream()
        .flatMap(name -> RegisteredModel.parse(name).stream())
        .filter(m -> m.ticker().equals(slug) && m.model().equals(MLTrainingPipeline.ENSEMBLE))
        .map(RegisteredModel::horizon)
        .sorted(Comparator.comparingInt(h -> Integer.parseInt(h.substring(0, h.length() - 1))))
        .toList();
  }
}
