// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Columns of the real data that lies beside the repository, or where quantml.data says. */
public final class SharedData {
  private SharedData() {}

  public static Path path(String relative) {
    String configured = System.getProperty("quantml.data");
    if (configured != null) {
      return Path.of(configured, relative);
    }
    for (Path dir = Path.of("").toAbsolutePath(); dir != null; dir = dir.getParent()) {
      Path candidate = dir.resolve("../shared/data").resolve(relative).normalize();
      if (Files.exists(candidate)) {
        return candidate;
      }
    }
    throw new IllegalStateException("shared data not found: " + relative);
  }

  /** The named column of a comma-separated file with a header. */
  public static double[] column(String file, String name) {
    try {
      List<String> lines = Files.readAllLines(path(file));
      int index = Arrays.asList(lines.get(0).split(",", -1)).indexOf(name);
      return lines.stream()
          .skip(1)
          .mapToDouble(line -> Double.parseDouble(line.split(",", -1)[index]))
          .toArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
