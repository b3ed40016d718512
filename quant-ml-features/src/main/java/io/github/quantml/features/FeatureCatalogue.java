// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features;

import io.github.quantml.features.graph.Stability;
import java.util.Locale;

/** A registry written out: as a table for a terminal, and as a Markdown page. */
public final class FeatureCatalogue {
  private FeatureCatalogue() {}

  /** One line for each feature of a family, or of all if the family is empty. */
  public static String table(FeatureRegistry registry, String family) {
    StringBuilder out = new StringBuilder();
    line(
        out,
        "%-24s %8s  %-17s %-5s %-10s %s",
        "feature",
        "lookback",
        "stability",
        "scale",
        "available",
        "meaning");
    for (FeatureFamily each : registry.families()) {
      if (family.isEmpty() || family.equals(each.name())) {
        for (Feature feature : each.features()) {
          line(
              out,
              "%-24s %8d  %-17s %-5s %-10s %s",
              feature.name(),
              feature.lookback(),
              stability(feature),
              feature.definition().scaleFree() ? "free" : "",
              lower(feature.definition().availability()),
              feature.definition().meaning());
        }
      }
    }
    return out.toString();
  }

  /** The page docs/FEATURES.md. */
  public static String markdown(FeatureRegistry registry) {
    StringBuilder out = new StringBuilder();
    line(out, "# Features");
    line(out, "");
    line(
        out,
        "Written by `samples/run features --docs docs/FEATURES.md`; do not edit. %d features.",
        registry.size());
    line(out, "");
    line(
        out,
        "*Lookback*: bars before the first value; the column starts with exactly so many NaN.");
    line(
        out,
        "*Stability*: exact - the same function of its lookback, bit for bit; epsilon - up to");
    line(out, "rounding; converging(n) - the start of the series no longer matters after n bars;");
    line(
        out,
        "cumulative - counts from the first bar. *Scale-free*: does not change with the unit of");
    line(
        out,
        "prices or volumes. *NaN*: window - NaN exactly while a NaN is within the lookback; skip -");
    line(out, "NaN at that bar, recursions go on without it. *Panel*: compares instruments.");
    for (FeatureFamily family : registry.families()) {
      line(out, "");
      line(out, "## %s", family.name());
      line(out, "");
      line(out, "%s: %d features.", family.title(), family.features().size());
      line(out, "");
      line(
          out,
          "| feature | meaning | source | inputs | lookback | stability | scale-free | available"
              + " | NaN | panel |");
      line(out, "|---|---|---|---|---|---|---|---|---|---|");
      for (Feature feature : family.features()) {
        row(out, feature);
      }
    }
    return out.toString();
  }

  private static void row(StringBuilder out, Feature feature) {
    FeatureDefinition d = feature.definition();
    line(
        out,
        "| `%s` | %s | %s | %s | %d | %s | %s | %s | %s | %s |",
        d.name(),
        cell(d.meaning()),
        cell(d.source()),
        String.join(", ", feature.inputs()),
        feature.lookback(),
        stability(feature),
        d.scaleFree() ? "yes" : "no",
        lower(d.availability()),
        lower(d.nanPolicy()),
        feature.isPanel() ? "yes" : "no");
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }

  private static String stability(Feature feature) {
    String name = lower(feature.stability());
    return feature.stability() == Stability.CONVERGING ? name + "(" + feature.burnIn() + ")" : name;
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static void line(StringBuilder out, String format, Object... args) {
    out.append(String.format(Locale.ROOT, format, args).stripTrailing()).append('\n');
  }
}
