// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.data;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.InvalidDataException;
import io.github.quantml.api.QuantMlException;
import io.github.quantml.api.spi.BarRequest;
import io.github.quantml.api.spi.BarSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Bars from a database.
 *
 * <p>The query has one parameter, the symbol, and gives its bars oldest first; columns are found by
 * their labels as in a CSV file. Times may be {@code TIMESTAMP WITH TIME ZONE}, {@code TIMESTAMP}
 * (needs {@link TimeFormat#withZone}), {@code DATE} (a session), numbers since the epoch, or text.
 *
 * <pre>{@code
 * BarSource source = JdbcBarSource.of(
 *     dataSource,
 *     "select day as date, open, high, low, close, volume from prices where symbol = ? order by day");
 * }</pre>
 *
 * <p>Connections are opened by {@link #load} and closed before it returns. Immutable; as
 * thread-safe as its data source.
 */
public final class JdbcBarSource implements BarSource {
  private static final int FETCH_SIZE = 1_000;

  private final DataSource dataSource;
  private final String query;
  private final BarLayout layout;

  private JdbcBarSource(DataSource dataSource, String query, BarLayout layout) {
    this.dataSource = dataSource;
    this.query = query;
    this.layout = layout;
  }

  /** A query whose labels {@link BarField} recognises. */
  public static JdbcBarSource of(DataSource dataSource, String query) {
    return of(dataSource, query, BarLayout.defaults());
  }

  public static JdbcBarSource of(DataSource dataSource, String query, BarLayout layout) {
    return new JdbcBarSource(dataSource, query, layout);
  }

  @Override
  public String name() {
    return "jdbc";
  }

  /**
   * Loads bars. A coarser interval than the table's is made by {@link Resampler}.
   *
   * @throws InvalidDataException naming row, column, value and rule
   * @throws QuantMlException when the database refuses
   */
  @Override
  public BarSeries load(BarRequest request) {
    return loadWithRepairs(request).bars();
  }

  /** Loads bars and tells what was mended on the way. */
  public LoadedBars loadWithRepairs(BarRequest request) {
    String symbol = request.symbol();
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setFetchSize(FETCH_SIZE);
      statement.setString(1, symbol);
      try (ResultSet results = statement.executeQuery()) {
        return RequestedBars.of(read(symbol, results), request);
      }
    } catch (SQLException e) {
      throw new QuantMlException(symbol + ": the database refused: " + e.getMessage(), e);
    }
  }

  private LoadedBars read(String symbol, ResultSet results) throws SQLException {
    List<String> labels = labels(results.getMetaData());
    BarHeader header = BarHeader.of(symbol + ", query", labels, layout);
    JdbcRow row = new JdbcRow(symbol, results, labels, new TimeReader(layout.time()));
    BarRows rows = new BarRows(symbol, layout, n -> "query row " + n);
    while (results.next()) {
      row.next();
      try {
        add(rows, row, header);
      } catch (RowFault fault) {
        rows.reject(row.number(), fault);
      }
    }
    if (row.number() == 0) {
      throw new InvalidDataException(symbol + ": the query gave no rows");
    }
    return rows.build();
  }

  private static List<String> labels(ResultSetMetaData meta) throws SQLException {
    List<String> labels = new ArrayList<>();
    for (int i = 1; i <= meta.getColumnCount(); i++) {
      labels.add(meta.getColumnLabel(i));
    }
    return labels;
  }

  private static void add(BarRows rows, JdbcRow row, BarHeader header) throws SQLException {
    double close = row.number(header.close());
    double factor = header.adjusted() < 0 ? 1 : row.adjustment(header.adjusted(), close);
    rows.add(
        row.number(),
        row.time(header.time(), header.timeOfDay()),
        factor * row.number(header.open()),
        factor * row.number(header.high()),
        factor * row.number(header.low()),
        factor * close,
        header.volume() < 0 ? 0 : row.number(header.volume()));
  }
}
