// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples;

import io.github.quantml.api.BarSeries;
import io.github.quantml.data.BarRule;
import io.github.quantml.data.ByteSource;
import io.github.quantml.data.CsvBarSource;
import io.github.quantml.data.CsvFormat;
import io.github.quantml.data.CsvTradeFormat;
import io.github.quantml.data.CsvTradeSource;
import io.github.quantml.data.TradeAggregator;
import java.net.URL;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Objects;

/** Real market data that comes with {@code org.ta4j:ta4j-examples} (MIT). */
public final class SampleData {
  private SampleData() {}

  /** Daily bars of AAPL of the year 2013; a bar closes at 16:00 in New York. */
  public static BarSeries apple() {
    CsvFormat format =
        CsvFormat.defaults().withSession(LocalTime.of(16, 0), ZoneId.of("America/New_York"));
    return CsvBarSource.of(resource("appleinc_bars_from_20130101_usd.csv"), format).load("AAPL");
  }

  /**
   * 100,000 BTC/USD trades of seven days of November and December 2013 as 5-minute bars; the 18
   * trades recorded with amount zero are left out.
   */
  public static BarSeries bitcoin() {
    TradeAggregator bars = TradeAggregator.of("BTC/USD", BarRule.time(Duration.ofMinutes(5)));
    CsvTradeSource.of(
            resource("bitstamp_trades_from_20131125_usd.csv"),
            CsvTradeFormat.defaults().withEmptyTrades(CsvTradeFormat.EmptyTrades.SKIP))
        .forEach(bars);
    return bars.result().bars();
  }

  private static ByteSource resource(String name) {
    URL url = SampleData.class.getClassLoader().getResource(name);
    return ByteSource.of(Objects.requireNonNull(url, () -> name + " is not on the class path"));
  }
}
