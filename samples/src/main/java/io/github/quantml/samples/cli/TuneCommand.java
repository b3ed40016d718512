// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples.cli;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.Cancellation;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.QuantMlException;
import io.github.quantml.api.QuantMlSettings;
import io.github.quantml.api.TrainingData;
import io.github.quantml.pipeline.MemberObjective;
import io.github.quantml.pipeline.MemberRecipe;
import io.github.quantml.pipeline.tune.Importance;
import io.github.quantml.pipeline.tune.Pruner;
import io.github.quantml.pipeline.tune.Sampler;
import io.github.quantml.pipeline.tune.Study;
import io.github.quantml.pipeline.tune.TrialResult;
import io.github.quantml.pipeline.tune.TrialState;
import io.github.quantml.pipeline.tune.Tuner;
import io.github.quantml.samples.host.Host;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Searches for the settings of a member. */
@Command(
    name = "tune",
    description = {
      "Searches for the settings of a member: how much better than a normal law it forecasts, fold",
      "by fold, on the first share of the bars. Every trial is in the journal when it ends; the",
      "same command goes on from there, and more trials continue a study that was finished."
    },
    footer = {
      "",
      "Exit codes: 0 a best trial was found, 1 none, 2 wrong use, 130 stopped.",
      "",
      "Examples:",
      "  samples/run quantml ml tune --trials 40",
      "  samples/run quantml ml tune --symbol AAPL --horizon 5b --sampler cma-es --json",
      "  ML_LSTM_EPOCHS=5 samples/run quantml ml tune --model lstm --trials 10 --pruner hyperband",
      "  samples/run quantml ml train --tune 40       # tunes and trains with what was found"
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class TuneCommand implements Callable<Integer> {
  private static final int SHOWN = 5;

  @Option(
      names = "--model",
      defaultValue = Recipes.FEATURE_REGRESSION,
      description = "feature_regression or lstm; default: ${DEFAULT-VALUE}.")
  private String model = Recipes.FEATURE_REGRESSION;

  @Option(
      names = "--trials",
      description = "Trials in total, those of the journal included; default: ML_OPTUNA_N_TRIALS.")
  private @Nullable Integer trials;

  @Option(
      names = "--timeout",
      description = "Seconds after which no trial begins; default: ML_OPTUNA_TIMEOUT.")
  private @Nullable Integer timeout;

  @Option(
      names = "--sampler",
      defaultValue = "tpe",
      description = "tpe, cma-es, sobol, random or grid; default: ${DEFAULT-VALUE}.")
  private String sampler = "tpe";

  @Option(
      names = "--pruner",
      defaultValue = "median",
      description = "median, halving, hyperband, wilcoxon or none; default: ${DEFAULT-VALUE}.")
  private String pruner = "median";

  @Option(
      names = "--journal",
      description = "File of the study; default: one per model, symbol and horizon.")
  private @Nullable Path journal;

  @Option(
      names = "--share",
      defaultValue = "0.4",
      description =
          "First share of the bars that tuning sees; the rest stays unseen for the evaluation."
              + " Default: ${DEFAULT-VALUE}.")
  private double share = 0.4;

  @Option(
      names = "--folds",
      defaultValue = "4",
      description = "Folds of a trial; default: ${DEFAULT-VALUE}.")
  private int folds = 4;

  @Mixin private BarOptions bars = new BarOptions();

  @Option(
      names = "--horizon",
      defaultValue = "",
      description = "How far ahead; default: 12b for bars inside a day, else 5b.")
  private String horizon = "";

  @Mixin private OutputOptions output = new OutputOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    CommandSpec command = Objects.requireNonNull(spec);
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("--share: must lie in (0, 1], got " + share);
    }
    Host host = Host.of(QuantMlSettings.load(), bars.market());
    BarSeries series = bars.load();
    Horizon ahead = BarOptions.horizon(horizon, series).resolve(series);
    Path file = journal == null ? journal(host, series, ahead) : journal;
    Path directory = file.toAbsolutePath().getParent();
    if (directory != null) {
      Files.createDirectories(directory);
    }
    TrainingData seen =
        TrainingData.of(series).withHorizon(ahead).first((int) (share * series.size()));
    Cancellation cancellation = new Cancellation();
    Interruption interruption =
        Interruption.of(
            cancellation, command.commandLine().getErr(), "the same command goes on from " + file);
    Study study;
    try {
      study = interruption.during(() -> tune(host.settings(), seen, file, cancellation));
    } catch (CancellationException e) {
      return Interruption.EXIT;
    }
    print(command.commandLine().getOut(), study, seen.bars(), file);
    if (study.ending() == Study.Ending.CANCELLED) {
      return Interruption.EXIT;
    }
    return study.tryBest().isPresent() ? 0 : 1;
  }

  private Path journal(Host host, BarSeries series, Horizon ahead) {
    return host.home()
        .resolve("tuning")
        .resolve(Host.modelsOf(series, ahead) + "-" + model + ".journal");
  }

  private Study tune(
      QuantMlSettings settings, TrainingData seen, Path file, Cancellation cancellation) {
    MemberRecipe recipe = Recipes.of(model, settings);
    try (OutputOptions.Watch watch = output.watch("tuning " + model)) {
      return Tuner.maximise(recipe.space())
          .sampler(sampler())
          .pruner(pruner())
          .trials(trials == null ? settings.optunaTrials() : trials)
          .timeout(timeout == null ? settings.optunaTimeout() : Duration.ofSeconds(timeout))
          .seed(settings.randomSeed())
          .threads(settings.nJobs())
          .journal(file)
          .progress(watch)
          .cancellation(cancellation)
          .tune(MemberObjective.of(recipe, seen, folds).withCancellation(cancellation));
    }
  }

  private Sampler sampler() {
    return switch (sampler) {
      case "tpe" -> Sampler.tpe();
      case "cma-es" -> Sampler.cmaEs();
      case "sobol" -> Sampler.sobol();
      case "random" -> Sampler.random();
      case "grid" -> Sampler.grid(3);
      default ->
          throw new IllegalArgumentException(
              "--sampler: must be tpe, cma-es, sobol, random or grid, got '" + sampler + "'");
    };
  }

  private Pruner pruner() {
    return switch (pruner) {
      case "median" -> Pruner.median();
      case "halving" -> Pruner.successiveHalving(1, 2);
      case "hyperband" -> Pruner.hyperband(1, 2, 2);
      case "wilcoxon" -> Pruner.wilcoxon(0.1, 2);
      case "none" -> Pruner.none();
      default ->
          throw new IllegalArgumentException(
              "--pruner: must be median, halving, hyperband, wilcoxon or none, got '"
                  + pruner
                  + "'");
    };
  }

  private void print(PrintWriter out, Study study, BarSeries seen, Path file) {
    List<TrialResult> best =
        study.trials().stream()
            .filter(t -> t.state() == TrialState.COMPLETE)
            .sorted(Comparator.comparingDouble(TrialResult::value).reversed())
            .limit(SHOWN)
            .toList();
    Optional<Importance> importance = importance(study);
    Table table = Table.of("trial", "value", "sharpe", "settings");
    for (TrialResult t : best) {
      table.row(
          t.number(),
          "%.5f".formatted(t.value()),
          "%.3f".formatted(t.metrics().getOrDefault(MemberObjective.SHARPE, 0.0)),
          shortened(t.parameters()));
    }
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%s on the first %d bars of %s, to %s%n%s%n%n%s",
            model,
            seen.size(),
            seen.symbol(),
            seen.time(seen.size() - 1),
            study,
            table));
    importance.ifPresent(i -> text.append('\n').append(i).append('\n'));
    text.append("journal: ").append(file).append('\n');
    study.trials().stream()
        .filter(t -> t.state() == TrialState.FAILED)
        .findFirst()
        .ifPresent(t -> text.append("trial " + t.number() + " failed: " + t.why()).append('\n'));
    output.print(out, text.toString(), json(study, importance, file));
  }

  private static String shortened(Map<String, String> settings) {
    StringBuilder out = new StringBuilder();
    settings.forEach(
        (name, value) ->
            out.append(out.isEmpty() ? "" : ", ")
                .append(name)
                .append('=')
                .append(
                    value.matches("-?[0-9]+\\.[0-9]+(E-?[0-9]+)?")
                        ? String.format(Locale.ROOT, "%.3g", Double.parseDouble(value))
                        : value));
    return out.toString();
  }

  /** Empty when there is too little to say. */
  private static Optional<Importance> importance(Study study) {
    try {
      return Optional.of(study.importance());
    } catch (QuantMlException e) { // fewer complete trials than a forest needs
      return Optional.empty();
    }
  }

  private Map<String, Object> json(Study study, Optional<Importance> importance, Path file) {
    return JsonText.object(
        "model",
        model,
        "symbol",
        bars.symbol,
        "ending",
        OutputOptions.lower(study.ending()),
        "complete",
        study.count(TrialState.COMPLETE),
        "pruned",
        study.count(TrialState.PRUNED),
        "failed",
        study.count(TrialState.FAILED),
        "best",
        study.tryBest().map(TuneCommand::json),
        "importance",
        importance.map(Importance::shares),
        "trials",
        study.trials().stream().map(TuneCommand::json).toList(),
        "journal",
        file.toString());
  }

  private static Map<String, Object> json(TrialResult t) {
    boolean complete = t.state() == TrialState.COMPLETE;
    return JsonText.object(
        "number",
        t.number(),
        "state",
        OutputOptions.lower(t.state()),
        "value",
        complete ? Optional.of(t.value()) : Optional.empty(),
        "why",
        t.why(),
        "settings",
        t.parameters(),
        "metrics",
        t.metrics());
  }
}
