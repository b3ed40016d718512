// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.MarketContext;
import io.github.quantml.api.Prediction;
import io.github.quantml.api.QuantMlSettings;
import io.github.quantml.api.TrainingData;
import io.github.quantml.data.CsvBarSource;
import io.github.quantml.ensemble.EnsembleTrainer;
import io.github.quantml.ensemble.Evaluation;
import io.github.quantml.ensemble.MultiModelEnsemble;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** From bars to a prediction with a page to look at: on real sample data, or on the user's file. */
@Command(
    name = "quickstart",
    description = "Trains an ensemble, predicts, and says how good it was out of sample.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class QuickstartCommand implements Callable<Integer> {
  private static final Horizon WEEK_OF_DAILY_BARS = Horizon.ofBars(5);
  private static final Horizon HOUR = Horizon.parse("1h");

  @Option(names = "--csv", description = "Your bars: a CSV file, plain or gzipped.")
  private @Nullable Path csv;

  @Option(names = "--symbol", description = "Name of your instrument; default: the file's name.")
  private @Nullable String symbol;

  @Option(names = "--horizon", description = "How far ahead: 5b (bars), 1h, 30d, ...")
  private @Nullable String horizon;

  @Option(names = "--seed", description = "Seed of all randomness; default: ML_RANDOM_SEED.")
  private @Nullable Long seed;

  @Option(names = "--evaluate", description = "Print the whole out-of-sample evaluation.")
  private boolean evaluate;

  @Option(
      names = "--page",
      description = "Where to write the page; default: ${DEFAULT-VALUE}.",
      defaultValue = "target/quickstart.html")
  private Path page = Path.of("target/quickstart.html");

  @Spec private @Nullable CommandSpec spec;

  /** One instrument and how far ahead to look. */
  private record Task(BarSeries bars, Horizon horizon) {}

  @Override
  public Integer call() throws IOException {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    HtmlPage html = new HtmlPage("quant-ml quickstart");
    for (Task task : tasks()) {
      MultiModelEnsemble ensemble = train(task);
      Prediction prediction = ensemble.predict(task.bars(), MarketContext.empty());
      Evaluation evaluation = ensemble.evaluation();
      out.println();
      out.println(prediction);
      out.println(
          evaluate ? EvaluationText.table(evaluation) : EvaluationText.sentence(evaluation));
      String symbol = task.bars().symbol();
      html.heading(symbol)
          .table(prediction.toString())
          .chart(QuickstartCharts.price(task.bars(), ensemble, prediction))
          .chart(QuickstartCharts.weights(symbol, evaluation))
          .chart(QuickstartCharts.coverage(symbol, evaluation))
          .table(EvaluationText.table(evaluation));
    }
    html.note(
            "Regimes are filtered: each dot used the bars up to its own and the parameters of the"
                + " last training. The fan's bounds at the horizon are the forecast's; before it"
                + " they are drawn as the square root of time. No forecast is advice.")
        .write(page);
    out.println("Charts: " + page.toAbsolutePath().normalize());
    out.flush();
    return 0;
  }

  private List<Task> tasks() {
    Path file = csv;
    if (file == null) {
      return List.of(
          new Task(SampleData.apple(), horizonOr(WEEK_OF_DAILY_BARS)),
          new Task(SampleData.bitcoin(), horizonOr(HOUR)));
    }
    String name = symbol != null ? symbol : nameOf(file);
    return List.of(new Task(CsvBarSource.of(file).load(name), horizonOr(WEEK_OF_DAILY_BARS)));
  }

  private Horizon horizonOr(Horizon fallback) {
    return horizon == null ? fallback : Horizon.parse(horizon);
  }

  private static String nameOf(Path file) {
    String name = String.valueOf(file.getFileName());
    int dot = name.indexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  private MultiModelEnsemble train(Task task) {
    QuantMlSettings settings = QuantMlSettings.load();
    try (ConsoleProgress progress = new ConsoleProgress(task.bars().symbol())) {
      EnsembleTrainer trainer =
          MultiModelEnsemble.trainer()
              .settings(settings)
              .horizon(task.horizon())
              .progress(progress);
      if (seed != null) {
        trainer.seed(seed);
      }
      return trainer.train(TrainingData.of(task.bars()));
    }
  }
}
