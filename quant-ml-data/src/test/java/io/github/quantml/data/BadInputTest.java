// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.data;

import static io.github.quantml.data.Csv.HEADER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.quantml.api.QuantMlException;
import io.github.quantml.api.spi.BarRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every way a file can be wrong, and the exact message a user gets; prints the table. */
class BadInputTest {
  private static final Map<String, String> TABLE = new LinkedHashMap<>();
  private static final String ROW = "2024-01-02,10,11,9,10,100\n";

  @TempDir Path directory;

  @AfterAll
  static void print() {
    TABLE.forEach((what, message) -> System.out.printf("%-32s | %s%n", what, message));
  }

  /** Does it, and compares what it says; the table holds it as the user sees it. */
  private static void expect(String what, Runnable action, String message) {
    Throwable thrown = catchThrowable(action::run);
    assertThat(thrown)
        .as(what)
        .isInstanceOfAny(QuantMlException.class, IllegalArgumentException.class);
    TABLE.put(what, thrown.getMessage().replaceAll("in \\S*junit-?\\d+", "in data"));
    assertThat(thrown).as(what).hasMessage(message);
  }

  private static void bars(String what, String text, String message) {
    expect(what, () -> Csv.bars(text).load("AAPL"), message);
  }

  private static void format(String what, String text, CsvFormat format, String message) {
    expect(what, () -> CsvBarSource.of(Csv.text(text), format).load("AAPL"), message);
  }

  private static void bytes(String what, String name, byte[] bytes, String message) {
    ByteSource source = Csv.bytes(name, bytes);
    expect(what, () -> CsvBarSource.of(source, CsvFormat.defaults()).load("AAPL"), message);
  }

  private static void trades(String what, String text, String message) {
    ByteSource source = Csv.bytes("btc.csv", text.getBytes(StandardCharsets.UTF_8));
    expect(what, () -> CsvTradeSource.of(source, CsvTradeFormat.defaults()).load(), message);
  }

  @Test
  void files_without_content() {
    bars("empty file", "", "AAPL, aapl.csv: the file is empty");
    bars("blank lines only", "\n\n  \n", "AAPL, aapl.csv: the file is empty");
    bars("header only", HEADER, "AAPL, aapl.csv: has a header and no rows");
    bars(
        "one bar",
        HEADER + ROW,
        "AAPL: bars to infer the interval (or give it with withInterval): needs at least 2, got 1");
  }

  @Test
  void columns() {
    bars(
        "missing column",
        "Date,Open,High,Low,Volume\n" + ROW,
        "AAPL, aapl.csv line 1: no column close; the columns are Date, Open, High, Low, Volume");
    bars(
        "no header",
        ROW + ROW,
        "AAPL, aapl.csv line 1: no column time (datetime, timestamp, date, time, unix); the"
            + " columns are 2024-01-02, 10, 11, 9, 10, 100");
    bars(
        "two columns of one name",
        "date,open,high,low,close,Close,volume\n",
        "AAPL, aapl.csv line 1: columns 5 and 6 are both close");
    format(
        "named column missing",
        HEADER + ROW,
        CsvFormat.defaults().withColumn(BarField.CLOSE, "last"),
        "AAPL, aapl.csv line 1: no column 'last' for close; the columns are date, open, high, low,"
            + " close, volume");
    bars(
        "too few fields",
        HEADER + ROW + "2024-01-03,10,11,9,10\n",
        "AAPL, aapl.csv line 3: 5 fields, but the header has 6");
    bars(
        "too many fields",
        HEADER + ROW + "2024-01-03,10,11,9,10,100,7\n",
        "AAPL, aapl.csv line 3: 7 fields, but the header has 6");
  }

  @Test
  void numbers() {
    bars(
        "not a number",
        HEADER + ROW + "2024-01-03,abc,11,9,10,100\n",
        "AAPL, aapl.csv line 3: column open, value abc: must be a decimal number such as 1234.5");
    bars(
        "NaN close",
        HEADER + ROW + "2024-01-03,10,11,9,NaN,100\n",
        "AAPL, aapl.csv line 3: column close, value NaN: must be a decimal number such as 1234.5");
    bars(
        "empty close",
        HEADER + ROW + "2024-01-03,10,11,9,,100\n",
        "AAPL, aapl.csv line 3: column close, value '': must not be empty");
    bars(
        "grouped thousands",
        HEADER + "2024-01-03,10,11,9,10,\"1,000\"\n",
        "AAPL, aapl.csv line 2: column volume, value 1,000: must be a decimal number such as"
            + " 1234.5");
    bars(
        "infinite number",
        HEADER + "2024-01-03,10,1e999,9,10,100\n",
        "AAPL, aapl.csv line 2: column high, value 1e999: is too large for a double");
    bars(
        "negative price",
        HEADER + ROW + "2024-01-03,10,11,-9,10,100\n",
        "AAPL, aapl.csv line 3: column low, value -9.0: must be finite and positive");
    bars(
        "high below low",
        HEADER + ROW + "2024-01-03,10,8,9,10,100\n",
        "AAPL, aapl.csv line 3: column high, value 8.0: must be at least low 9.0");
    bars(
        "close above high",
        HEADER + ROW + "2024-01-03,10,11,9,12,100\n",
        "AAPL, aapl.csv line 3: column close, value 12.0: must lie between low 9.0 and high 11.0");
    bars(
        "negative volume",
        HEADER + ROW + "2024-01-03,10,11,9,10,-1\n",
        "AAPL, aapl.csv line 3: column volume, value -1.0: must be finite and at least 0");
    format(
        "adjusted close of zero",
        "date,open,high,low,close,adj close,volume\n2024-01-02,10,11,9,10,0,100\n",
        CsvFormat.defaults().withAdjustedPrices(),
        "AAPL, aapl.csv line 2: column adj close, value 0: must be positive, and so must close"
            + " 10.0");
  }

  @Test
  void times() {
    bars(
        "duplicate time",
        HEADER + ROW + ROW,
        "AAPL, aapl.csv line 3: column time, value 2024-01-02T23:59:59Z: is the same as in"
            + " aapl.csv line 2");
    bars(
        "unsorted times",
        HEADER + ROW + "2024-01-01,10,11,9,10,100\n",
        "AAPL, aapl.csv line 3: column time, value 2024-01-01T23:59:59Z: is not after"
            + " 2024-01-02T23:59:59Z in aapl.csv line 2");
    bars(
        "zone-less time",
        HEADER + "2024-01-02 16:00,10,11,9,10,100\n",
        "AAPL, aapl.csv line 2: column date, value 2024-01-02 16:00: has no zone: write an offset"
            + " such as Z or +01:00 behind it, or give the zone of the source with"
            + " withZone(ZoneId.of(\"America/New_York\"))");
    format(
        "time in a clock change",
        HEADER + "2024-03-10T02:30,10,11,9,10,100\n",
        CsvFormat.defaults().withZone(ZoneId.of("America/New_York")),
        "AAPL, aapl.csv line 2: column date, value 2024-03-10T02:30: does not exist in"
            + " America/New_York, where clocks were set forward over it");
    bars(
        "unknown time form",
        HEADER + "01/02/2024,10,11,9,10,100\n",
        "AAPL, aapl.csv line 2: column date, value 01/02/2024: must be a time such as 2024-01-31,"
            + " 2024-01-31T16:00:00Z or epoch seconds 1706716800; give other forms with"
            + " withPattern(\"dd.MM.yyyy\")");
    bars(
        "no such day",
        HEADER + "20240230,10,11,9,10,100\n",
        "AAPL, aapl.csv line 2: column date, value 20240230: has eight digits and must be a date"
            + " written as yyyyMMdd");
    format(
        "time not as the pattern",
        HEADER + "31.02.2024,10,11,9,10,100\n",
        CsvFormat.defaults().withTimePattern("dd.MM.yyyy"),
        "AAPL, aapl.csv line 2: column date, value 31.02.2024: must be a time written as"
            + " dd.MM.yyyy");
    bars(
        "time out of range",
        HEADER + "9999-01-01,10,11,9,10,100\n",
        "AAPL, aapl.csv line 2: column date, value 9999-01-01: must lie in the years 1678 to 2261");
  }

  @Test
  void bytes_that_are_no_text() {
    bytes(
        "not gzip",
        "aapl.csv.gz",
        HEADER.getBytes(StandardCharsets.UTF_8),
        "AAPL, aapl.csv.gz: is not gzip, although its name ends in .gz");
    byte[] gzip = Csv.gzip(HEADER + ROW.repeat(1000));
    bytes(
        "truncated gzip",
        "aapl.csv.gz",
        Arrays.copyOf(gzip, gzip.length - 20),
        "AAPL, aapl.csv.gz: is damaged gzip: Unexpected end of ZLIB input stream");
    bytes(
        "not UTF-8",
        "aapl.csv",
        (HEADER + "\u00e9").getBytes(StandardCharsets.UTF_16),
        "AAPL, aapl.csv: is not UTF-8 text");
    expect(
        "gzip bomb",
        () ->
            CsvBarSource.of(
                    Csv.bytes("bomb.csv.gz", Csv.gzip(HEADER + " ".repeat(100_000))),
                    CsvFormat.defaults().withDialect(CsvDialect.defaults().withMaxBytes(10_000)))
                .load("AAPL"),
        "AAPL, bomb.csv.gz: holds more than the limit of 10000 bytes (uncompressed); raise it with"
            + " CsvDialect.withMaxBytes");
  }

  @Test
  void files_that_are_not_there() throws IOException {
    Path missing = Path.of("no-such-file.csv");
    expect(
        "no such file",
        () -> CsvBarSource.of(missing).load("AAPL"),
        "AAPL, no-such-file.csv: no such file");
    expect(
        "empty directory",
        () -> CsvBarSource.of(directory).load("AAPL"),
        "AAPL: no AAPL.csv or AAPL.csv.gz in " + directory + ", which holds no CSV files");
    Files.writeString(directory.resolve("MSFT.csv"), HEADER);
    Files.writeString(directory.resolve("IBM.csv.gz"), HEADER);
    expect(
        "symbol not in directory",
        () -> CsvBarSource.of(directory).load("AAPL"),
        "AAPL: no AAPL.csv or AAPL.csv.gz in " + directory + ", which holds IBM, MSFT");
    expect(
        "symbol that leaves the directory",
        () -> CsvBarSource.of(directory).load("../secret"),
        "../secret: a symbol that names a file must not begin with '.' or hold any of / \\ : * ? \""
            + " < > |");
  }

  @Test
  void requests() {
    String text = HEADER + ROW + "2024-01-03,10,11,9,10,100\n";
    expect(
        "no bar in the period",
        () ->
            Csv.bars(text)
                .load(BarRequest.of("AAPL").between(Instant.parse("2025-01-01T00:00:00Z"), null)),
        "AAPL: no bar closes from 2025-01-01T00:00:00Z to the end; the source has AAPL (2 bars,"
            + " 2024-01-02T23:59:59Z to 2024-01-03T23:59:59Z)");
    expect(
        "finer than the source",
        () -> Csv.bars(text).load(BarRequest.of("AAPL").withInterval(Duration.ofHours(1))),
        "AAPL: interval must be a multiple of the bars' own PT24H, got PT1H");
  }

  @Test
  void trades() {
    String header = "timestamp,price,amount\n";
    trades("trades: empty file", "", "btc.csv: the file is empty");
    trades("trades: header only", header, "btc.csv: has a header and no rows");
    trades(
        "trades: missing column",
        "timestamp,price\n1,2\n",
        "btc.csv line 1: no column amount (amount, quantity, qty, size, volume); the columns are"
            + " timestamp, price");
    trades(
        "trades: negative price",
        header + "1385337600,-1,1\n",
        "btc.csv line 2: column price, value -1: must be positive");
    trades(
        "trades: no amount",
        header + "1385337600,1,0\n",
        "btc.csv line 2: column amount, value 0: must be positive");
    trades(
        "trades: time goes back",
        header + "1385337600,1,1\n1385337599,1,1\n",
        "btc.csv line 3: column timestamp, value 1385337599: is before 2013-11-25T00:00:00Z of"
            + " line 2");
    trades(
        "trades: date without time",
        header + "2013-11-25,1,1\n",
        "btc.csv line 2: column timestamp, value 2013-11-25: must have a time of day");
  }

  @Test
  void aggregated_trades() {
    TradeAggregator aggregator = TradeAggregator.of("BTC", BarRule.ticks(2));
    aggregator.accept(10, 1, 1);
    expect(
        "aggregator: NaN price",
        () -> aggregator.accept(10, Double.NaN, 1),
        "BTC, trade 1: column price, value NaN: must be finite and positive");
    expect(
        "aggregator: amount of 0",
        () -> aggregator.accept(10, 1, 0),
        "BTC, trade 1: column amount, value 0.0: must be finite and positive");
    expect(
        "aggregator: time goes back",
        () -> aggregator.accept(9, 1, 1),
        "BTC, trade 1: column time, value 1970-01-01T00:00:00.000000009Z: is before"
            + " 1970-01-01T00:00:00.000000010Z in BTC, trade 0");
    TradeAggregator carrying =
        TradeAggregator.of("BTC", BarRule.timeCarryingForward(Duration.ofSeconds(1)));
    carrying.accept(0, 1, 1);
    expect(
        "aggregator: endless gap",
        () -> carrying.accept(Duration.ofDays(365).toNanos(), 1, 1),
        "BTC, trade 1: no trade from 1970-01-01T00:00:00Z to 1971-01-01T00:00:00Z, more than"
            + " 10000000 intervals to carry the price over");
  }

  @Test
  void arguments() {
    expect(
        "interval of zero",
        () -> BarRule.time(Duration.ZERO),
        "interval: must be positive, got PT0S");
    expect("no trades a bar", () -> BarRule.ticks(0), "trades: must be at least 1, got 0");
    expect(
        "NaN threshold",
        () -> BarRule.dollars(Double.NaN),
        "value: must be finite and positive, got NaN");
    expect(
        "regime volatility of NaN",
        () -> new SimulatedRegime("x", 0, Double.NaN, 10),
        "regime x, volatility: must lie in (0.0, 0.5], got NaN");
    expect(
        "explosive GARCH",
        () -> new SimulatedDynamics.Clusters(0.5, 0.5, 5),
        "alpha and beta: must be at least 0 with alpha + beta < 1, got 0.5 and 0.5");
    expect(
        "bad pattern",
        () -> TimeFormat.defaults().withPattern("yyyy-bb"),
        "pattern: 'yyyy-bb' is not a date-time pattern: Unknown pattern letter: b");
    expect(
        "separator like the decimal mark",
        () -> CsvDialect.defaults().withDecimal(',').withSeparator(','),
        "separator: must differ from the decimal mark, got ',' for both");
  }
}
