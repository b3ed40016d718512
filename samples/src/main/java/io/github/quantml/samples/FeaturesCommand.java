// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples;

import io.github.quantml.api.BarSeries;
import io.github.quantml.features.Feature;
import io.github.quantml.features.FeatureCatalogue;
import io.github.quantml.features.FeatureData;
import io.github.quantml.features.FeatureFamily;
import io.github.quantml.features.FeatureRegistry;
import io.github.quantml.features.FeatureSet;
import io.github.quantml.features.FeatureTable;
import io.github.quantml.features.contract.FeatureAudit;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The registry of features: as a table, as a page, on real bars, and under the look-ahead audit.
 */
@Command(
    name = "features",
    description = "Lists every feature, computes them on real bars and audits them.",
    mixinStandardHelpOptions = true)
final class FeaturesCommand implements Callable<Integer> {
  @Option(names = "--family", description = "Only this family, such as talib or alpha158.")
  private String family = "";

  @Option(names = "--docs", description = "Also write the page, such as docs/FEATURES.md.")
  private @Nullable Path docs;

  @Option(names = "--threads", description = "Threads; default: ${DEFAULT-VALUE}.")
  private int threads = 1;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    FeatureRegistry registry = FeatureRegistry.standard();
    List<String> names = registry.families().stream().map(FeatureFamily::name).toList();
    if (!family.isEmpty() && !names.contains(family)) {
      throw new IllegalArgumentException("family: must be one of " + names + ", got " + family);
    }
    out.print(FeatureCatalogue.table(registry, family));
    out.printf(Locale.ROOT, "%n%d features in %d families%n", registry.size(), names.size());
    BarSeries bars = SampleData.apple();
    FeatureData data = FeatureData.of(bars);
    List<Feature> ready =
        registry.features().stream()
            .filter(f -> !f.isPanel() && data.inputNames().containsAll(f.inputs()))
            .toList();
    FeatureTable table = FeatureSet.of(ready).compute(data, threads);
    int last = bars.size() - 1;
    long defined =
        ready.stream().filter(f -> Double.isFinite(table.column(f.name())[last])).count();
    out.printf(
        Locale.ROOT,
        "%s: %d features of one instrument on %d bars, %d have a value at the last bar%n",
        bars.symbol(),
        ready.size(),
        bars.size(),
        defined);
    List<String> violations = FeatureAudit.on(data).verify(registry);
    out.printf(Locale.ROOT, "look-ahead audit: %d violations%n", violations.size());
    violations.forEach(out::println);
    Path page = docs;
    if (page != null) {
      Files.writeString(page, FeatureCatalogue.markdown(registry));
      out.println("Page: " + page.toAbsolutePath().normalize());
    }
    out.flush();
    return violations.isEmpty() ? 0 : 1;
  }
}
