// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.data;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;

/** A stream that refuses to give more than a number of bytes. */
final class LimitedStream extends FilterInputStream {
  private final long limit;
  private long left;

  LimitedStream(InputStream in, long limit) {
    super(in);
    this.limit = limit;
    this.left = limit;
  }

  @Override
  public int read() throws IOException {
    int b = super.read();
    if (b >= 0) {
      count(1);
    }
    return b;
  }

  @Override
  public int read(byte[] out, int offset, int length) throws IOException {
    int n = super.read(out, offset, length);
    if (n > 0) {
      count(n);
    }
    return n;
  }

  private void count(int n) throws IOException {
    left -= n;
    if (left < 0) {
      throw new TooLarge(limit);
    }
  }

  /** More bytes came than were allowed. */
  static final class TooLarge extends IOException {
    @Serial private static final long serialVersionUID = 1L;

    TooLarge(long limit) {
      super(
          "holds more than the limit of "
              + limit
              + " bytes (uncompressed); raise it with CsvDialect.withMaxBytes");
    }
  }
}
