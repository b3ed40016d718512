// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples.host;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.InvalidDataException;
import io.github.quantml.api.QuantMlException;
import io.github.quantml.data.CsvBarSource;
import io.github.quantml.samples.SampleData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Bars by ticker: a directory of CSV files named {@code TICKER.csv}, and the bundled AAPL and
 * BTC/USD of 2013. In file names and addresses a slash is a hyphen: {@code BTC-USD}. Files are read
 * again when they changed. Thread-safe.
 */
public final class MarketData {
  private static final Pattern TICKER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.=^-]{0,31}");
  private static final Map<String, Supplier<BarSeries>> BUNDLED =
      Map.of("AAPL", SampleData::apple, "BTC-USD", SampleData::bitcoin);

  private final @Nullable Path directory;
  private final Map<String, Read> read = new ConcurrentHashMap<>();

  private record Read(@Nullable FileTime modified, long size, BarSeries bars) {}

  private MarketData(@Nullable Path directory) {
    this.directory = directory;
  }

  /** The bundled bars. */
  public static MarketData bundled() {
    return new MarketData(null);
  }

  /** A directory of CSV files, and the bundled bars beside it. */
  public static MarketData of(Path directory) {
    if (!Files.isDirectory(directory)) {
      throw new InvalidDataException(directory + ": is no directory of CSV files");
    }
    return new MarketData(directory);
  }

  /** A ticker as it stands in addresses, file names and names of models. */
  public static String slug(String ticker) {
    return ticker.replace('/', '-');
  }

  /**
   * The bars of a ticker.
   *
   * @throws UnknownTickerException when there are none
   */
  public BarSeries bars(String ticker) {
    String slug = slug(ticker);
    if (!TICKER.matcher(slug).matches()) {
      throw new UnknownTickerException(ticker, tickers());
    }
    Path file = directory == null ? null : directory.resolve(slug + ".csv");
    if (file != null && Files.isRegularFile(file)) {
      return fromFile(slug, file);
    }
    Supplier<BarSeries> bundled = BUNDLED.get(slug);
    if (bundled == null) {
      throw new UnknownTickerException(ticker, tickers());
    }
    return read.computeIfAbsent(slug, s -> new Read(null, 0, bundled.get())).bars();
  }

  private BarSeries fromFile(String slug, Path file) {
    try {
      FileTime modified = Files.getLastModifiedTime(file);
      long size = Files.size(file);
      Read known = read.get(slug);
      if (known != null && modified.equals(known.modified()) && size == known.size()) {
        return known.bars();
      }
      BarSeries bars = CsvBarSource.of(file).load(slug);
      read.put(slug, new Read(modified, size, bars));
      return bars;
    } catch (IOException e) {
      throw new QuantMlException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /** Tickers there are bars of, sorted. */
  public Iterable<String> tickers() {
    TreeSet<String> all = new TreeSet<>(BUNDLED.keySet());
    if (directory != null) {
      try (Stream<Path> files = Files.list(directory)) {
        files
            .map(p -> String.valueOf(p.getFileName()))
            .filter(name -> name.endsWith(".csv"))
            .map(name -> name.substring(0, name.length() - ".csv".length()))
            .filter(name -> TICKER.matcher(name).matches())
            .forEach(all::add);
      } catch (IOException e) {
        throw new QuantMlException(directory + ": cannot be listed: " + e.getMessage(), e);
      }
    }
    return all;
  }
}
