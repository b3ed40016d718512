// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.QuantMlException;
import io.github.quantml.api.RepairPolicy;
import io.github.quantml.api.spi.BarRequest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JdbcBarSourceTest {
  private static final String QUERY =
      "select t as \"time\", open, high, low, close, volume from bars where symbol = ? order by t";

  private final JdbcDataSource dataSource = new JdbcDataSource();
  private Connection keepAlive;

  @BeforeEach
  void open() throws SQLException {
    dataSource.setURL("jdbc:h2:mem:" + UUID.randomUUID());
    keepAlive = dataSource.getConnection();
  }

  @AfterEach
  void close() throws SQLException {
    keepAlive.close();
  }

  private void table(String timeType, String... times) throws SQLException {
    try (Statement statement = keepAlive.createStatement()) {
      statement.execute(
          "create table bars (symbol varchar, t "
              + timeType
              + ", open decimal(10, 2), high double precision, low real, close varchar, volume"
              + " bigint)");
      for (String time : times) {
        statement.execute(
            "insert into bars values ('AAPL', " + time + ", 10.5, 11, 9, '10', 1000)");
      }
    }
  }

  private BarSeries load(BarLayout layout) {
    return JdbcBarSource.of(dataSource, QUERY, layout).load("AAPL");
  }

  @Test
  void dates_are_sessions() throws SQLException {
    table("date", "date '2024-01-02'", "date '2024-01-03'");
    BarSeries bars = JdbcBarSource.of(dataSource, QUERY).load("AAPL");
    assertThat(bars.interval()).isEqualTo(Duration.ofDays(1));
    assertThat(bars.time(0)).isEqualTo(Instant.parse("2024-01-02T23:59:59Z"));
    assertThat(bars.open(1)).isEqualTo(10.5);
    assertThat(bars.high(1)).isEqualTo(11);
    assertThat(bars.low(1)).isEqualTo(9);
    assertThat(bars.close(1)).isEqualTo(10);
    assertThat(bars.volume(1)).isEqualTo(1000);
  }

  @Test
  void every_kind_of_time_column_is_read() throws SQLException {
    BarLayout hourly = BarLayout.defaults().withInterval(Duration.ofHours(1));
    table("timestamp with time zone", "timestamp with time zone '2024-01-02 16:00:00-05:00'");
    assertThat(load(hourly).time(0)).isEqualTo(Instant.parse("2024-01-02T21:00:00Z"));
    keepAlive.createStatement().execute("drop table bars");
    table("bigint", "1704229200000");
    assertThat(load(hourly).time(0)).isEqualTo(Instant.parse("2024-01-02T21:00:00Z"));
    keepAlive.createStatement().execute("drop table bars");
    table("varchar", "'2024-01-02T16:00-05:00'");
    assertThat(load(hourly).time(0)).isEqualTo(Instant.parse("2024-01-02T21:00:00Z"));
    keepAlive.createStatement().execute("drop table bars");
    table("timestamp", "timestamp '2024-01-02 16:00:00'");
    TimeFormat inNewYork = TimeFormat.defaults().withZone(ZoneId.of("America/New_York"));
    assertThat(load(hourly.withTime(inNewYork)).time(0))
        .isEqualTo(Instant.parse("2024-01-02T21:00:00Z"));
    assertThatThrownBy(() -> load(hourly))
        .hasMessageStartingWith(
            "AAPL, query row 1: column time, value 2024-01-02 16:00:00.0: has no zone");
  }

  @Test
  void faults_name_row_column_and_value() throws SQLException {
    table("date", "date '2024-01-02'", "date '2024-01-03'", "date '2024-01-04'");
    keepAlive.createStatement().execute("update bars set close = null where t = '2024-01-03'");
    assertThatThrownBy(() -> load(BarLayout.defaults()))
        .hasMessage("AAPL, query row 2: column CLOSE, value NULL: must not be NULL");
    LoadedBars loaded =
        JdbcBarSource.of(dataSource, QUERY, BarLayout.defaults().withRepair(RepairPolicy.lenient()))
            .loadWithRepairs(BarRequest.of("AAPL"));
    assertThat(loaded.bars().size()).isEqualTo(2);
    assertThat(loaded.repairs())
        .extracting(Object::toString)
        .containsExactly("query row 2: dropped: column CLOSE, value NULL: must not be NULL");
    keepAlive.createStatement().execute("update bars set close = '12' where t = '2024-01-03'");
    assertThatThrownBy(() -> load(BarLayout.defaults()))
        .hasMessage(
            "AAPL, query row 2: column close, value 12.0: must lie between low 9.0 and high 11.0");
  }

  @Test
  void an_unknown_symbol_a_missing_column_and_a_refusal_say_so() throws SQLException {
    table("date", "date '2024-01-02'");
    JdbcBarSource source = JdbcBarSource.of(dataSource, QUERY);
    assertThat(source.name()).isEqualTo("jdbc");
    assertThatThrownBy(() -> source.load("MSFT")).hasMessage("MSFT: the query gave no rows");
    assertThatThrownBy(
            () ->
                JdbcBarSource.of(dataSource, "select t, open from bars where symbol = ?")
                    .load("AAPL"))
        .hasMessage(
            "AAPL, query: no column time (datetime, timestamp, date, time, unix); the columns are"
                + " T, OPEN");
    assertThatThrownBy(() -> JdbcBarSource.of(dataSource, "select nonsense").load("AAPL"))
        .isInstanceOf(QuantMlException.class)
        .hasMessageStartingWith("AAPL: the database refused: ");
  }
}
