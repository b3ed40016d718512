// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples.cli;

import io.github.quantml.api.ModelBundle;
import io.github.quantml.api.ModelUri;
import io.github.quantml.api.ModelVersion;
import io.github.quantml.api.Provenance;
import io.github.quantml.api.QuantMlException;
import io.github.quantml.api.QuantMlSettings;
import io.github.quantml.api.spi.ModelRegistry;
import io.github.quantml.ensemble.Evaluation;
import io.github.quantml.ensemble.MultiModelEnsemble;
import io.github.quantml.samples.host.Host;
import io.github.quantml.samples.host.MarketData;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The registry: what there is, and which version serves. */
@Command(
    name = "models",
    description = "Lists registered models, shows one, and moves the alias of what serves.",
    footer = {
      "",
      "Exit codes: 0 done, 1 no such model or version, 2 wrong use.",
      "",
      "Examples:",
      "  samples/run quantml ml models list",
      "  samples/run quantml ml models show BTC-USD-12b-ensemble",
      "  samples/run quantml ml models show BTC-USD-12b-ensemble/1 --json",
      "  samples/run quantml ml models promote BTC-USD-12b-ensemble 1",
      "  samples/run quantml ml models rollback BTC-USD-12b-ensemble"
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "(list | show | promote | rollback)")
final class ModelsCommand {
  @Spec private @Nullable CommandSpec spec;

  private static Host host() {
    return Host.of(QuantMlSettings.load(), MarketData.bundled());
  }

  private PrintWriter out() {
    return Objects.requireNonNull(spec).commandLine().getOut();
  }

  @Command(
      name = "list",
      description = "Every version of every model.",
      mixinStandardHelpOptions = true)
  int list(@Mixin OutputOptions shown) {
    Host host = host();
    Table table = Table.of("model", "version", "aliases", "registered", "tags");
    List<ModelVersion> all = new ArrayList<>();
    for (String name : host.registry().names()) {
      for (ModelVersion v : host.registry().list(name)) {
        all.add(v);
        table.row(name, v.version(), String.join(", ", v.aliases()), v.created(), text(v.tags()));
      }
    }
    String none =
        "no models in "
            + Serving.place(host)
            + "; train one by: samples/run quantml ml train"
            + System.lineSeparator();
    shown.print(out(), all.isEmpty() ? none : table.toString(), JsonText.object("models", all));
    return 0;
  }

  private static String text(Map<String, String> tags) {
    return tags.isEmpty() ? "" : tags.toString();
  }

  @Command(
      name = "show",
      description = "One version: data, settings, weights and what it showed out of sample.",
      mixinStandardHelpOptions = true)
  int show(
      @Parameters(
              paramLabel = "NAME",
              description = "NAME for the newest, NAME/VERSION or NAME@ALIAS.")
          String name,
      @Mixin OutputOptions shown) {
    Host host = host();
    boolean exact = name.contains("/") || name.contains("@");
    ModelUri uri = ModelUri.parse("models:/" + name + (exact ? "" : "/latest"));
    ModelVersion version = host.registry().version(uri);
    ModelBundle bundle = host.registry().resolve(uri);
    Map<String, Object> facts =
        JsonText.object(
            "name",
            version.name(),
            "version",
            version.version(),
            "registered",
            version.created(),
            "aliases",
            version.aliases(),
            "tags",
            version.tags(),
            "kind",
            bundle.kind());
    StringBuilder text = new StringBuilder();
    facts.forEach((k, v) -> text.append(String.format(Locale.ROOT, "%-12s %s%n", k, v)));
    if (bundle.kind().equals("ensemble")) {
      describe(MultiModelEnsemble.of(bundle, host.settings()), facts, text);
    }
    shown.print(out(), text.toString(), facts);
    return 0;
  }

  private static void describe(
      MultiModelEnsemble ensemble, Map<String, Object> facts, StringBuilder text) {
    Provenance p = ensemble.provenance();
    Evaluation e = ensemble.evaluation();
    text.append(
        String.format(
            Locale.ROOT,
            "trained on   %d bars of %s, %s to %s, seed %d, library %s%n",
            p.bars(),
            p.symbol(),
            p.trainedFrom(),
            p.trainedTo(),
            p.seed(),
            p.libraryVersion()));
    text.append(
        String.format(
            Locale.ROOT,
            "horizon      %s%nout of sample %d forecasts: log score %.4f (random walk %.4f),"
                + " coverage %.1f %%, right %.1f %% at confidence %.1f %%%n%n",
            ensemble.horizon(),
            e.forecasts().size(),
            e.logScore(),
            e.randomWalkLogScore(),
            100 * e.coverage(),
            100 * e.hitRate(),
            100 * e.meanConfidence()));
    Table weights = Table.of("member", "weight");
    ensemble.weights().forEach((m, w) -> weights.row(m, String.format(Locale.ROOT, "%.3f", w)));
    ensemble.absences().forEach((m, why) -> weights.row(m, "absent: " + why));
    text.append(weights);
    facts.put("provenance", p);
    facts.put("horizon", ensemble.horizon().toString());
    facts.put("weights", ensemble.weights());
    facts.put("absences", ensemble.absences());
    facts.put("feature_importances", ensemble.featureImportances());
    facts.put(
        "evaluation",
        JsonText.object(
            "forecasts",
            e.forecasts().size(),
            "log_score",
            e.logScore(),
            "random_walk_log_score",
            e.randomWalkLogScore(),
            "coverage",
            e.coverage(),
            "hit_rate",
            e.hitRate(),
            "confidence",
            e.meanConfidence()));
  }

  @Command(name = "promote", description = "Lets a version serve.", mixinStandardHelpOptions = true)
  int promote(
      @Parameters(paramLabel = "NAME", description = "Registered model.") String name,
      @Parameters(paramLabel = "VERSION", description = "Its version.") int version,
      @Option(
              names = "--alias",
              defaultValue = Host.CHAMPION,
              description = "Alias to point at it; default: ${DEFAULT-VALUE}.")
          String alias,
      @Mixin OutputOptions shown) {
    ModelRegistry registry = host().registry();
    if (registry.list(name).stream().noneMatch(v -> v.version() == version)) {
      throw new QuantMlException(
          "models:/"
              + name
              + "/"
              + version
              + ": there is no such version; there are "
              + registry.list(name).stream().map(ModelVersion::version).toList());
    }
    registry.alias(name, alias, version);
    done(name, alias, version, shown);
    return 0;
  }

  @Command(
      name = "rollback",
      description = "Lets the version serve that served before.",
      mixinStandardHelpOptions = true)
  int rollback(
      @Parameters(paramLabel = "NAME", description = "Registered model.") String name,
      @Option(
              names = "--alias",
              defaultValue = Host.CHAMPION,
              description = "Alias to point back; default: ${DEFAULT-VALUE}.")
          String alias,
      @Mixin OutputOptions shown) {
    done(name, alias, host().registry().rollBack(name, alias).version(), shown);
    return 0;
  }

  private void done(String name, String alias, int version, OutputOptions shown) {
    shown.print(
        out(),
        "models:/" + name + "@" + alias + " is version " + version,
        JsonText.object("name", name, "alias", alias, "version", version));
  }
}
