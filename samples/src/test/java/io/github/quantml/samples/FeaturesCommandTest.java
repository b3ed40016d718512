// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.quantml.features.FeatureCatalogue;
import io.github.quantml.features.FeatureRegistry;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class FeaturesCommandTest {
  private final StringWriter out = new StringWriter();

  private int run(String... args) {
    CommandLine line = Samples.commandLine();
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(out));
    return line.execute(args);
  }

  @Test
  void every_feature_is_listed_computed_and_audited(@TempDir Path directory) throws Exception {
    Path page = directory.resolve("FEATURES.md");
    assertThat(run("features", "--docs", page.toString(), "--threads", "2")).isZero();
    assertThat(out.toString())
        .contains("rsi_14", "alpha101", "features in", "look-ahead audit: 0 violations");
    FeatureRegistry registry = FeatureRegistry.standard();
    assertThat(registry.names()).allSatisfy(name -> assertThat(out.toString()).contains(name));
    assertThat(Files.readString(page)).isEqualTo(FeatureCatalogue.markdown(registry));
  }

  @Test
  void the_page_in_the_repository_is_what_the_registry_says() throws Exception {
    assertThat(Files.readString(Path.of("../docs/FEATURES.md")))
        .as("run samples/run features --docs docs/FEATURES.md")
        .isEqualTo(FeatureCatalogue.markdown(FeatureRegistry.standard()));
  }

  @Test
  void an_unknown_family_is_an_error_that_names_the_known() {
    assertThat(run("features", "--family", "talip")).isEqualTo(1);
    assertThat(out.toString()).contains("family: must be one of [talib", "got talip");
  }
}
