// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples.cli;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.MarketContext;
import io.github.quantml.api.spi.PortableModel;
import io.github.quantml.mlflow.MLflowModels;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Forecasts with a registered model. */
@Command(
    name = "predict",
    description = "Loads a registered model and forecasts from the last bar.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class PredictCommand implements Callable<Integer> {
  @Option(
      names = "--model-uri",
      defaultValue = "models:/lstm_price_forecast@champion",
      description = "Which version; default: ${DEFAULT-VALUE}.")
  private String modelUri = "models:/lstm_price_forecast@champion";

  @Mixin private BarOptions bars = new BarOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    PortableModel model = MLflowModels.load(modelUri);
    BarSeries series = bars.load();
    out.println(
        model.name()
            + ", "
            + model.horizon()
            + " ahead, trained to "
            + model.provenance().trainedTo());
    out.println("forecast: " + model.predict(series, MarketContext.empty()));
    out.flush();
    return 0;
  }
}
