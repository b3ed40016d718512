// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples.cli;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.InvalidDataException;
import io.github.quantml.data.CsvBarSource;
import io.github.quantml.data.Resampler;
import io.github.quantml.samples.SampleData;
import io.github.quantml.samples.host.MarketData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
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
      description =
          "CSV file of its bars, or a directory of TICKER.csv; without it the bundled bars of"
              + " BTC/USD or AAPL.")
  String data = "";

  @Option(
      names = "--interval",
      defaultValue = "",
      description =
          "Interval of the bars, such as 5m, 1h or 1d, made of finer ones where need be; default:"
              + " that of the data.")
  String interval = "";

  @Option(
      names = "--days-back",
      defaultValue = "0",
      description = "Only the last so many days; 0 for all, the default.")
  double daysBack;

  @Option(
      names = "--until",
      description = "Only bars that close on or before this day (UTC), such as 2013-11-30.")
  @Nullable LocalDate until;

  /** The tickers that may be asked for. */
  MarketData market() {
    return !data.isBlank() && Files.isDirectory(Path.of(data))
        ? MarketData.of(Path.of(data))
        : MarketData.bundled();
  }

  /** Whether the bars come from the user. */
  boolean isOwn() {
    return !data.isBlank();
  }

  BarSeries load() {
    if (!(daysBack >= 0 && daysBack <= 100_000)) {
      throw new IllegalArgumentException("--days-back: must lie in [0, 100000], got " + daysBack);
    }
    BarSeries all = spaced(read());
    if (until != null) {
      all = all.until(until.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
      if (all.isEmpty()) {
        throw new InsufficientDataException(symbol + ": bars until " + until, 1, 0);
      }
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

  /** The options that name the same bars, for commands that are shown to the user. */
  String flags() {
    StringBuilder out = new StringBuilder(" --symbol ").append(symbol);
    if (!data.isBlank()) {
      out.append(" --data ").append(data);
    }
    if (!interval.isBlank()) {
      out.append(" --interval ").append(interval);
    }
    return out.toString();
  }

  /** How far ahead where nothing is said: a dozen bars inside a day, else five. */
  static Horizon defaultHorizon(BarSeries bars) {
    return Horizon.ofBars(bars.interval().compareTo(Duration.ofDays(1)) < 0 ? 12 : 5);
  }

  /** The horizon of an option that may be left out. */
  static Horizon horizon(String text, BarSeries bars) {
    return text.isBlank() ? defaultHorizon(bars) : Horizon.parse(text);
  }

  private BarSeries spaced(BarSeries bars) {
    if (interval.isBlank() || bars.isEmpty()) {
      return bars;
    }
    Duration wanted = duration(interval);
    if (wanted.toNanos() % bars.interval().toNanos() != 0) {
      throw new InvalidDataException(
          symbol
              + ": its bars have interval "
              + bars.interval()
              + ", of which no bars of --interval "
              + interval
              + " can be made");
    }
    return Resampler.of(wanted).resample(bars);
  }

  private BarSeries read() {
    if (!data.isBlank()) {
      Path path = Path.of(data);
      return Files.isDirectory(path)
          ? MarketData.of(path).bars(symbol)
          : CsvBarSource.of(path).load(symbol);
    }
    return switch (symbol) {
      case "BTC/USD", "BTC-USD" -> SampleData.bitcoin();
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
