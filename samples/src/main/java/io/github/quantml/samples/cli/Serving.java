// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples.cli;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.ModelUri;
import io.github.quantml.api.ModelVersion;
import io.github.quantml.api.QuantMlException;
import io.github.quantml.mlflow.MLFlowRegistry;
import io.github.quantml.pipeline.InferencePipeline;
import io.github.quantml.pipeline.monitor.PredictionLog;
import io.github.quantml.samples.host.Host;
import io.github.quantml.samples.host.MarketData;
import io.github.quantml.samples.host.RegisteredModel;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What answers: the champions of a host. Every answer is logged, beside those of the service. */
final class Serving {
  private final Host host;
  private final PredictionLog log;
  private final InferencePipeline inference;

  private Serving(Host host) {
    this.host = host;
    this.log = log(host);
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

  static Serving of(Host host) {
    return new Serving(host);
  }

  static PredictionLog log(Host host) {
    return PredictionLog.in(host.home().resolve("predictions"));
  }

  /** Where models are, for the user. */
  static String place(Host host) {
    return host.registry() instanceof MLFlowRegistry
        ? "MLflow at " + host.settings().mlflowTrackingUri()
        : host.registry().toString();
  }

  InferencePipeline inference() {
    return inference;
  }

  /**
   * The version that serves a ticker.
   *
   * @param horizon as the user said it; blank for the default, or the only one that was trained
   * @throws QuantMlException with the command that trains it when there is none
   */
  ModelUri champion(BarOptions options, BarSeries bars, String horizon, String model) {
    ModelUri uri = Host.champion(bars, chosen(bars, horizon, model), model);
    Optional<ModelVersion> version =
        host.registry().list(uri.name()).stream()
            .filter(v -> v.aliases().contains(Host.CHAMPION))
            .findFirst();
    if (version.isPresent()) {
      return uri;
    }
    List<String> trained = horizons(bars, model);
    throw new QuantMlException(
        bars.symbol()
            + ": no '"
            + model
            + "' is trained for "
            + (horizon.isBlank() ? "the default horizon" : "horizon " + horizon)
            + " in "
            + place(host)
            + (trained.isEmpty() ? "" : "; there are " + String.join(", ", trained))
            + "; train it by: samples/run quantml ml train"
            + options.flags()
            + (horizon.isBlank() ? "" : " --horizon " + horizon)
            + (Host.isEnsemble(model) ? "" : " --model " + model));
  }

  private Horizon chosen(BarSeries bars, String horizon, String model) {
    if (horizon.isBlank()) {
      List<String> trained = horizons(bars, model);
      if (trained.size() == 1) {
        return Horizon.parse(trained.get(0));
      }
    }
    return BarOptions.horizon(horizon, bars);
  }

  /** Horizons for which a ticker has a model, shortest first. */
  private List<String> horizons(BarSeries bars, String model) {
    String slug = MarketData.slug(bars.symbol());
    return host.registry().names().stream()
        .flatMap(name -> RegisteredModel.parse(name).stream())
        .filter(m -> m.ticker().equals(slug) && m.model().equals(model))
        .map(RegisteredModel::horizon)
        .sorted(Comparator.comparingInt(h -> Integer.parseInt(h.substring(0, h.length() - 1))))
        .toList();
  }
}
