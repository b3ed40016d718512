// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class NetworkCommandTest {
  private static String run(String... arguments) {
    StringWriter out = new StringWriter();
    CommandLine line = Samples.commandLine();
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(out));
    assertThat(line.execute(arguments)).isZero();
    return out.toString();
  }

  @Test
  void simulated_traders_and_assets_give_groups_and_pictures(@TempDir Path directory)
      throws Exception {
    Path page = directory.resolve("n.html");
    String out = run("network", "--page", page.toString());
    // Four groups of eight; pairs of two besides are the false discoveries that 5 % allows.
    assertThat(
            out.lines()
                .filter(l -> l.startsWith("Group beyond chance:"))
                .filter(l -> l.split(",", -1).length >= 7))
        .hasSize(4);
    assertThat(out).contains("30 assets, 900 days");
    String html = Files.readString(page);
    assertThat(html.split("<svg role", -1)).hasSize(5);
    assertThat(html).contains("data:image/png;base64,").doesNotContain("NaN");
  }

  @Test
  @Tag("data")
  void the_senate_until_2018_has_one_pair_with_a_common_taste(@TempDir Path directory)
      throws Exception {
    Path page = directory.resolve("n.html");
    String out =
        run(
            "network",
            "--senate",
            Path.of(System.getProperty("quantml.data"), "senate_trades", "all_daily_summaries.json")
                .toString(),
            "--as-of",
            "2018-12-31",
            "--page",
            page.toString());
    assertThat(out)
        .contains("NO_TRANSACTIONS=463", "filed until 2018-12-31")
        .contains("Group beyond chance: C001047, C001075");
    assertThat(Files.readString(page)).contains("<svg role");
  }
}
