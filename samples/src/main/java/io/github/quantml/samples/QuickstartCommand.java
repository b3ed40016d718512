// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples;

import io.github.quantml.api.MarketContext;
import io.github.quantml.api.Prediction;
import io.github.quantml.api.QuantMlSettings;
import io.github.quantml.api.TrainingData;
import io.github.quantml.ensemble.EnsembleTrainer;
import io.github.quantml.ensemble.Evaluation;
import io.github.quantml.ensemble.MultiModelEnsemble;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
  @Mixin private MarketOptions markets = new MarketOptions();

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

  @Override
  public Integer call() throws IOException {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    HtmlPage html = new HtmlPage("quant-ml quickstart");
    for (MarketOptions.Market task : markets.markets()) {
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

  private MultiModelEnsemble train(MarketOptions.Market task) {
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
