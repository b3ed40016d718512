// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvTradeSourceTest {
  private static final String ROWS = "1385337600,800.01,0.1\n1385337613,800.05,0.25\n";
  private static final Trades EXPECTED =
      Trades.of(
          new long[] {1385337600_000_000_000L, 1385337613_000_000_000L},
          new double[] {800.01, 800.05},
          new double[] {0.1, 0.25});

  private static Trades load(String text, CsvTradeFormat format) {
    return CsvTradeSource.of(Csv.text(text), format).load();
  }

  @Test
  void columns_are_found_by_name_or_by_number() {
    assertThat(load("timestamp,price,amount\n" + ROWS, CsvTradeFormat.defaults()))
        .isEqualTo(EXPECTED);
    assertThat(load("Unix;Price;Qty\n" + ROWS.replace(',', ';'), CsvTradeFormat.defaults()))
        .isEqualTo(EXPECTED);
    assertThat(load(ROWS, CsvTradeFormat.headerless(0, 1, 2))).isEqualTo(EXPECTED);
    assertThat(
            load(
                "a,b,c\n" + ROWS,
                CsvTradeFormat.defaults().withColumns(new CsvTradeFormat.Named("a", "b", "c"))))
        .isEqualTo(EXPECTED);
    assertThat(
            load(
                "time,price,size\n2013-11-24 19:00,800.01,0.1\n2013-11-24 19:00:13,800.05,0.25\n",
                CsvTradeFormat.defaults().withZone(ZoneId.of("America/New_York"))))
        .isEqualTo(EXPECTED);
  }

  @Test
  void a_headerless_file_has_the_width_of_its_first_row() {
    assertThatThrownBy(() -> load(ROWS + "1385337614,1\n", CsvTradeFormat.headerless(0, 1, 2)))
        .hasMessage("aapl.csv line 3: 2 fields, but the first row has 3");
    assertThatThrownBy(() -> load(ROWS + "1385337614,x,1\n", CsvTradeFormat.headerless(0, 1, 2)))
        .hasMessage("aapl.csv line 3: column 2, value x: must be a decimal number such as 1234.5");
    assertThatThrownBy(() -> load(ROWS, CsvTradeFormat.headerless(0, 1, 3)))
        .hasMessage("aapl.csv line 1: no column 4; the first row has 3");
    assertThatThrownBy(() -> CsvTradeFormat.headerless(0, -1, 2))
        .hasMessage("columns: must be at least 0, got 0, -1 and 2");
    assertThatThrownBy(() -> load("", CsvTradeFormat.headerless(0, 1, 2)))
        .hasMessage("aapl.csv: the file is empty");
  }

  @Test
  void trades_of_no_amount_are_left_out_on_request_and_counted() {
    String text = "timestamp,price,amount\n" + ROWS + "1385337614,1,0.000\n1385337614,1,0\n";
    CsvTradeFormat skipping =
        CsvTradeFormat.defaults().withEmptyTrades(CsvTradeFormat.EmptyTrades.SKIP);
    assertThat(load(text, skipping)).isEqualTo(EXPECTED);
    assertThat(CsvTradeSource.of(Csv.text(text), skipping).forEach((time, price, amount) -> {}))
        .isEqualTo(2);
    assertThatThrownBy(() -> load(text + "1385337615,1,-1\n", skipping))
        .hasMessage("aapl.csv line 6: column amount, value -1: must be positive");
  }

  @Test
  void trades_stream_into_bars(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("trades.csv.gz");
    Files.write(file, Csv.gzip("timestamp,price,amount\n" + ROWS + "1385337900,801,1\n"));
    TradeAggregator fiveMinutes =
        TradeAggregator.of("BTC/USD", BarRule.time(Duration.ofMinutes(5)));
    CsvTradeSource.of(file).forEach(fiveMinutes);
    assertThat(fiveMinutes.result().bars().size()).isEqualTo(1);
    assertThat(fiveMinutes.result().bars().time(0))
        .isEqualTo(Instant.parse("2013-11-25T00:05:00Z"));
    assertThat(CsvTradeSource.of(file, CsvTradeFormat.defaults()).load())
        .hasToString("3 trades, 2013-11-25T00:00:00Z to 2013-11-25T00:05:00Z");
  }
}
