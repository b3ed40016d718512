// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.sentiment;

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
    String csv = read("twitter-financial-news-sentiment", "sent_train.csv");
    List<Labelled> rows = new ArrayList<>();
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < csv.length(); i++) {
      char c = csv.charAt(i);
      if (c == '"') {
        boolean doubled = quoted && i + 1 < csv.length() && csv.charAt(i + 1) == '"';
        if (doubled) {
          cell.append('"');
          i++;
        } else {
          quoted = !quoted;
        }
      } else if (!quoted && (c == ',' || c == '\n')) {
        cells.add(cell.toString());
        cell.setLength(0);
        if (c == '\n') {
          if (!cells.get(0).equals("text")) {
            rows.add(new Labelled(cells.get(0), Integer.parseInt(cells.get(1).strip())));
          }
          cells.clear();
        }
      } else {
        cell.append(c);
      }
    }
    return rows;
  }

  private static String read(String folder, String file) throws IOException {
    Path path = Path.of(System.getProperty("quantml.data"), folder, file);
    return Files.readString(path, StandardCharsets.UTF_8);
  }
}
