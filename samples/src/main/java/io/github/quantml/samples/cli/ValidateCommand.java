// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples.cli;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.QuantMlException;
import io.github.quantml.api.RepairPolicy;
import io.github.quantml.api.spi.BarRequest;
import io.github.quantml.cyclical.anomaly.DataIssue;
import io.github.quantml.cyclical.anomaly.DataQuality;
import io.github.quantml.data.CsvBarSource;
import io.github.quantml.data.CsvFormat;
import io.github.quantml.data.LoadedBars;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says everything that is wrong with files of bars. */
@Command(
    name = "validate",
    description = {
      "Checks CSV files of bars: every row that breaks a rule, with column, value and rule, and",
      "what is allowed but odd - stale prices, moves without volume, steps that look like splits."
    },
    footer = {
      "",
      "Exit codes: 0 no faults, 1 faults, 2 wrong use. What is odd is no fault, unless --strict.",
      "",
      "Examples:",
      "  samples/run quantml data validate ~/bars",
      "  samples/run quantml data validate aapl.csv --most 100 --json"
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ValidateCommand implements Callable<Integer> {
  private static final CsvFormat LENIENT = CsvFormat.defaults().withRepair(RepairPolicy.lenient());

  @Parameters(paramLabel = "FILE|DIR", description = "A CSV file, or a directory of them.")
  private Path path = Path.of(".");

  @Option(
      names = "--most",
      defaultValue = "20",
      description = "Faults and findings shown of each file; default: ${DEFAULT-VALUE}.")
  private int most = 20;

  @Option(names = "--strict", description = "What is odd counts as a fault.")
  private boolean strict;

  @Mixin private OutputOptions output = new OutputOptions();

  @Spec private @Nullable CommandSpec spec;

  /** A row and what is wrong with it. */
  private record Fault(String where, String fault) {}

  /** A bar and what is odd about it. */
  private record Oddity(Instant time, String rule, double value, String text) {}

  private record Checked(
      String file,
      int bars,
      String interval,
      @Nullable Instant from,
      @Nullable Instant to,
      List<Fault> faults,
      List<Oddity> oddities) {}

  @Override
  public Integer call() throws IOException {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    List<Checked> all = new ArrayList<>();
    for (Path file : files()) {
      all.add(check(file));
    }
    boolean bad =
        all.stream().anyMatch(c -> !c.faults().isEmpty() || (strict && !c.oddities().isEmpty()));
    StringBuilder text = new StringBuilder();
    all.forEach(c -> text(c, text));
    long faulty = all.stream().filter(c -> !c.faults().isEmpty()).count();
    text.append(
        String.format(
            Locale.ROOT,
            "%d files, %d with faults, %d faults, %d odd bars%n",
            all.size(),
            faulty,
            all.stream().mapToInt(c -> c.faults().size()).sum(),
            all.stream().mapToInt(c -> c.oddities().size()).sum()));
    output.print(out, text.toString(), JsonText.object("valid", !bad, "files", all));
    return bad ? 1 : 0;
  }

  private List<Path> files() throws IOException {
    if (!Files.exists(path)) {
      throw new IllegalArgumentException(path + ": there is no such file or directory");
    }
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> found = Files.list(path)) {
      List<Path> files =
          found
              .filter(f -> f.toString().endsWith(".csv") || f.toString().endsWith(".csv.gz"))
              .sorted()
              .toList();
      if (files.isEmpty()) {
        throw new IllegalArgumentException(path + ": has no CSV files");
      }
      return files;
    }
  }

  private static Checked check(Path file) {
    String name = String.valueOf(file.getFileName());
    String symbol = name.replaceFirst("\\.csv(\\.gz)?$", "");
    LoadedBars loaded;
    try {
      loaded = CsvBarSource.of(file, LENIENT).loadWithRepairs(BarRequest.of(symbol));
    } catch (QuantMlException e) { // the file as a whole cannot be read
      return new Checked(
          name,
          0,
          "",
          null,
          null,
          List.of(new Fault("file", String.valueOf(e.getMessage()))),
          List.of());
    }
    List<Fault> faults =
        loaded.repairs().stream().map(r -> new Fault(r.where(), fault(r.action()))).toList();
    BarSeries bars = loaded.bars();
    List<Oddity> odd =
        DataQuality.defaults().check(bars).stream()
            .map(i -> new Oddity(bars.time(i.bar()), rule(i), i.value(), say(i)))
            .toList();
    return new Checked(
        name,
        bars.size(),
        bars.interval().toString(),
        bars.isEmpty() ? null : bars.time(0),
        bars.isEmpty() ? null : bars.time(bars.size() - 1),
        faults,
        odd);
  }

  /** A reader of bars would refuse the row; that this one mended it is of no use to know. */
  private static String fault(String action) {
    return action.startsWith("dropped: ") ? action.substring("dropped: ".length()) : action;
  }

  private static String rule(DataIssue issue) {
    return OutputOptions.lower(issue.rule());
  }

  private static String say(DataIssue issue) {
    return switch (issue.rule()) {
      case STALE -> String.format(Locale.ROOT, "the same prices for %.0f bars", issue.value());
      case SPLIT_LIKE ->
          String.format(Locale.ROOT, "opens at %.4g times the close before", issue.value());
      case NO_VOLUME ->
          String.format(Locale.ROOT, "moves by %+.2f %% without volume", 100 * issue.value());
      case CROSSED -> "prices cross";
    };
  }

  private void text(Checked c, StringBuilder text) {
    String span =
        c.from() == null
            ? "no bars"
            : c.bars() + " bars of " + c.interval() + ", " + c.from() + " to " + c.to();
    text.append(String.format("%s: %s%n", c.file(), span));
    c.faults().stream()
        .limit(most)
        .forEach(f -> text.append(String.format("  FAULT  %s: %s%n", f.where(), f.fault())));
    more(c.faults().size(), text);
    c.oddities().stream()
        .limit(most)
        .forEach(
            o -> text.append(String.format("  odd    %s %s: %s%n", o.time(), o.rule(), o.text())));
    more(c.oddities().size(), text);
  }

  private void more(int size, StringBuilder text) {
    if (size > most) {
      text.append(String.format("  ... and %d more%n", size - most));
    }
  }
}
