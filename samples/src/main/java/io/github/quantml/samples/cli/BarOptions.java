// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples.cli;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.InvalidDataException;
import io.github.quantml.data.CsvBarSource;
import io.github.quantml.samples.SampleData;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** Which bars to work on. */
final class BarOptions {
  private static final Pattern INTERVAL = Pattern.compile("([1-9][0-9]{0,5})([smhdw])");

  @Option(
      names = "--symbol",
      defaultValue = "BTC/USD",
      description = "Instrument; default: ${DEFAULT-VALUE}.")
  String symbol = "BTC/USD";

  @Option(
      names = "--data",
      defaultValue = "",
      description = "CSV file of its bars; without one the bundled bars of BTC/USD or AAPL.")
  String data = "";

  @Option(
      names = "--interval",
      defaultValue = "",
      description = "Interval the bars must have, such as 5m, 1h or 1d; default: whatever it is.")
  String interval = "";

  @Option(
      names = "--days-back",
      defaultValue = "0",
      description = "Only the last so many days; 0 for all, the default.")
  double daysBack;

  BarSeries load() {
    if (!(daysBack >= 0 && daysBack <= 100_000)) {
      throw new IllegalArgumentException("--days-back: must lie in [0, 100000], got " + daysBack);
    }
    BarSeries all = read();
    if (!interval.isBlank() && !all.interval().equals(duration(interval))) {
      throw new InvalidDataException(
          symbol
              + ": its bars have interval "
              + all.interval()
              + ", --interval asks for "
              + interval);
    }
    if (daysBack == 0 || all.isEmpty()) {
      return all;
    }
    Instant from = all.time(all.size() - 1).minus(Duration.ofSeconds((long) (daysBack * 86_400)));
    int first = all.countUntil(from);
    if (first == all.size()) {
      throw new InsufficientDataException(
          symbol + ": bars of the last " + daysBack + " days", 1, 0);
    }
    return all.window(first, all.size());
  }

  private BarSeries read() {
    if (!data.isBlank()) {
      return CsvBarSource.of(Path.of(data)).load(symbol);
    }
    return switch (symbol) {
      case "BTC/USD" -> SampleData.bitcoin();
      case "AAPL" -> SampleData.apple();
      default ->
          throw new InvalidDataException(
              "--symbol "
                  + symbol
                  + ": no bars of it are bundled (those of BTC/USD and AAPL are);"
                  + " name a CSV file by --data");
    };
  }

  private static Duration duration(String text) {
    Matcher m = INTERVAL.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!m.matches()) {
      throw new IllegalArgumentException(
          "--interval: must be a number with s, m, h, d or w, got '" + text + "'");
    }
    long n = Long.parseLong(m.group(1));
    return switch (m.group(2)) {
      case "s" -> Duration.ofSeconds(n);
      case "m" -> Duration.ofMinutes(n);
      case "h" -> Duration.ofHours(n);
      case "d" -> Duration.ofDays(n);
      default -> Duration.ofDays(7 * n);
    };
  }
}
