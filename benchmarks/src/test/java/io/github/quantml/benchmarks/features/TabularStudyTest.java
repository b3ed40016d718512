// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.quantml.api.BarSeries;
import io.github.quantml.factors.signal.MeanTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class TabularStudyTest {
  private static Path stocknet() {
    String data = Objects.requireNonNull(System.getProperty("quantml.data"), "quantml.data");
    return Path.of(data).resolve("stocknet_prices/raw");
  }

  @Test
  @Tag("data")
  void eighty_one_stocks_have_the_whole_calendar() throws IOException {
    List<BarSeries> panel = TabularStudy.panel(stocknet(), Integer.MAX_VALUE);
    assertThat(panel).hasSize(81);
    assertThat(panel).allSatisfy(bars -> assertThat(bars.size()).isEqualTo(1258));
  }

  /** A dozen stocks, to be quick: that forecasts are ranked and tested, not how well. */
  @Test
  @Tag("data")
  void every_forecast_of_the_panel_is_tested_with_its_overlap() throws IOException {
    List<BarSeries> panel = TabularStudy.panel(stocknet(), 12);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Map<String, MeanTest> tests;
    try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
      tests = TabularStudy.panel(panel, 1000, 258, out);
    }
    assertThat(tests).hasSize(4);
    tests.forEach(
        (name, test) -> {
          assertThat(test.lag()).isEqualTo(4);
          assertThat(test.observations()).as(name).isGreaterThan(200);
          assertThat(Math.abs(test.mean())).as(name).isLessThan(0.2);
          assertThat(bytes.toString(StandardCharsets.UTF_8)).contains(name);
        });
  }

  @Test
  void a_study_without_a_directory_says_so() {
    assertThatThrownBy(() -> TabularStudy.main(new String[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("arguments: must be one directory, got 0");
  }
}
