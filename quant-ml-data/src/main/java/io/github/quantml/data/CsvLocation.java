// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.data;

import io.github.quantml.api.InvalidDataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where the file of a symbol lies. */
sealed interface CsvLocation {
  ByteSource find(String symbol);

  /** One stream for whatever symbol. */
  record Single(ByteSource source) implements CsvLocation {
    @Override
    public ByteSource find(String symbol) {
      return source;
    }
  }

  /** A file, or a directory with a file for every symbol. */
  record OnDisk(Path path) implements CsvLocation {
    private static final int SHOWN = 10;
    private static final List<String> ENDINGS = List.of(".csv", ".csv.gz");

    @Override
    public ByteSource find(String symbol) {
      if (!Files.isDirectory(path)) {
        return ByteSource.of(path);
      }
      if (symbol.chars().anyMatch(c -> c < ' ' || "/\\:*?\"<>|".indexOf(c) >= 0)
          || symbol.startsWith(".")) {
        throw new InvalidDataException(
            symbol
                + ": a symbol that names a file must not begin with '.' or hold any of / \\ : * ?"
                + " \" < > |");
      }
      for (String ending : ENDINGS) {
        Path file = path.resolve(symbol + ending);
        if (Files.isRegularFile(file)) {
          return ByteSource.of(file);
        }
      }
      throw new InvalidDataException(
          symbol
              + ": no "
              + symbol
              + ".csv or "
              + symbol
              + ".csv.gz in "
              + path
              + ", which holds "
              + held());
    }

    private String held() {
      try (Stream<Path> files = Files.list(path)) {
        List<String> symbols =
            files
                .map(file -> String.valueOf(file.getFileName()))
                .filter(name -> ENDINGS.stream().anyMatch(name::endsWith))
                .map(name -> name.substring(0, name.lastIndexOf(".csv")))
                .sorted()
                .distinct()
                .toList();
        if (symbols.isEmpty()) {
          return "no CSV files";
        }
        String shown = String.join(", ", symbols.subList(0, Math.min(SHOWN, symbols.size())));
        int more = symbols.size() - SHOWN;
        return more > 0 ? shown + " and " + more + " more" : shown;
      } catch (IOException e) {
        throw new InvalidDataException(path + ": cannot be listed: " + e.getMessage(), e);
      }
    }
  }
}
