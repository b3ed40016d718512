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

class FactorsCommandTest {
  @Test
  void simulated_returns_give_a_table_and_three_pictures(@TempDir Path directory) throws Exception {
    Path page = directory.resolve("f.html");
    StringWriter out = new StringWriter();
    CommandLine line = Samples.commandLine();
    line.setOut(new PrintWriter(out));
    assertThat(line.execute("factors", "--page", page.toString())).isZero();
    assertThat(out.toString())
        .contains("GRS F(15, 342)", "P15", "risk-free rate subtracted once from 15 columns")
        .doesNotContain("warning:");
    String html = Files.readString(page);
    assertThat(html.split("data:image/png;base64,", -1)).hasSize(4);
    assertThat(html)
        .contains("rolling loadings", "cumulative factor returns", "quantile spread of momentum");
  }
}
