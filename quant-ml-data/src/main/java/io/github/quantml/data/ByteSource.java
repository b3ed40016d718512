// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.data;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Bytes that can be opened again and again: a file, a class path resource, anything with a stream.
 *
 * <p>A name that ends in {@code .gz} marks gzip content.
 */
public interface ByteSource {
  /** How messages call it. */
  String name();

  /** Opens it at its first byte; the caller closes the stream. */
  InputStream open() throws IOException;

  /** A file; it is opened only when read. */
  static ByteSource of(Path file) {
    return of(file.toString(), () -> Files.newInputStream(file));
  }

  /** What a URL points at, for example a class path resource; named by its last path segment. */
  static ByteSource of(URL url) {
    String path = url.getPath();
    return of(path.substring(path.lastIndexOf('/') + 1), url::openStream);
  }

  /**
   * Any stream.
   *
   * @param name how messages call it, not blank
   * @param opener gives a fresh stream at every call
   */
  static ByteSource of(String name, Opener opener) {
    return new NamedByteSource(name, opener);
  }

  /** Gives a fresh stream at every call. */
  @FunctionalInterface
  interface Opener {
    InputStream open() throws IOException;
  }
}
