// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.data;

import org.jspecify.annotations.Nullable;

/**
 * How a CSV file is written. Always UTF-8, with or without a byte order mark; fields may be quoted
 * with double quotes.
 *
 * @param separator between fields; null finds it: the most frequent of comma, semicolon, tab and
 *     bar in the first line
 * @param decimal decimal mark, {@code '.'} or {@code ','}; thousands are never grouped
 * @param maxBytes most bytes read, counted after decompression, so that a small archive cannot fill
 *     the memory; at least 1
 */
public record CsvDialect(@Nullable Character separator, char decimal, long maxBytes) {
  private static final long DEFAULT_MAX_BYTES = 1L << 30;

  public CsvDialect {
    if (separator != null && (separator == '"' || separator == '\n' || separator == '\r')) {
      throw new IllegalArgumentException(
          "separator: must not be a quote or a line break, got code " + (int) separator);
    }
    if (decimal != '.' && decimal != ',') {
      throw new IllegalArgumentException("decimal: must be '.' or ',', got '" + decimal + "'");
    }
    if (separator != null && separator == decimal) {
      throw new IllegalArgumentException(
          "separator: must differ from the decimal mark, got '" + separator + "' for both");
    }
    if (maxBytes < 1) {
      throw new IllegalArgumentException("maxBytes: must be at least 1, got " + maxBytes);
    }
  }

  /** Separator found by itself, decimal point, at most 1 GiB. */
  public static CsvDialect defaults() {
    return new CsvDialect(null, '.', DEFAULT_MAX_BYTES);
  }

  public CsvDialect withSeparator(char value) {
    return new CsvDialect(value, decimal, maxBytes);
  }

  public CsvDialect withDecimal(char value) {
    return new CsvDialect(separator, value, maxBytes);
  }

  public CsvDialect withMaxBytes(long value) {
    return new CsvDialect(separator, decimal, value);
  }
}
