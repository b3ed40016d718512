// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples.cli;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.Cancellation;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.QuantMlException;
import io.github.quantml.api.QuantMlSettings;
import io.github.quantml.api.TrainingData;
import io.github.quantml.ensemble.EnsembleConfig;
import io.github.quantml.ensemble.ScheduleConfig;
import io.github.quantml.pipeline.MLTrainingPipeline;
import io.github.quantml.pipeline.PipelineConfig;
import io.github.quantml.pipeline.TrainingReport;
import io.github.quantml.pipeline.TuningConfig;
import io.github.quantml.samples.host.Host;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains models from bars to registry by the pipeline. */
@Command(
    name = "train",
    description = {
      "Trains models and registers them; the new version serves unless it is worse than the old.",
      "Models, runs and logs go under ML_MODEL_CACHE_DIR, or to the MLflow server of",
      "ML_MLFLOW_TRACKING_URI. A training that was stopped goes on when it is started again."
    },
    footer = {
      "",
      "Exit codes: 0 trained or up to date, 1 failed, 2 wrong use, 130 stopped. Of --model all,",
      "members that need news, options, factors or peers may fail: there are none here.",
      "",
      "Examples:",
      "  samples/run quantml ml train --symbol BTC/USD",
      "  samples/run quantml ml train --symbol AAPL --data ~/bars --horizon 30d --model all",
      "  samples/run quantml ml train --members volatility,regime --interval 1h --days-back 90",
      "  samples/run quantml ml train --tune 30",
      "  ML_LSTM_EPOCHS=10 samples/run quantml ml train --deep --horizon 1h"
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class TrainCommand implements Callable<Integer> {
  private static final String ALL = "all";

  @Option(
      names = "--model",
      defaultValue = MLTrainingPipeline.ENSEMBLE,
      description =
          "ensemble, a member's name for that member alone, or all for both; default:"
              + " ${DEFAULT-VALUE}.")
  private String model = MLTrainingPipeline.ENSEMBLE;

  @Option(names = "--force", description = "Trains even if the latest version is up to date.")
  private boolean force;

  @Mixin private BarOptions bars = new BarOptions();

  @Option(
      names = "--horizon",
      defaultValue = "",
      description =
          "How far ahead: 12b (bars), 1h, 30d, ...; default: 12b for bars inside a day, else 5b.")
  private String horizon = "";

  @Option(
      names = "--members",
      split = ",",
      description =
          "Members by name; default: ML_ENSEMBLE_MODELS, or all but the networks, which take"
              + " minutes.")
  private List<String> members = new ArrayList<>();

  @Option(names = "--deep", description = "With the networks: lstm, cnn-lstm and transformer.")
  private boolean deep;

  @Option(
      names = "--tune",
      defaultValue = "0",
      description =
          "Searches for the settings of feature_regression, and of lstm where it takes part, by so"
              + " many trials each; 0 for none, the default.")
  private int tune;

  @Mixin private OutputOptions output = new OutputOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    CommandSpec command = Objects.requireNonNull(spec);
    PrintWriter out = command.commandLine().getOut();
    Host host = Host.of(QuantMlSettings.load(), bars.market());
    BarSeries series = bars.load();
    Horizon ahead = BarOptions.horizon(horizon, series);
    Cancellation cancellation = new Cancellation();
    Interruption interruption =
        Interruption.of(
            cancellation,
            command.commandLine().getErr(),
            "the same command goes on where it stopped");
    try {
      TrainingReport report = interruption.during(() -> train(host, series, ahead, cancellation));
      output.print(out, text(report, host), TrainingText.json(report));
      return report.isComplete() ? 0 : 1;
    } catch (CancellationException e) {
      return Interruption.EXIT;
    }
  }

  private TrainingReport train(
      Host host, BarSeries series, Horizon ahead, Cancellation cancellation) {
    try (OutputOptions.Watch watch = output.watch(series.symbol())) {
      MLTrainingPipeline pipeline =
          MLTrainingPipeline.of(
              configure(host, series, ahead).progress(watch).cancellation(cancellation).build());
      TrainingData data = TrainingData.of(series);
      if (!model.equals(ALL)) {
        return pipeline.train(model, data, force);
      }
      return pipeline.trainAllModels(data, force);
    }
  }

  private PipelineConfig.Builder configure(Host host, BarSeries series, Horizon ahead) {
    List<String> taking = members(host);
    if (tune < 0) {
      throw new IllegalArgumentException("--tune: must be at least 0, got " + tune);
    }
    List<String> searched =
        tune == 0 ? List.of() : taking.stream().filter(Recipes.names()::contains).toList();
    if (tune > 0 && searched.isEmpty()) {
      throw new IllegalArgumentException(
          "--tune: none of "
              + taking
              + " has settings to search for; "
              + Recipes.names()
              + " have");
    }
    List<String> fixed = taking.stream().filter(name -> !searched.contains(name)).toList();
    PipelineConfig.Builder config = host.training(series, ahead, fixed, !searched.isEmpty());
    searched.forEach(name -> config.member(Recipes.of(name, host.settings())));
    if (tune > 0) {
      config.tuning(TuningConfig.of(host.settings()).withTrials(tune));
    }
    if (taking.stream().anyMatch(Host.slowMembers()::contains)) {
      config.ensemble(EnsembleConfig.defaults().withSchedule(few(series.size())));
    }
    return config;
  }

  /** Networks are trained three times, not thirty: the last 40 % of the bars are forecast. */
  private static ScheduleConfig few(int bars) {
    ScheduleConfig usual = ScheduleConfig.defaults();
    int first = Math.max(usual.initialBars(), (int) (0.6 * bars));
    return new ScheduleConfig(
        first, 1.3, Math.max(first, usual.maxTrainingBars()), usual.lookback());
  }

  private List<String> members(Host host) {
    TreeSet<String> names = new TreeSet<>(members);
    if (names.isEmpty()) {
      names.addAll(host.settings().ensembleModels());
    }
    if (names.isEmpty()) {
      if (!model.equals(ALL) && !Host.isEnsemble(model)) {
        names.add(model);
      } else {
        names.addAll(Host.defaultMembers());
        names.add(Recipes.FEATURE_REGRESSION);
      }
    }
    if (deep) {
      TreeSet<String> there = new TreeSet<>(Host.providers().keySet());
      there.retainAll(Host.slowMembers());
      if (there.isEmpty()) {
        throw new QuantMlException(
            "--deep: there is no training engine on the class path; samples/run quantml has it");
      }
      names.addAll(there);
    }
    return List.copyOf(names);
  }

  private String text(TrainingReport report, Host host) {
    String next =
        report.isComplete() && !model.equals(ALL)
            ? "next: samples/run quantml ml predict "
                + bars.symbol
                + (bars.isOwn() ? " --data " + bars.data : "")
                + (bars.interval.isBlank() ? "" : " --interval " + bars.interval)
                + (horizon.isBlank() ? "" : " --horizon " + horizon)
                + (Host.isEnsemble(model) ? "" : " --model " + model)
                + System.lineSeparator()
            : "";
    return report + "registered in " + Serving.place(host) + System.lineSeparator() + next;
  }
}
