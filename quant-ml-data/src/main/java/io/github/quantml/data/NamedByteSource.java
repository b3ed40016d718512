// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.data;

import java.io.IOException;
import java.io.InputStream;

/** A name and a way to open. */
record NamedByteSource(String name, ByteSource.Opener opener) implements ByteSource {
  NamedByteSource {
    if (name.isBlank()) {
      throw new IllegalArgumentException("byte source: name must not be blank");
    }
  }

  @Override
  public InputStream open() throws IOException {
    return opener.open();
  }
}
