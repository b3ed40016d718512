// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.mlflow.journal;

import java.io.IOException;
import java.nio.file.Path;

/** A disk with so many bytes left; writes part of what no longer fits, as real ones do. */
public final class FullDisk implements Sink.Opener {
  private long left;

  /** With bytes left; none means that even opening fails. */
  public FullDisk(long left) {
    this.left = left;
  }

  /** Frees bytes. */
  public synchronized void free(long bytes) {
    left += bytes;
  }

  private synchronized int take(int wanted) {
    int given = (int) Math.min(left, wanted);
    left -= given;
    return given;
  }

  @Override
  public Sink open(Path file) throws IOException {
    synchronized (this) {
      if (left <= 0) {
        throw new IOException("No space left on device");
      }
    }
    Sink real = Sink.file(file);
    return new Sink() {
      @Override
      public void write(byte[] bytes) throws IOException {
        int fits = take(bytes.length);
        real.write(java.util.Arrays.copyOf(bytes, fits));
        if (fits < bytes.length) {
          throw new IOException("No space left on device");
        }
      }

      @Override
      public void sync() throws IOException {
        real.sync();
      }

      @Override
      public void truncate(long length) throws IOException {
        real.truncate(length);
      }

      @Override
      public void close() throws IOException {
        real.close();
      }
    };
  }
}
