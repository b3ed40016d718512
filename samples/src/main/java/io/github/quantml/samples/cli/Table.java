// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Columns as wide as they must be; a column of numbers stands right. */
final class Table {
  private static final Pattern NUMBER = Pattern.compile("-?[0-9][0-9,.]*( %)?|-|");

  private final String[] header;
  private final List<String[]> rows = new ArrayList<>();

  private Table(String[] header) {
    this.header = header;
  }

  static Table of(String... header) {
    return new Table(header);
  }

  Table row(Object... cells) {
    String[] row = new String[header.length];
    for (int i = 0; i < row.length; i++) {
      row[i] = String.valueOf(cells[i]);
    }
    rows.add(row);
    return this;
  }

  @Override
  public String toString() {
    int[] width = new int[header.length];
    boolean[] right = new boolean[header.length];
    for (int c = 0; c < width.length; c++) {
      width[c] = header[c].length();
      right[c] = !rows.isEmpty();
      for (String[] row : rows) {
        width[c] = Math.max(width[c], row[c].length());
        right[c] &= NUMBER.matcher(row[c]).matches();
      }
    }
    StringBuilder out = new StringBuilder();
    line(out, header, width, right);
    rows.forEach(row -> line(out, row, width, right));
    return out.toString();
  }

  private static void line(StringBuilder out, String[] cells, int[] width, boolean[] right) {
    StringBuilder line = new StringBuilder();
    for (int c = 0; c < cells.length; c++) {
      String space = " ".repeat(width[c] - cells[c].length());
      line.append(c > 0 ? "  " : "").append(right[c] ? space + cells[c] : cells[c] + space);
    }
    out.append(line.toString().stripTrailing()).append('\n');
  }
}
