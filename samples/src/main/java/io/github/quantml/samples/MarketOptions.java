// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.Horizon;
import io.github.quantml.data.CsvBarSource;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which bars to work on: the real sample data, or the user's file. */
final class MarketOptions {
  private static final Horizon WEEK_OF_DAILY_BARS = Horizon.ofBars(5);
  private static final Horizon HOUR = Horizon.parse("1h");

  @Option(names = "--csv", description = "Your bars: a CSV file, plain or gzipped.")
  private @Nullable Path csv;

  @Option(names = "--symbol", description = "Name of your instrument; default: the file's name.")
  private @Nullable String symbol;

  @Option(names = "--horizon", description = "How far ahead: 5b (bars), 1h, 30d, ...")
  private @Nullable String horizon;

  /** One instrument and how far ahead to look. */
  record Market(BarSeries bars, Horizon horizon) {}

  List<Market> markets() {
    Path file = csv;
    if (file == null) {
      return List.of(
          new Market(SampleData.apple(), horizonOr(WEEK_OF_DAILY_BARS)),
          new Market(SampleData.bitcoin(), horizonOr(HOUR)));
    }
    String name = symbol != null ? symbol : nameOf(file);
    return List.of(new Market(CsvBarSource.of(file).load(name), horizonOr(WEEK_OF_DAILY_BARS)));
  }

  private Horizon horizonOr(Horizon fallback) {
    return horizon == null ? fallback : Horizon.parse(horizon);
  }

  private static String nameOf(Path file) {
    String name = String.valueOf(file.getFileName());
    int dot = name.indexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }
}
