// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples.cli;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.Forecast;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.MarketContext;
import io.github.quantml.api.Model;
import io.github.quantml.api.ModelBundle;
import io.github.quantml.api.ModelTrainer;
import io.github.quantml.api.ModelVersion;
import io.github.quantml.api.QuantMlException;
import io.github.quantml.api.QuantMlSettings;
import io.github.quantml.api.Setting;
import io.github.quantml.api.TrainingContext;
import io.github.quantml.api.TrainingData;
import io.github.quantml.api.spi.ModelTrainerProvider;
import io.github.quantml.api.spi.PortableModel;
import io.github.quantml.deep.LSTMModelConfig;
import io.github.quantml.deep.LSTMTrainer;
import io.github.quantml.deep.train.TrainingOptions;
import io.github.quantml.mlflow.MLFlowRun;
import io.github.quantml.mlflow.MLFlowTracker;
import io.github.quantml.samples.host.Host;
import java.io.PrintWriter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains a model, tracks the training and registers what came out. */
@Command(
    name = "train-network",
    description = {
      "Trains one network or member on bars, tracks it and registers it so that Python loads it too.",
      "Tracks to ML_MLFLOW_TRACKING_URI or MLFLOW_TRACKING_URI, and without either to a journal."
    },
    footer = {
      "",
      "Examples:",
      "  samples/run quantml ml train-network --epochs 20 --learning-rate 0.001",
      "  samples/run quantml ml train-network --model volatility --model-name v --days-back 3"
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class TrainNetworkCommand implements Callable<Integer> {
  @Option(
      names = "--model-name",
      defaultValue = "lstm_price_forecast",
      description = "Name to register it under; default: ${DEFAULT-VALUE}.")
  private String modelName = "lstm_price_forecast";

  @Option(
      names = "--model",
      defaultValue = "lstm",
      description = "Which model to train, by the name of its member; default: ${DEFAULT-VALUE}.")
  private String member = "lstm";

  @Mixin private BarOptions bars = new BarOptions();

  @Option(
      names = "--horizon",
      defaultValue = "12b",
      description = "How far ahead it forecasts; default: ${DEFAULT-VALUE}.")
  private String horizon = "12b";

  @Option(
      names = "--sequence-length",
      defaultValue = "60",
      description = "Bars of one window of lstm; default: ${DEFAULT-VALUE}.")
  private double sequenceLength = 60;

  @Option(
      names = "--epochs",
      defaultValue = "10",
      description = "Passes over the windows of lstm; default: ${DEFAULT-VALUE}.")
  private double epochs = 10;

  @Option(
      names = "--learning-rate",
      defaultValue = "0.001",
      description = "Of lstm; default: ${DEFAULT-VALUE}.")
  private double learningRate = 0.001;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    QuantMlSettings settings = QuantMlSettings.load();
    MLFlowTracker tracker = MLFlowTracker.fromSettings(settings);
    out.println(tracker.config());
    // An experiment that mlflow run chose is kept; otherwise ours.
    boolean project = System.getenv("MLFLOW_EXPERIMENT_ID") != null;
    try (MLFlowRun run = tracker.startRun(project ? "" : "quant-ml", "train " + modelName)) {
      try {
        train(settings, tracker, run, out);
      } catch (RuntimeException e) {
        run.fail(e);
        throw e;
      }
    }
    out.flush();
    return 0;
  }

  private void train(
      QuantMlSettings settings, MLFlowTracker tracker, MLFlowRun run, PrintWriter out) {
    logParameters(settings, run);
    BarSeries series = bars.load();
    run.dataset(series, "training");
    out.printf("%s: %d bars of %s%n", series.symbol(), series.size(), series.interval());
    ModelTrainer trainer = trainer(settings);
    TrainingContext context =
        TrainingContext.defaults().withSeed(settings.randomSeed()).withTrackedRun(run);
    Model model =
        trainer.train(TrainingData.of(series).withHorizon(Horizon.parse(horizon)), context);
    if (!(model instanceof PortableModel portable)) {
      throw new QuantMlException("model '" + member + "' cannot leave the process it was made in");
    }
    Forecast forecast = model.predict(series, MarketContext.empty());
    if (forecast instanceof Forecast.Distribution d) {
      run.metric("forecast.mean", d.returns().mean(), 0);
      run.metric("forecast.std_dev", d.returns().stdDev(), 0);
    }
    out.println("forecast: " + forecast);
    ModelBundle bundle = portable.toBundle();
    Optional<Sequences> sequences = Sequences.of(bundle, settings.randomSeed());
    sequences.ifPresent(s -> run.artifact("check/sequences.json", s.toJson()));
    if (tracker.config().server().isEmpty()) {
      run.registerModel(modelName, bundle, sequences.map(Sequences::sample), "");
      out.println("kept in the journal; replay it once there is a server");
      return;
    }
    ModelVersion version =
        tracker.registry().register(modelName, bundle, sequences.map(Sequences::sample), run);
    run.tag("quantml.registered", version.name() + "/" + version.version());
    out.println("registered models:/" + version.name() + "/" + version.version());
  }

  private void logParameters(QuantMlSettings settings, MLFlowRun run) {
    run.param("model_name", modelName);
    run.param("model", member);
    run.param("symbol", bars.symbol);
    run.param("data_path", bars.data);
    run.param("interval", bars.interval);
    run.param("days_back", bars.daysBack);
    run.param("horizon", horizon);
    run.param("seed", settings.randomSeed());
    if (member.equals("lstm")) {
      run.param("sequence_length", sequenceLength);
      run.param("epochs", epochs);
      run.param("learning_rate", learningRate);
    }
  }

  private ModelTrainer trainer(QuantMlSettings settings) {
    if (member.equals("lstm")) {
      int rounds = whole("--epochs", epochs);
      return LSTMTrainer.of(
          LSTMModelConfig.defaults()
              .withSequenceLength(whole("--sequence-length", sequenceLength))
              .withHiddenUnits(settings.lstmHiddenDim())
              .withTraining(
                  TrainingOptions.defaults()
                      .withBatchSize(settings.lstmBatchSize())
                      .withLearningRate(learningRate)
                      .withEpochs(rounds)));
    }
    ModelTrainerProvider provider = Host.providers().get(member);
    if (provider == null) {
      LinkedHashSet<String> known = new LinkedHashSet<>(List.of("lstm"));
      known.addAll(Host.providers().keySet());
      throw new IllegalArgumentException(
          "--model: must be one of " + known + ", got '" + member + "'");
    }
    return provider.trainer(settings.with(Setting.ML_ENSEMBLE_MODELS, member));
  }

  /** MLflow writes whole numbers of type float as 20.0 at times. */
  private static int whole(String option, double value) {
    if (value != Math.rint(value) || !(value >= 1 && value <= 1_000_000)) {
      throw new IllegalArgumentException(
          option + ": must be a whole number in [1, 1000000], got " + value);
    }
    return (int) value;
  }
}
