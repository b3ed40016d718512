// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reproduces the table of exchange rates in docs/DEEP.md. */
@Command(
    name = "exchange-rate",
    description = {
      "Trains every model on the exchange_rate data of the long-horizon literature and prints",
      "errors beside the naive forecast. One seed of all models takes about an hour."
    },
    mixinStandardHelpOptions = true)
final class ExchangeRateCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "exchange_rate.txt: 7588 rows of 8 numbers.")
  private Path file = Path.of("exchange_rate.txt");

  @Option(names = "--models", split = ",", description = "Some of the models; default: all.")
  private List<String> models = new ArrayList<>(ExchangeRateStudy.models().keySet());

  @Option(names = "--steps", split = ",", description = "Days ahead; default: ${DEFAULT-VALUE}.")
  private List<Integer> steps = List.of(96, 192, 336, 720);

  @Option(names = "--seeds", split = ",", description = "Default: ${DEFAULT-VALUE}.")
  private List<Long> seeds = List.of(1L, 2L, 3L);

  @Option(
      names = "--results",
      description = "Keeps each result; what is there is not computed again.")
  private Path results = Path.of("target/exchange-rate.tsv");

  @Spec private @Nullable CommandSpec spec;

  /** One line of the results. */
  private record Line(String model, int steps, long seed, double mse, double mae) {
    static Line parse(String text) {
      String[] cells = text.split("\t", -1);
      return new Line(
          cells[0],
          Integer.parseInt(cells[1]),
          Long.parseLong(cells[2]),
          Double.parseDouble(cells[3]),
          Double.parseDouble(cells[4]));
    }

    boolean is(String m, int h, long s) {
      return model.equals(m) && steps == h && seed == s;
    }
  }

  @Override
  public Integer call() throws IOException {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    ExchangeRateStudy study = ExchangeRateStudy.read(file);
    Files.createDirectories(results.toAbsolutePath().getParent());
    List<Line> lines = new ArrayList<>();
    if (Files.exists(results)) {
      Files.readAllLines(results).forEach(text -> lines.add(Line.parse(text)));
    }
    for (long seed : seeds) {
      for (int h : steps) {
        for (String model : models) {
          long s = model.equals("naive") ? 0 : seed;
          if (lines.stream().noneMatch(line -> line.is(model, h, s))) {
            run(study, model, h, s, lines, out);
          }
        }
      }
    }
    table(lines, out);
    out.flush();
    return 0;
  }

  private void run(
      ExchangeRateStudy study, String model, int h, long seed, List<Line> lines, PrintWriter out)
      throws IOException {
    var config = ExchangeRateStudy.models().get(model);
    if (config == null) {
      throw new IllegalArgumentException(
          "models: there is no '" + model + "', there are " + ExchangeRateStudy.models().keySet());
    }
    long start = System.nanoTime();
    ExchangeRateStudy.Errors e = study.run(config, h, seed);
    add(lines, new Line(model, h, seed, e.mse(), e.mae()));
    if (model.equals("naive")) {
      add(lines, new Line("naive, last batch dropped", h, 0, e.mseDropped(), e.maeDropped()));
    }
    out.printf(
        Locale.ROOT,
        "%-16s H %3d seed %d: MSE %.4f MAE %.4f, %d epochs, %.0f s%n",
        model,
        h,
        seed,
        e.mse(),
        e.mae(),
        e.epochs(),
        (System.nanoTime() - start) / 1e9);
    out.flush();
  }

  private void add(List<Line> lines, Line line) throws IOException {
    lines.add(line);
    Files.writeString(
        results,
        line.model()
            + "\t"
            + line.steps()
            + "\t"
            + line.seed()
            + "\t"
            + line.mse()
            + "\t"
            + line.mae()
            + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  /** Mean of the seeds, and their standard deviation where there are several. */
  private void table(List<Line> lines, PrintWriter out) {
    Set<String> shown = new LinkedHashSet<>();
    for (Map.Entry<String, ?> e : ExchangeRateStudy.models().entrySet()) {
      if (models.contains(e.getKey())) {
        shown.add(e.getKey());
        if (e.getKey().equals("naive")) {
          shown.add("naive, last batch dropped");
        }
      }
    }
    StringBuilder head = new StringBuilder("\n| model, rows seen |");
    StringBuilder rule = new StringBuilder("|---|");
    steps.forEach(
        h -> {
          head.append(" MSE / MAE, ").append(h).append(" days |");
          rule.append("---|");
        });
    out.println(head);
    out.println(rule);
    for (String model : shown) {
      StringBuilder row = new StringBuilder("| " + model + " |");
      for (int h : steps) {
        Map<Long, Line> found = new LinkedHashMap<>();
        lines.stream()
            .filter(line -> line.model().equals(model) && line.steps() == h)
            .forEach(line -> found.put(line.seed(), line));
        row.append(' ').append(cell(new ArrayList<>(found.values()))).append(" |");
      }
      out.println(row);
    }
  }

  private static String cell(List<Line> runs) {
    if (runs.isEmpty()) {
      return "-";
    }
    double[] mse = runs.stream().mapToDouble(Line::mse).toArray();
    double[] mae = runs.stream().mapToDouble(Line::mae).toArray();
    return runs.size() == 1
        ? String.format(Locale.ROOT, "%.4f / %.4f", mse[0], mae[0])
        : String.format(
            Locale.ROOT,
            "%.4f ± %.4f / %.4f ± %.4f",
            mean(mse),
            deviation(mse),
            mean(mae),
            deviation(mae));
  }

  private static double mean(double[] x) {
    double sum = 0;
    for (double v : x) {
      sum += v;
    }
    return sum / x.length;
  }

  private static double deviation(double[] x) {
    double centre = mean(x);
    double squares = 0;
    for (double v : x) {
      squares += (v - centre) * (v - centre);
    }
    return Math.sqrt(squares / (x.length - 1));
  }
}
