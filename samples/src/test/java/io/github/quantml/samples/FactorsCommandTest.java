// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
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
        .contains(
            "GRS F(15, 342)",
            "P15",
            "risk-free rate subtracted once from 15 columns",
            "standard errors Newey-West, lag 4")
        .doesNotContain("warning:");
    String html = Files.readString(page);
    assertThat(html.split("data:image/png;base64,", -1)).hasSize(4);
    assertThat(html)
        .contains("rolling loadings", "cumulative factor returns", "quantile spread of momentum");
  }

  /**
   * The months of linearmodels' sample in the layout of the library, per cent with two blocks; the
   * statistic by NumPy and SciPy.
   */
  @Test
  @Tag("data")
  void files_of_the_library_give_the_known_grs_statistic(@TempDir Path directory) throws Exception {
    List<String[]> rows =
        Files.readAllLines(
                Path.of(System.getProperty("quantml.data"), "french_linearmodels", "french.csv"))
            .stream()
            .map(line -> line.split(",", -1))
            .toList();
    List<String> header = Arrays.asList(rows.get(0));
    List<String> portfolios = new ArrayList<>();
    for (String size : List.of("S1", "S3", "S5")) {
      for (String value : List.of("V1", "V3", "V5")) {
        portfolios.add(size + value);
      }
    }
    portfolios.add("NoDur");
    Path factors = directory.resolve("factors.csv");
    Path assets = directory.resolve("portfolios.csv");
    Files.writeString(factors, french(rows, header, List.of("MktRF", "SMB", "HML", "RF")));
    Files.writeString(assets, french(rows, header, portfolios));
    StringWriter out = new StringWriter();
    CommandLine line = Samples.commandLine();
    line.setOut(new PrintWriter(out));
    Path page = directory.resolve("f.html");
    assertThat(
            line.execute(
                "factors",
                "--factors",
                factors.toString(),
                "--portfolios",
                assets.toString(),
                "--page",
                page.toString()))
        .isZero();
    assertThat(out.toString())
        .contains("819 months; vintage 2024-08", "SHA-256", "GRS F(10, 806) = 5.216, p = 1.91e-07")
        .doesNotContain("warning:");
    assertThat(Files.readString(page).split("data:image/png;base64,", -1)).hasSize(4);
  }

  private static String french(List<String[]> rows, List<String> header, List<String> columns) {
    StringBuilder out =
        new StringBuilder("This file was created using the 202408 CRSP database.\n\n,");
    out.append(String.join(",", columns).replace("MktRF", "Mkt-RF")).append('\n');
    for (String[] row : rows.subList(1, rows.size())) {
      out.append(row[0], 0, 4).append(row[0], 5, 7);
      for (String column : columns) {
        double value = 100 * Double.parseDouble(row[header.indexOf(column)]);
        out.append(String.format(Locale.ROOT, ",%10.6f", value));
      }
      out.append('\n');
    }
    out.append("\n Annual Factors: January-December\n,x\n  1949,  1.00\n");
    return out.toString();
  }
}
