// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.data;

import static io.github.quantml.data.Csv.HEADER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.QuantMlException;
import io.github.quantml.api.Repair;
import io.github.quantml.api.RepairPolicy;
import io.github.quantml.api.spi.BarRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvBarSourceTest {
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final String TWO =
      HEADER + "2024-01-02,10,11,9,10.5,100\n2024-01-03,10.5,12,10,11,200\n";

  private static BarSeries load(String text, CsvFormat format) {
    return CsvBarSource.of(Csv.text(text), format).load("AAPL");
  }

  private static Instant t(String text) {
    return Instant.parse(text);
  }

  @Test
  void a_plain_file_gives_its_bars() {
    BarSeries bars = Csv.bars(TWO).load("AAPL");
    assertThat(bars.symbol()).isEqualTo("AAPL");
    assertThat(bars.size()).isEqualTo(2);
    assertThat(bars.interval()).isEqualTo(Duration.ofDays(1));
    assertThat(bars.open(1)).isEqualTo(10.5);
    assertThat(bars.high(1)).isEqualTo(12);
    assertThat(bars.low(1)).isEqualTo(10);
    assertThat(bars.close(1)).isEqualTo(11);
    assertThat(bars.volume(1)).isEqualTo(200);
    assertThat(bars.time(1)).isEqualTo(t("2024-01-03T23:59:59Z"));
  }

  @Test
  void the_way_a_file_is_written_does_not_change_its_bars() {
    BarSeries plain = Csv.bars(TWO).load("AAPL");
    CsvFormat format = CsvFormat.defaults();
    assertThat(load("\uFEFF" + TWO, format)).isEqualTo(plain);
    assertThat(load(TWO.replace("\n", "\r\n") + "\r\n\r\n", format)).isEqualTo(plain);
    assertThat(load("\n" + TWO + ",,,,,\n", format)).isEqualTo(plain);
    assertThat(load(TWO.replace(',', '\t'), format)).isEqualTo(plain);
    assertThat(load(TWO.replace(',', ';'), format)).isEqualTo(plain);
    assertThat(load(TWO.replace(',', '|'), format.withSeparator('|'))).isEqualTo(plain);
    assertThat(load(TWO.replace(",", " , "), format)).isEqualTo(plain);
    assertThat(load("\uFEFF" + TWO.replaceAll("([^,\n]+)", "\"$1\""), format)).isEqualTo(plain);
    assertThat(load(TWO.replace(',', ';').replace('.', ','), format.withDecimal(',')))
        .isEqualTo(plain);
    assertThat(
            load(
                TWO.replace("date,open", "<DATE>,Open Price").replace("10.5", "+1.05e1"),
                format.withColumn(BarField.OPEN, "open price")))
        .isEqualTo(plain);
    assertThat(load(TWO.replace("date", ""), format)).isEqualTo(plain);
  }

  @Test
  void gzip_and_directories_are_read(@TempDir Path directory) throws IOException {
    Files.write(directory.resolve("AAPL.csv.gz"), Csv.gzip(TWO));
    Files.writeString(directory.resolve("MSFT.csv"), TWO.replace("12", "13"));
    CsvBarSource source = CsvBarSource.of(directory);
    assertThat(source.load("AAPL")).isEqualTo(Csv.bars(TWO).load("AAPL"));
    assertThat(source.load("MSFT").high(1)).isEqualTo(13);
    assertThat(CsvBarSource.of(directory.resolve("AAPL.csv.gz")).load("X").symbol()).isEqualTo("X");
    assertThat(source.isAvailable()).isTrue();
    assertThat(CsvBarSource.of(directory.resolve("no")).isAvailable()).isFalse();
    assertThat(source.name()).isEqualTo("csv");
    assertThat(
            CsvBarSource.of(
                    ByteSource.of(directory.resolve("MSFT.csv").toUri().toURL()),
                    CsvFormat.defaults())
                .load("MSFT")
                .size())
        .isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "2024-01-02T16:00Z, 2024-01-02T16:00:00Z",
    "2024-01-02 16:00:00+01:00, 2024-01-02T15:00:00Z",
    "2024-01-02T16:00:00.5+0100, 2024-01-02T15:00:00.500Z",
    "2024-01-02t16:00:00-05, 2024-01-02T21:00:00Z",
    "2024-01-02T16:00, 2024-01-02T21:00:00Z",
    "2024-07-02 16:00:00, 2024-07-02T20:00:00Z",
    "1704211200, 2024-01-02T16:00:00Z",
    "1704211200.25, 2024-01-02T16:00:00.250Z",
    "1704211200000, 2024-01-02T16:00:00Z",
    "1704211200000000, 2024-01-02T16:00:00Z",
    "1704211200000000001, 2024-01-02T16:00:00.000000001Z",
    "-86400, 1969-12-31T00:00:00Z",
    "2024-01-02, 2024-01-02T23:59:59Z",
    "20240102, 2024-01-02T23:59:59Z",
  })
  void times_are_found_by_their_look(String written, String expected) {
    CsvFormat format = CsvFormat.defaults().withZone(NEW_YORK).withInterval(Duration.ofHours(1));
    BarSeries bars = load(HEADER + written + ",10,11,9,10,1\n", format);
    assertThat(bars.time(0)).isEqualTo(t(expected));
  }

  @Test
  void a_session_closes_where_the_format_says() {
    CsvFormat format = CsvFormat.defaults().withSession(LocalTime.of(16, 0), NEW_YORK);
    String text = HEADER + "2024-03-08,10,11,9,10,1\n2024-03-11,10,11,9,10,1\n";
    BarSeries bars = load(text, format.withInterval(Duration.ofDays(1)));
    assertThat(bars.time(0)).isEqualTo(t("2024-03-08T21:00:00Z"));
    assertThat(bars.time(1)).isEqualTo(t("2024-03-11T20:00:00Z"));
    BarSeries midnight =
        load(TWO, CsvFormat.defaults().withSession(LocalTime.MIDNIGHT, ZoneId.of("UTC")));
    assertThat(midnight.time(0)).isEqualTo(t("2024-01-03T00:00:00Z"));
  }

  @Test
  void patterns_units_and_split_columns_are_read() {
    String row = ",10,11,9,10,1\n";
    CsvFormat hourly = CsvFormat.defaults().withInterval(Duration.ofHours(1)).withZone(NEW_YORK);
    assertThat(
            load(HEADER + "02.Jan.2024 16:00" + row, hourly.withTimePattern("dd.MMM.yyyy HH:mm"))
                .time(0))
        .isEqualTo(t("2024-01-02T21:00:00Z"));
    assertThat(load(HEADER + "31/12/2024" + row, hourly.withTimePattern("dd/MM/uuuu")).time(0))
        .isEqualTo(t("2024-12-31T23:59:59Z"));
    assertThat(
            load(
                    HEADER + "1704211" + row,
                    hourly.withTime(TimeFormat.defaults().withKind(TimeFormat.Kind.EPOCH_MILLIS)))
                .time(0))
        .isEqualTo(t("1970-01-01T00:28:24.211Z"));
    assertThat(load("Date,Time,Open,High,Low,Close,Volume\n2024-01-02,16:00" + row, hourly).time(0))
        .isEqualTo(t("2024-01-02T21:00:00Z"));
  }

  @Test
  void open_times_move_to_the_close_by_the_interval() {
    String text = HEADER + "1704211200,10,11,9,10,1\n1704211500,10,11,9,10,1\n";
    BarSeries bars = load(text, CsvFormat.defaults().withOpenTimes());
    assertThat(bars.interval()).isEqualTo(Duration.ofMinutes(5));
    assertThat(bars.time(0)).isEqualTo(t("2024-01-02T16:05:00Z"));
    assertThat(load(TWO, CsvFormat.defaults().withOpenTimes()).time(0))
        .as("plain dates mean the session")
        .isEqualTo(t("2024-01-02T23:59:59Z"));
  }

  @Test
  void the_interval_is_the_most_frequent_spacing() {
    String row = ",10,11,9,10,1\n";
    String text =
        HEADER + "2024-01-04" + row + "2024-01-05" + row + "2024-01-08" + row + "2024-01-09" + row;
    assertThat(load(text, CsvFormat.defaults()).interval()).isEqualTo(Duration.ofDays(1));
  }

  @Test
  void adjusted_prices_and_missing_volume_are_taken_on_request() {
    String text = "Date,Open,High,Low,Close,Adj Close\n2024-01-02,10,11,9,10,5\n";
    CsvFormat format = CsvFormat.defaults().withoutVolume().withInterval(Duration.ofDays(1));
    assertThat(load(text, format).close(0)).isEqualTo(10);
    assertThat(load(text, format).volume(0)).isZero();
    BarSeries adjusted = load(text, format.withAdjustedPrices());
    assertThat(adjusted.open(0)).isEqualTo(5);
    assertThat(adjusted.high(0)).isEqualTo(5.5);
    assertThat(adjusted.low(0)).isEqualTo(4.5);
    assertThat(adjusted.close(0)).isEqualTo(5);
  }

  @Test
  void repairs_are_made_only_on_request_and_reported() {
    String text =
        TWO + "2024-01-05,null,11,9,10,1\n2024-01-04,10,11,9,10,1\n2024-01-01,10,8,9,10,1\n";
    CsvFormat lenient = CsvFormat.defaults().withRepair(RepairPolicy.lenient());
    LoadedBars loaded =
        CsvBarSource.of(Csv.text(text), lenient).loadWithRepairs(BarRequest.of("AAPL"));
    assertThat(loaded.bars().size()).isEqualTo(3);
    assertThat(loaded.repairs())
        .containsExactly(
            new Repair(
                "aapl.csv line 4",
                "dropped: column open, value null: must be a decimal number such as 1234.5"),
            new Repair(
                "aapl.csv line 6", "dropped: column high, value 8.0: must be at least low 9.0"));
  }

  @Test
  void a_request_cuts_by_close_time_both_ends_included() {
    StringBuilder text = new StringBuilder(HEADER);
    for (int i = 0; i < 48; i++) {
      text.append(1704067200 + 3600 * (i + 1)).append(",10,11,9,10,1\n");
    }
    CsvBarSource source = Csv.bars(text.toString());
    BarSeries cut =
        source.load(
            BarRequest.of("X").between(t("2024-01-01T05:00:00Z"), t("2024-01-01T07:00:00Z")));
    assertThat(cut.size()).isEqualTo(3);
    assertThat(cut.time(0)).isEqualTo(t("2024-01-01T05:00:00Z"));
    BarSeries daily = source.load(BarRequest.of("X").withInterval(Duration.ofDays(1)));
    assertThat(daily.size()).isEqualTo(2);
    assertThat(daily.volume(0)).isEqualTo(24);
    assertThat(daily.time(1)).isEqualTo(t("2024-01-03T00:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0x10", "1d", "1f", "1_000", "--1", "1.2.3", "e5", ".", "+", "Infinity"})
  void text_that_only_java_takes_for_a_number_is_refused(String text) {
    assertThat(
            catchThrowable(
                () -> Csv.bars(HEADER + "2024-01-02," + text + ",11,9,10,1\n").load("AAPL")))
        .hasMessage(
            "AAPL, aapl.csv line 2: column open, value "
                + text
                + ": must be a decimal number such as 1234.5");
  }

  @Test
  void lines_are_counted_through_quoted_line_breaks() {
    String text =
        """
        date,open,high,low,close,volume,note
        2024-01-02,10,11,9,10,1,"two
        lines"
        2024-01-03,x,11,9,10,1,
        """;
    assertThat(catchThrowable(() -> Csv.bars(text).load("AAPL")))
        .hasMessageStartingWith("AAPL, aapl.csv line 4: column open, value x");
  }

  @Test
  void every_cut_of_a_gzip_file_loads_or_says_what_is_wrong() {
    byte[] whole = Csv.gzip(TWO);
    for (int n = 0; n < whole.length; n++) {
      byte[] cut = Arrays.copyOf(whole, n);
      assertThat(
              catchThrowable(
                  () ->
                      CsvBarSource.of(Csv.bytes("a.csv.gz", cut), CsvFormat.defaults())
                          .load("AAPL")))
          .isInstanceOf(QuantMlException.class);
    }
  }

  @Test
  void random_bytes_never_give_anything_but_an_error_that_names_the_file() {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 300; i++) {
      byte[] bytes = TWO.getBytes(StandardCharsets.UTF_8);
      for (int k = 0; k < 4; k++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      Throwable thrown =
          catchThrowable(
              () -> CsvBarSource.of(Csv.bytes("a.csv", bytes), CsvFormat.defaults()).load("AAPL"));
      if (thrown != null) {
        assertThat(thrown).isInstanceOf(QuantMlException.class);
        assertThat(thrown).hasMessageStartingWith("AAPL");
      }
    }
  }
}
