// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.RepairPolicy;
import io.github.quantml.api.spi.BarRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The real files that hosts will have. Counts and values are those of the files, read with grep and
 * awk.
 */
@Tag("data")
class SharedDataTest {
  private static final CsvFormat NEW_YORK =
      CsvFormat.defaults().withSession(LocalTime.of(16, 0), ZoneId.of("America/New_York"));

  private static Path path(String relative) {
    String configured = System.getProperty("quantml.data");
    if (configured != null) {
      return Path.of(configured, relative);
    }
    Path beside = Path.of("../shared/data", relative);
    return Files.exists(beside) ? beside : Path.of("../../shared/data", relative);
  }

  @Test
  void apple_of_2013() {
    BarSeries bars =
        CsvBarSource.of(path("ta4j_examples/appleinc_bars_from_20130101_usd.csv"), NEW_YORK)
            .load("AAPL");
    assertThat(bars.size()).isEqualTo(252);
    assertThat(bars.interval()).isEqualTo(Duration.ofDays(1));
    assertThat(bars.time(0)).isEqualTo(Instant.parse("2013-01-02T21:00:00Z"));
    assertThat(bars.open(0)).isEqualTo(553.82);
    assertThat(bars.volume(0)).isEqualTo(20018500);
    assertThat(bars.time(251)).isEqualTo(Instant.parse("2013-12-31T21:00:00Z"));
    assertThat(bars.close(251)).isEqualTo(561.02);
  }

  @Test
  void a_hundred_thousand_bitcoin_trades_in_five_minute_bars() {
    CsvTradeSource source =
        CsvTradeSource.of(
            path("ta4j_examples/bitstamp_trades_from_20131125_usd.csv"),
            CsvTradeFormat.defaults().withEmptyTrades(CsvTradeFormat.EmptyTrades.SKIP));
    Trades trades = source.load();
    assertThat(trades.size()).as("100,000 less 18 of amount 0").isEqualTo(99_982);
    assertThat(trades.time(0)).isEqualTo(Instant.ofEpochSecond(1385337600));
    assertThat(trades.price(0)).isEqualTo(800.01);
    assertThat(trades.time(99_981)).isEqualTo(Instant.ofEpochSecond(1385913725));
    assertThat(trades.amount(99_981)).isEqualTo(1.2926331);

    BarRule fiveMinutes = BarRule.time(Duration.ofMinutes(5));
    TradeAggregator streamed = TradeAggregator.of("BTC/USD", fiveMinutes);
    assertThat(source.forEach(streamed)).isEqualTo(18);
    AggregatedBars result = TradeAggregator.aggregate("BTC/USD", trades, fiveMinutes);
    assertThat(streamed.result()).isEqualTo(result);
    BarSeries bars = result.bars();
    assertThat(bars.size()).isEqualTo(1916);
    assertThat(result.pendingTrades()).isEqualTo(68);
    assertBar(bars, 0, 1385337900, 800.01, 807.47, 800.01, 806.5, 5.75288384);
    assertBar(bars, 1915, 1385913600, 990.67, 992, 986, 990.12, 111.62836813);
    double volume = result.pendingVolume();
    for (int i = 0; i < bars.size(); i++) {
      volume += bars.volume(i);
    }
    double amounts = 0;
    for (int i = 0; i < trades.size(); i++) {
      amounts += trades.amount(i);
    }
    assertThat(volume).isCloseTo(amounts, within(1e-9 * amounts));
  }

  private static void assertBar(
      BarSeries bars,
      int i,
      long time,
      double open,
      double high,
      double low,
      double close,
      double volume) {
    assertThat(bars.time(i)).isEqualTo(Instant.ofEpochSecond(time));
    assertThat(bars.open(i)).isEqualTo(open);
    assertThat(bars.high(i)).isEqualTo(high);
    assertThat(bars.low(i)).isEqualTo(low);
    assertThat(bars.close(i)).isEqualTo(close);
    assertThat(bars.volume(i)).isCloseTo(volume, within(1e-9));
  }

  @Test
  void google_with_an_unnamed_first_column() {
    BarSeries bars = CsvBarSource.of(path("backtestingpy/GOOG.csv"), NEW_YORK).load("GOOG");
    assertThat(bars.size()).isEqualTo(2148);
    assertThat(bars.time(0)).isEqualTo(Instant.parse("2004-08-19T20:00:00Z"));
    assertThat(bars.close(0)).isEqualTo(100.34);
    assertThat(bars.time(2147)).isEqualTo(Instant.parse("2013-03-01T21:00:00Z"));
  }

  @Test
  void every_stock_of_the_stocknet_directory() throws IOException {
    Path directory = path("stocknet_prices/raw");
    CsvBarSource source =
        CsvBarSource.of(
            directory,
            NEW_YORK.withRepair(RepairPolicy.strict().withBadBars(RepairPolicy.BadBars.DROP)));
    List<String> symbols;
    try (Stream<Path> files = Files.list(directory)) {
      symbols = files.map(f -> f.getFileName().toString().replace(".csv", "")).sorted().toList();
    }
    assertThat(symbols).hasSize(88);
    List<String> dropped = new ArrayList<>();
    for (String symbol : symbols) {
      long lines;
      try (Stream<String> text = Files.lines(directory.resolve(symbol + ".csv"))) {
        lines = text.filter(l -> !l.isBlank()).count();
      }
      LoadedBars loaded = source.loadWithRepairs(BarRequest.of(symbol));
      assertThat(loaded.bars().size() + loaded.repairs().size()).isEqualTo((int) lines - 1);
      loaded.repairs().forEach(r -> dropped.add(symbol));
    }
    assertThat(dropped).as("rows of nulls on 2016-06-29").containsExactly("PTR", "REX", "SNP");
    BarSeries apple = source.load("AAPL");
    assertThat(apple.time(0)).isEqualTo(Instant.parse("2012-09-04T20:00:00Z"));
    assertThat(apple.close(0)).isEqualTo(96.424286);
  }

  @Test
  void five_minute_bars_with_date_and_time_apart() {
    BarSeries bars =
        CsvBarSource.of(
                path("backtrader/2006-min-005.txt"),
                CsvFormat.defaults().withZone(ZoneId.of("Europe/Berlin")))
            .load("EUROSTOXX");
    assertThat(bars.interval()).isEqualTo(Duration.ofMinutes(5));
    assertThat(bars.time(0)).isEqualTo(Instant.parse("2006-01-02T08:05:00Z"));
    BarSeries hourly = Resampler.of(Duration.ofHours(1)).resample(bars);
    assertThat(hourly.open(0)).isEqualTo(3578.73);
  }
}
