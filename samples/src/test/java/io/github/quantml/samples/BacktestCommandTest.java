// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class BacktestCommandTest {
  @Test
  void real_bars_give_a_page_each_and_a_console_report(@TempDir Path directory) throws Exception {
    Path page = directory.resolve("b.html");
    StringWriter out = new StringWriter();
    CommandLine line = Samples.commandLine();
    line.setOut(new PrintWriter(out));
    assertThat(line.execute("backtest", "--page", page.toString())).isZero();
    assertThat(out.toString())
        .contains(
            "BTC/USD: moving averages",
            "AAPL: moving averages",
            "Sharpe",
            "DSR, out of sample",
            "PBO",
            "orders one bar later",
            "periods per year: 252 (daily bars",
            "fill timing: market orders fill at the open of the next bar");
    for (String name : new String[] {"b.html", "b-aapl.html"}) {
      String html = Files.readString(directory.resolve(name));
      assertThat(html.split("class=\"chart\"", -1)).hasSize(13);
      assertThat(html).contains("Configuration hash").doesNotContain("<script src", "<link");
    }
  }

  @Test
  void the_audit_clears_honest_code_and_catches_what_was_planted() {
    StringWriter out = new StringWriter();
    CommandLine line = Samples.commandLine();
    line.setOut(new PrintWriter(out));
    assertThat(line.execute("audit")).isZero();
    assertThat(out.toString())
        .contains(
            "SMA 5/20: no look-ahead found",
            "regime: no look-ahead found",
            "momentum shifted into the future looks ahead",
            "SMA 5/20 filled at its own close looks ahead");
  }
}
