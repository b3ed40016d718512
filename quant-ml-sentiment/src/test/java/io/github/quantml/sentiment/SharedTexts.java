// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.sentiment;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Texts of the data directory, for tests tagged "data". */
public final class SharedTexts {
  private SharedTexts() {}

  /** A text and its label: 0 bearish, 1 bullish, 2 neutral. */
  public record Labelled(String text, int label) {}

  /** The third column of a ground-truth file of VADER's authors. */
  public static List<String> vader(String file) throws IOException {
    List<String> texts = new ArrayList<>();
    for (String line : read("vader", file).split("\n", -1)) {
      if (!line.isEmpty()) {
        texts.add(line.split("\t", -1)[2]);
      }
    }
    return texts;
  }

  /** The finance tweets with their labels. */
  public static List<Labelled> finance() throws IOException {
    List<Labelled> rows = new ArrayList<>();
    try (CsvReader<NamedCsvRecord> csv =
        CsvReader.builder()
            .ofNamedCsvRecord(read("twitter-financial-news-sentiment", "sent_train.csv"))) {
      csv.forEach(
          row ->
              rows.add(
                  new Labelled(row.getField("text"), Integer.parseInt(row.getField("label")))));
    }
    return rows;
  }

  private static String read(String folder, String file) throws IOException {
    Path path = Path.of(System.getProperty("quantml.data"), folder, file);
    return Files.readString(path, StandardCharsets.UTF_8);
  }
}
