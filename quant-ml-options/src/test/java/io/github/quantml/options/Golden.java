// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reference files beside the project. */
public final class Golden {
  private Golden() {}

  public static Path file(String name) {
    return Path.of(System.getProperty("quantml.data", "../../shared/data")).resolve(name);
  }

  /** Rows of a comma-separated file without its header. */
  public static List<String[]> rows(String name) {
    try {
      return Files.readAllLines(file(name)).stream().skip(1).map(l -> l.split(",", -1)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
