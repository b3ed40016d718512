// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.data;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** CSV text as a source, without a file. */
final class Csv {
  static final String HEADER = "date,open,high,low,close,volume\n";

  private Csv() {}

  static ByteSource text(String text) {
    return bytes("aapl.csv", text.getBytes(StandardCharsets.UTF_8));
  }

  static ByteSource bytes(String name, byte[] bytes) {
    return ByteSource.of(name, () -> new ByteArrayInputStream(bytes));
  }

  static byte[] gzip(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static CsvBarSource bars(String text) {
    return CsvBarSource.of(text(text), CsvFormat.defaults());
  }
}
