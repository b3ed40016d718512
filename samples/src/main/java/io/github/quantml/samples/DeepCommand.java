// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.TrainingContext;
import io.github.quantml.deep.LSTMModelConfig;
import io.github.quantml.deep.LSTMTrainer;
import io.github.quantml.deep.TrainedNetwork;
import io.github.quantml.deep.data.Windows;
import io.github.quantml.deep.explain.PermutationImportance;
import io.github.quantml.deep.serve.OnnxForecaster;
import io.github.quantml.deep.train.DevicePolicy;
import io.github.quantml.deep.train.Loss;
import io.github.quantml.deep.train.TrainingOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** An LSTM on BTC/USD bars of five minutes, from training to a served file. */
@Command(
    name = "deep",
    description = {
      "Trains an LSTM on BTC/USD bars of five minutes, exports it, and shows the forecast and its",
      "skill beside doing nothing."
    },
    mixinStandardHelpOptions = true)
final class DeepCommand implements Callable<Integer> {
  @Option(names = "--length", description = "Bars of a window; default: ${DEFAULT-VALUE}.")
  private int length = 60;

  @Option(names = "--steps", description = "Bars ahead; default: ${DEFAULT-VALUE}.")
  private int steps = 12;

  @Option(names = "--units", description = "Hidden units; default: ${DEFAULT-VALUE}.")
  private int units = 32;

  @Option(names = "--epochs", description = "Most epochs; default: ${DEFAULT-VALUE}.")
  private int epochs = 60;

  @Option(names = "--seed", description = "Default: ${DEFAULT-VALUE}.")
  private long seed = 42;

  @Option(names = "--gpu", description = "Train on the first CUDA device, or fail.")
  private boolean gpu;

  @Option(names = "--page", description = "Where to write the page; default: ${DEFAULT-VALUE}.")
  private Path page = Path.of("target/deep.html");

  @Option(names = "--onnx", description = "Where to write the model; default: ${DEFAULT-VALUE}.")
  private Path onnx = Path.of("target/deep.onnx");

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    BarSeries bars = SampleData.bitcoin();
    Windows all = DeepStudy.windows(bars, length, steps);
    Windows.Split split = all.split(0.6, 0.2);
    TrainingOptions options =
        TrainingOptions.defaults()
            .withEpochs(epochs)
            .withPatience(8, 1e-4)
            .withWeightDecay(1e-3)
            .withDevice(gpu ? DevicePolicy.GPU : DevicePolicy.CPU);
    LSTMModelConfig config =
        new LSTMModelConfig(length, 4, units, epochs)
            .withDropout(0.2)
            .withLoss(Loss.pinball(DeepStudy.LEVELS))
            .withTraining(options);
    TrainedNetwork trained;
    try (ConsoleProgress progress = new ConsoleProgress(bars.symbol())) {
      trained =
          LSTMTrainer.of(config)
              .train(
                  split.train(),
                  split.validation(),
                  TrainingContext.defaults().withSeed(seed).withProgress(progress));
    }
    Files.createDirectories(onnx.toAbsolutePath().getParent());
    trained.writeOnnx(onnx);
    OnnxForecaster served = trained.forecaster();
    int[] shown = IntStream.of(1, 3, 6, 12, 24).filter(h -> h <= steps).toArray();
    List<DeepStudy.Row> rows =
        DeepStudy.evaluate(served, split.train(), split.validation(), split.test(), shown);
    String text = text(bars, split, trained, rows);
    out.println(text);
    new HtmlPage("quant-ml: an LSTM on " + bars.symbol())
        .table(text)
        .chart(DeepCharts.history(trained.history()))
        .chart(DeepCharts.fan(bars, served, length))
        .note("The fan is the forecast's quantiles, read from the exported file.")
        .write(page);
    out.println("Model:  " + onnx.toAbsolutePath().normalize());
    out.println("Charts: " + page.toAbsolutePath().normalize());
    out.flush();
    return 0;
  }

  private String text(
      BarSeries bars, Windows.Split split, TrainedNetwork trained, List<DeepStudy.Row> rows) {
    StringBuilder out = new StringBuilder();
    out.append(
        String.format(
            Locale.ROOT,
            "%s%n%d windows to train, %d to validate, %d to test; %s after %d epochs on %s, best %d%n"
                + "export: %s%n%n",
            bars,
            split.train().size(),
            split.validation().size(),
            split.test().size(),
            trained.history().stop(),
            trained.history().epochs().size(),
            trained.history().device(),
            trained.history().bestEpoch() + 1,
            trained.parity()));
    out.append(
        String.format(
            Locale.ROOT,
            "%5s %8s %8s %8s %8s %8s %7s %7s %9s%n",
            "ahead",
            "MAE",
            "naive",
            "skill",
            "pinball",
            "usual",
            "HLN",
            "split",
            "adaptive"));
    int beaten = 0;
    for (DeepStudy.Row r : rows) {
      beaten += r.skill() > 0 ? 1 : 0;
      out.append(
          String.format(
              Locale.ROOT,
              "%5d %8.4f %8.4f %+7.2f%% %8.4f %8.4f %+7.2f %6.1f%% %8.1f%%%n",
              r.steps(),
              r.mae(),
              r.naiveMae(),
              100 * r.skill(),
              r.pinball(),
              r.climatology(),
              r.test().correctedStatistic(),
              100 * r.split(),
              100 * r.adaptive()));
    }
    out.append("in units of volatility; naive: nothing moves; usual: quantiles of the training\n");
    out.append("labels; HLN below -1.65: sharper than these at 5 %; intervals of 90 %\n\n");
    out.append(
        beaten == 0
            ? "The median is nowhere nearer than the last price: no skill in direction.\n"
            : String.format(
                Locale.ROOT,
                "The median is nearer than the last price at %d of %d distances.%n",
                beaten,
                rows.size()));
    out.append("\nfeature importance, validation: ");
    PermutationImportance.of(trained.forecaster(), split.validation(), 30, 300)
        .shares(2, seed)
        .forEach(
            (name, share) ->
                out.append(String.format(Locale.ROOT, "%s %.0f %%  ", name, 100 * share)));
    return out.append('\n').toString();
  }
}
