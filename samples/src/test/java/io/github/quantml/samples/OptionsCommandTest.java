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

class OptionsCommandTest {
  @Test
  void the_simulated_chain_gives_smiles_a_surface_and_a_gamma_profile(@TempDir Path directory)
      throws Exception {
    Path page = directory.resolve("o.html");
    assertThat(run("options", "--page", page.toString()))
        .contains("SIM, simulated", "violations of no-arbitrage on a grid of 401 moneynesses: 0")
        .contains("gamma exposure");
    String html = Files.readString(page);
    assertThat(html.split("data:image/png;base64,", -1)).hasSize(7);
  }

  @Test
  @Tag("data")
  void a_file_of_cboe_is_read_with_its_rejected_rows_reported(@TempDir Path directory)
      throws Exception {
    Path file =
        Path.of(System.getProperty("quantml.data"), "options/cboe_spx_quotedata_2022-06-11.csv");
    Path page = directory.resolve("o.html");
    assertThat(run("options", "--chain", file.toString(), "--page", page.toString()))
        .contains("EXPIRED=450", "moneynesses: 0", "zero gamma at");
  }

  private static String run(String... arguments) {
    StringWriter out = new StringWriter();
    CommandLine line = Samples.commandLine();
    line.setOut(new PrintWriter(out));
    assertThat(line.execute(arguments)).isZero();
    return out.toString();
  }
}
