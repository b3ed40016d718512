// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.BarSeriesBuilder;
import io.github.quantml.features.FeatureData;
import io.github.quantml.features.FeaturePanel;
import io.github.quantml.features.FeatureSet;
import io.github.quantml.features.FeatureTable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** All 82 formulas against alpha101.csv, written by alpha101.py beside it with pandas. */
class Alpha101ParityTest {
  private static final int INSTRUMENTS = 9;
  private static final int BARS = 300;

  @Test
  void all82FormulasHaveTheValuesOfPandas() throws IOException {
    List<String> lines = lines();
    List<FeatureData> members = new ArrayList<>();
    for (int i = 0; i < INSTRUMENTS; i++) {
      members.add(FeatureData.of(bars(lines.subList(1 + i * BARS, 1 + (i + 1) * BARS))));
    }
    List<FeatureTable> tables =
        FeatureSet.of(Alpha101.family().features()).compute(FeaturePanel.of(members), 2);
    int defined = 0;
    List<String> formulas = lines.subList(1 + INSTRUMENTS * BARS, lines.size());
    assertThat(formulas).hasSize(82);
    for (String line : formulas) {
      String[] cells = line.split(",", -1);
      for (int i = 0; i < INSTRUMENTS; i++) {
        if (cells[i + 1].equals("tie")) {
          // Equal ranks but for rounding: the script found that the last digit decides here.
          continue;
        }
        double ours = tables.get(i).column(cells[0])[BARS - 1];
        if (cells[i + 1].equals("nan")) {
          assertThat(ours).as("%s of instrument %d", cells[0], i).isNaN();
        } else {
          double expected = Double.parseDouble(cells[i + 1]);
          assertThat(ours)
              .as("%s of instrument %d", cells[0], i)
              .isCloseTo(expected, within(1e-9 * Math.max(1, Math.abs(expected))));
          defined++;
        }
      }
    }
    assertThat(defined).isGreaterThan(600);
  }

  private static List<String> lines() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(Alpha101ParityTest.class.getResourceAsStream("alpha101.csv"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  private static BarSeries bars(List<String> lines) {
    BarSeriesBuilder out = BarSeries.builder(lines.get(0).split(",", -1)[0], Duration.ofDays(1));
    Instant time = Instant.parse("2020-01-02T21:00:00Z");
    for (String line : lines) {
      String[] f = line.split(",", -1);
      out.add(
          time,
          Double.parseDouble(f[1]),
          Double.parseDouble(f[2]),
          Double.parseDouble(f[3]),
          Double.parseDouble(f[4]),
          Double.parseDouble(f[5]));
      time = time.plus(Duration.ofDays(1));
    }
    return out.build();
  }
}
