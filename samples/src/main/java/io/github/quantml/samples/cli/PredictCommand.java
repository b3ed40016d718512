// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples.cli;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.MarketContext;
import io.github.quantml.api.ModelUri;
import io.github.quantml.api.QuantMlSettings;
import io.github.quantml.api.spi.PortableModel;
import io.github.quantml.mlflow.MLFlowConfig;
import io.github.quantml.mlflow.MLflowModels;
import io.github.quantml.pipeline.MLTrainingPipeline;
import io.github.quantml.pipeline.Served;
import io.github.quantml.samples.host.Host;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Forecasts with a registered model. */
@Command(
    name = "predict",
    description = {
      "Forecasts from the last bar, by the version that serves the symbol over the horizon.",
      "The answer is logged, so that ml monitor can hold it against what comes."
    },
    footer = {
      "",
      "Exit codes: 0 answered, 1 no model or no view, 2 wrong use.",
      "",
      "Examples:",
      "  samples/run quantml ml predict BTC/USD",
      "  samples/run quantml ml predict AAPL --horizon 30d --data ~/bars --json",
      "  samples/run quantml ml predict --model-uri models:/BTC-USD-12b-ensemble/2",
      "  samples/run quantml ml predict --model-uri models:/lstm_price_forecast@champion"
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class PredictCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "SYMBOL",
      description = "Instrument; the same as --symbol.")
  private @Nullable String ticker;

  @Option(
      names = "--horizon",
      defaultValue = "",
      description =
          "How far ahead: 30d, 1h, 12b (bars), ...; default: that of the training, if there was one"
              + " only.")
  private String horizon = "";

  @Option(
      names = "--model",
      defaultValue = MLTrainingPipeline.ENSEMBLE,
      description = "ensemble or a member's name; default: ${DEFAULT-VALUE}.")
  private String model = MLTrainingPipeline.ENSEMBLE;

  @Option(
      names = "--model-uri",
      description =
          "A version by its address instead, such as models:/NAME@champion; with an MLflow server"
              + " any model that it has, networks of train-network too.")
  private @Nullable String modelUri;

  @Mixin private BarOptions bars = new BarOptions();

  @Mixin private OutputOptions output = new OutputOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    if (ticker != null) {
      bars.symbol = ticker;
    }
    QuantMlSettings settings = QuantMlSettings.load();
    if (modelUri != null && MLFlowConfig.from(settings).server().isPresent()) {
      portable(out, modelUri);
      return 0;
    }
    Host host = Host.of(settings, bars.market());
    BarSeries series = bars.load();
    Serving serving = Serving.of(host);
    ModelUri uri =
        modelUri == null
            ? serving.champion(bars, series, horizon, model)
            : ModelUri.parse(modelUri);
    Served served = serving.inference().predict(uri, series, MarketContext.empty());
    String name = "models:/" + served.version().name() + "/" + served.version().version();
    output.print(
        out,
        served.prediction() + "by " + name + System.lineSeparator(),
        JsonText.with(Map.of("model", name), served.prediction().toJson()));
    return 0;
  }

  /** A model of the server that need not be an ensemble. */
  private void portable(PrintWriter out, String uri) {
    PortableModel loaded = MLflowModels.load(uri);
    BarSeries series = bars.load();
    String forecast = String.valueOf(loaded.predict(series, MarketContext.empty()));
    output.print(
        out,
        loaded.name()
            + ", "
            + loaded.horizon()
            + " ahead, trained to "
            + loaded.provenance().trainedTo()
            + System.lineSeparator()
            + "forecast: "
            + forecast,
        JsonText.object(
            "model",
            uri,
            "member",
            loaded.name(),
            "horizon",
            loaded.horizon().toString(),
            "trained_to",
            loaded.provenance().trainedTo(),
            "forecast",
            forecast));
  }
}
