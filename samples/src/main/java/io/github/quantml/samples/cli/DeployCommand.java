// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples.cli;

import io.github.quantml.api.ModelUri;
import io.github.quantml.api.ModelVersion;
import io.github.quantml.api.QuantMlSettings;
import io.github.quantml.api.spi.ExperimentTracker;
import io.github.quantml.api.spi.ModelRegistry;
import io.github.quantml.api.spi.TrackedRun;
import io.github.quantml.mlflow.MLFlowRegistry;
import io.github.quantml.mlflow.MLFlowTracker;
import io.github.quantml.pipeline.store.LocalModelRegistry;
import io.github.quantml.pipeline.store.LocalTracker;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Promotes a version of a registered model, or takes a promotion back. */
@Command(
    name = "deploy",
    description = {
      "Promotes a version of a registered model, or rolls its alias back.",
      "On the MLflow server of ML_MLFLOW_TRACKING_URI or MLFLOW_TRACKING_URI; without one, in the",
      "registry under ML_MODEL_CACHE_DIR. production is the alias champion, staging challenger."
    },
    footer = {
      "",
      "Exit codes: 0 done, 1 failed, 2 wrong use.",
      "",
      "Examples:",
      "  samples/run quantml ml deploy --model-uri models:/BTC-USD-12b-ensemble/2 \\",
      "      --stage production --action promote",
      "  samples/run quantml ml deploy --model-uri models:/BTC-USD-12b-ensemble@champion \\",
      "      --action rollback"
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class DeployCommand implements Callable<Integer> {
  @Option(
      names = "--model-uri",
      defaultValue = "models:/lstm_price_forecast/latest",
      description = "Which version; default: ${DEFAULT-VALUE}.")
  private String modelUri = "models:/lstm_price_forecast/latest";

  @Option(
      names = "--model-name",
      defaultValue = "",
      description = "Registered model to promote it in; default: that of the address.")
  private String modelName = "";

  @Option(
      names = "--stage",
      defaultValue = "production",
      description = "production, staging, archived, or an alias; default: ${DEFAULT-VALUE}.")
  private String stage = "production";

  @Option(
      names = "--action",
      defaultValue = "promote",
      description = "promote or rollback; default: ${DEFAULT-VALUE}.")
  private String action = "promote";

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    QuantMlSettings settings = QuantMlSettings.load();
    MLFlowTracker mlflow = MLFlowTracker.fromSettings(settings);
    boolean server = mlflow.config().server().isPresent();
    Path home = settings.modelCacheDir();
    ModelRegistry registry =
        server ? mlflow.registry() : LocalModelRegistry.in(home.resolve("registry"));
    ExperimentTracker tracker = server ? mlflow : LocalTracker.in(home.resolve("runs"));
    boolean project = System.getenv("MLFLOW_EXPERIMENT_ID") != null;
    try (TrackedRun run = tracker.startRun(project ? "" : "quant-ml", "deploy")) {
      try {
        String done = deploy(registry);
        run.tag("quantml.deployed", done);
        out.println(done);
      } catch (RuntimeException e) {
        run.fail(e);
        throw e;
      }
    }
    if (server && MLFlowRegistry.isFormerStage(stage)) {
      out.println("note: MLflow's stages are deprecated; their names are aliases here");
    }
    out.flush();
    return 0;
  }

  private String deploy(ModelRegistry registry) {
    ModelUri uri = ModelUri.parse(modelUri);
    String name = modelName.isBlank() ? uri.name() : modelName;
    switch (action) {
      case "promote" -> {
        ModelVersion version = registry.version(uri);
        if (!name.equals(uri.name())) {
          version = registry.register(name, registry.resolve(uri));
        }
        List<String> aliases = promote(registry, name, version.version());
        return "models:/"
            + name
            + "/"
            + version.version()
            + " is "
            + (aliases.isEmpty() ? "no longer promoted" : "now " + aliases);
      }
      case "rollback" -> {
        String alias = stage.equals("production") ? "champion" : stage;
        ModelVersion version = registry.rollBack(name, alias);
        if (alias.equals("champion")) {
          registry.alias(name, "production", version.version());
        }
        return "models:/" + name + "@" + alias + " is back at version " + version.version();
      }
      default ->
          throw new IllegalArgumentException(
              "--action: must be promote or rollback, got '" + action + "'");
    }
  }

  private List<String> promote(ModelRegistry registry, String name, int version) {
    return registry instanceof MLFlowRegistry mlflow
        ? mlflow.promote(name, version, stage)
        : promote((LocalModelRegistry) registry, name, version);
  }

  /** The same words for the local registry as {@link MLFlowRegistry#promote} has. */
  private List<String> promote(LocalModelRegistry registry, String name, int version) {
    List<String> aliases =
        switch (stage.strip().toLowerCase(Locale.ROOT)) {
          case "production" -> List.of("production", "champion");
          case "staging" -> List.of("staging", "challenger");
          case "archived", "none" -> List.of();
          default -> List.of(stage.strip());
        };
    if (aliases.isEmpty()) {
      ModelUri uri = new ModelUri(name, new ModelUri.Selector.Version(version));
      for (String alias : new ArrayList<>(registry.version(uri).aliases())) {
        registry.removeAlias(name, alias);
      }
    }
    aliases.forEach(alias -> registry.alias(name, alias, version));
    return aliases;
  }
}
