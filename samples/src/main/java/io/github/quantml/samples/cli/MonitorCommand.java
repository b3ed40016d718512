// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples.cli;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.ModelUri;
import io.github.quantml.api.ModelVersion;
import io.github.quantml.api.QuantMlSettings;
import io.github.quantml.api.TrainingData;
import io.github.quantml.ensemble.MultiModelEnsemble;
import io.github.quantml.pipeline.MLTrainingPipeline;
import io.github.quantml.pipeline.TrainingReport;
import io.github.quantml.pipeline.monitor.AccuracyReport;
import io.github.quantml.pipeline.monitor.Action;
import io.github.quantml.pipeline.monitor.DataDrift;
import io.github.quantml.pipeline.monitor.Joined;
import io.github.quantml.pipeline.monitor.Monitor;
import io.github.quantml.pipeline.monitor.MonitoringInput;
import io.github.quantml.pipeline.monitor.MonitoringReport;
import io.github.quantml.pipeline.monitor.MonitoringState;
import io.github.quantml.pipeline.monitor.PredictionLog;
import io.github.quantml.samples.host.Host;
import io.github.quantml.samples.host.MarketData;
import io.github.quantml.samples.host.RegisteredModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Holds what was served against what came, and today's bars against those of the training. */
@Command(
    name = "monitor",
    description = {
      "Checks the versions that serve a symbol: logged predictions against what came, new bars",
      "against those of the training. A finding counts when two checks in a row have it, so run it",
      "regularly, with the newest bars as --data."
    },
    footer = {
      "",
      "Exit codes: 0 nothing grave or all of it done, 1 failed, 2 wrong use,",
      "3 a training or a roll-back is asked for and --apply was not given.",
      "",
      "Examples:",
      "  samples/run quantml ml monitor --symbol AAPL --data ~/bars",
      "  samples/run quantml ml monitor --symbol AAPL --data ~/bars --apply --json"
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class MonitorCommand implements Callable<Integer> {
  /** Exit code when something grave is left to do. */
  static final int ASKS = 3;

  /** Recent bars that are compared with those a model was trained on. */
  private static final int RECENT = 60;

  private static final int LEAST_REFERENCE = 100;
  private static final int WINDOW = 50;

  @Mixin private BarOptions bars = new BarOptions();

  @Option(
      names = "--apply",
      description =
          "Does what is asked for: trains, rolls back. Smaller weights of members are for a"
              + " running service, which keeps them until another version takes over.")
  private boolean apply;

  @Mixin private OutputOptions output = new OutputOptions();

  @Spec private @Nullable CommandSpec spec;

  /** One model, what was found and what was done. */
  private record Checked(
      MonitoringReport report,
      Joined joined,
      Optional<AccuracyReport> accuracy,
      List<String> done) {}

  @Override
  public Integer call() throws IOException {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    Host host = Host.of(QuantMlSettings.load(), bars.market());
    BarSeries series = bars.load();
    PredictionLog.Reading log = Serving.log(host).read();
    String slug = MarketData.slug(series.symbol());
    List<Checked> all = new ArrayList<>();
    for (String name : host.registry().names()) {
      Optional<RegisteredModel> parts = RegisteredModel.parse(name);
      if (parts.isPresent() && parts.get().ticker().equals(slug)) {
        Optional<ModelVersion> champion =
            host.registry().list(name).stream()
                .filter(v -> v.aliases().contains(Host.CHAMPION))
                .findFirst();
        if (champion.isPresent()) {
          all.add(check(host, series, log, parts.get(), champion.get()));
        }
      }
    }
    StringBuilder text = new StringBuilder();
    if (all.isEmpty()) {
      text.append(series.symbol())
          .append(": nothing serves it; train by: samples/run quantml ml train")
          .append(bars.flags())
          .append(System.lineSeparator());
    }
    all.forEach(c -> text(c, text));
    output.print(
        out,
        text.toString(),
        JsonText.object(
            "symbol", series.symbol(), "models", all.stream().map(MonitorCommand::json).toList()));
    boolean left =
        all.stream()
            .anyMatch(
                c ->
                    c.done().isEmpty()
                        && (c.report().asksFor(Action.Kind.RETRAIN)
                            || c.report().asksFor(Action.Kind.ROLL_BACK)));
    return left ? ASKS : 0;
  }

  private Checked check(
      Host host,
      BarSeries series,
      PredictionLog.Reading log,
      RegisteredModel parts,
      ModelVersion version)
      throws IOException {
    Joined joined =
        Joined.of(
            log.predictions().stream().filter(p -> p.model().equals(version.name())).toList(),
            series);
    MultiModelEnsemble ensemble =
        MultiModelEnsemble.of(
            host.registry()
                .resolve(
                    new ModelUri(version.name(), new ModelUri.Selector.Version(version.version()))),
            host.settings());
    MonitoringInput input =
        MonitoringInput.of(
                version.name(), version.version(), joined.scored(), Clock.systemUTC().instant())
            .withFaults(log.faults());
    int trained = series.countUntil(ensemble.provenance().trainedTo());
    int split = series.size() - trained >= RECENT ? trained : series.size() - RECENT;
    if (split >= LEAST_REFERENCE) {
      input =
          input.withDrift(
              DataDrift.withDefaults()
                  .compare(series.window(0, split), series.window(split, series.size())));
    }
    Optional<Integer> before =
        host.registry().list(version.name()).stream()
            .map(ModelVersion::version)
            .filter(v -> v < version.version())
            .max(Integer::compare);
    if (before.isPresent()) {
      input = input.withBefore(before.get());
    }
    Path state = host.home().resolve("monitoring").resolve(version.name() + ".json");
    MonitoringReport report =
        Monitor.withDefaults()
            .check(
                input,
                Files.exists(state) ? MonitoringState.read(state) : MonitoringState.initial());
    Files.createDirectories(Objects.requireNonNull(state.getParent()));
    report.next().write(state);
    Optional<AccuracyReport> accuracy =
        joined.scored().isEmpty()
            ? Optional.empty()
            : Optional.of(AccuracyReport.of(joined.scored(), WINDOW));
    List<String> done = apply ? apply(host, series, parts, version, ensemble, report) : List.of();
    return new Checked(report, joined, accuracy, done);
  }

  /** Rolls back or trains, once each; what is asked of a member's weight is for a service. */
  private List<String> apply(
      Host host,
      BarSeries series,
      RegisteredModel parts,
      ModelVersion version,
      MultiModelEnsemble ensemble,
      MonitoringReport report) {
    List<String> done = new ArrayList<>();
    if (report.asksFor(Action.Kind.ROLL_BACK)) {
      ModelVersion back = host.registry().rollBack(version.name(), Host.CHAMPION);
      done.add(version.name() + " serves version " + back.version() + " again");
    }
    if (report.asksFor(Action.Kind.RETRAIN)) {
      TreeSet<String> members = new TreeSet<>(ensemble.members());
      try (OutputOptions.Watch watch = output.watch(version.name())) {
        TrainingReport training =
            MLTrainingPipeline.of(
                    host.training(series, Horizon.parse(parts.horizon()), List.copyOf(members))
                        .progress(watch)
                        .build())
                .train(parts.model(), TrainingData.of(series), true);
        done.add(training.toString().strip());
      }
    }
    return done;
  }

  private static void text(Checked c, StringBuilder text) {
    text.append(c.report());
    text.append(
        String.format(
            "  %d predictions scored, %d wait for their horizon, %d on bars that are not there, %d"
                + " made when the outcome was known%n",
            c.joined().scored().size(),
            c.joined().waiting(),
            c.joined().unmatched(),
            c.joined().hindsight()));
    c.accuracy().ifPresent(a -> text.append(a.toString().indent(2)));
    c.report().drift().ifPresent(d -> text.append(d.toString().indent(2)));
    c.done().forEach(d -> text.append("  done: ").append(d).append(System.lineSeparator()));
  }

  private static Map<String, Object> json(Checked c) {
    MonitoringReport r = c.report();
    return JsonText.object(
        "model",
        r.model(),
        "version",
        r.version(),
        "checked",
        r.next().checked(),
        "scored",
        c.joined().scored().size(),
        "waiting",
        c.joined().waiting(),
        "unmatched",
        c.joined().unmatched(),
        "hindsight",
        c.joined().hindsight(),
        "accuracy",
        r.accuracy(),
        "members",
        r.members(),
        "drift",
        r.drift(),
        "findings",
        r.findings(),
        "actions",
        r.actions(),
        "weights",
        r.weights(),
        "done",
        c.done());
  }
}
