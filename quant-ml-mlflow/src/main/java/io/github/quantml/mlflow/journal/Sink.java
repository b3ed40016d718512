// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.mlflow.journal;

import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a journal's bytes go. */
public interface Sink extends Closeable {
  /** Adds bytes; after a failure any part of them may be there. */
  void write(byte[] bytes) throws IOException;

  /** Brings what was written to the device. */
  void sync() throws IOException;

  /** Cuts to a length. */
  void truncate(long length) throws IOException;

  /** Opens sinks. */
  @FunctionalInterface
  interface Opener {
    /** Opens the file for adding, and makes it when it is new. */
    Sink open(Path file) throws IOException;
  }

  /** Adds to a file. An interrupt of the writing thread does not close it, unlike a channel. */
  static Sink file(Path path) throws IOException {
    Path parent = path.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    FileOutputStream out = new FileOutputStream(path.toFile(), true);
    return new Sink() {
      @Override
      public void write(byte[] bytes) throws IOException {
        out.write(bytes);
      }

      @Override
      public void sync() throws IOException {
        out.getFD().sync();
      }

      @Override
      public void truncate(long length) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
          file.setLength(length);
        }
      }

      @Override
      public void close() throws IOException {
        out.close();
      }
    };
  }
}
