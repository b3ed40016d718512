// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.alpha158;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.BarSeriesBuilder;
import io.github.quantml.features.FeatureSet;
import io.github.quantml.features.FeatureTable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** All 158 features against alpha158.csv, written by alpha158.py beside it with pandas. */
class Alpha158ParityTest {
  private static final int BARS = 160;

  @Test
  void all158FeaturesHaveTheValuesOfPandas() throws IOException {
    List<String> lines = lines();
    FeatureTable table =
        FeatureSet.of(Alpha158.family().features()).compute(bars(lines.subList(2, 2 + BARS)));
    String[] header = lines.get(2 + BARS).split(",", -1);
    int features = 0;
    for (String line : lines.subList(3 + BARS, lines.size())) {
      String[] cells = line.split(",", -1);
      double[] ours = table.column(cells[0]);
      features++;
      for (int k = 1; k < cells.length; k++) {
        int t = Integer.parseInt(header[k]);
        if (cells[k].equals("nan")) {
          assertThat(ours[t]).as("%s at bar %d", cells[0], t).isNaN();
        } else {
          double expected = Double.parseDouble(cells[k]);
          assertThat(ours[t])
              .as("%s at bar %d", cells[0], t)
              .isCloseTo(expected, within(1e-9 * Math.max(1e-2, Math.abs(expected))));
        }
      }
    }
    assertThat(features).isEqualTo(158);
    assertThat(table.names()).hasSize(158);
  }

  private static List<String> lines() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(Alpha158ParityTest.class.getResourceAsStream("alpha158.csv"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  private static BarSeries bars(List<String> lines) {
    BarSeriesBuilder out = BarSeries.builder("PANDAS", Duration.ofDays(1));
    Instant time = Instant.parse("2020-01-02T21:00:00Z");
    for (String line : lines) {
      String[] f = line.split(",", -1);
      out.add(
          time,
          Double.parseDouble(f[0]),
          Double.parseDouble(f[1]),
          Double.parseDouble(f[2]),
          Double.parseDouble(f[3]),
          Double.parseDouble(f[4]));
      time = time.plus(Duration.ofDays(1));
    }
    return out.build();
  }
}
