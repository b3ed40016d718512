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

class CyclicalCommandTest {
  @Test
  void real_data_gives_six_pictures_of_each_series(@TempDir Path directory) throws Exception {
    Path page = directory.resolve("c.html");
    StringWriter out = new StringWriter();
    CommandLine line = Samples.commandLine();
    line.setOut(new PrintWriter(out));
    assertThat(line.execute("cyclical", "--page", page.toString())).isZero();
    assertThat(out.toString()).contains("AAPL, 252 bars", "BTC/USD, 1916 bars", "cycle of");
    String html = Files.readString(page);
    assertThat(html.split("data:image/png;base64,", -1)).hasSize(13);
    assertThat(html)
        .contains(
            "spectrum of log returns against red noise",
            "regimes over price",
            "nearest analogues",
            "STL trend",
            "STL seasonal",
            "anomalous returns")
        .doesNotContain("://");
  }
}
