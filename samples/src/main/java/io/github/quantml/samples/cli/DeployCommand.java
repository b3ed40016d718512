// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples.cli;

import io.github.quantml.api.ModelUri;
import io.github.quantml.api.ModelVersion;
import io.github.quantml.api.QuantMlSettings;
import io.github.quantml.mlflow.MLFlowRegistry;
import io.github.quantml.mlflow.MLFlowRun;
import io.github.quantml.mlflow.MLFlowTracker;
import java.io.PrintWriter;
import java.util.List;
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
    description = "Promotes a version of a registered model, or rolls its alias back.",
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
    MLFlowTracker tracker = MLFlowTracker.fromSettings(QuantMlSettings.load());
    MLFlowRegistry registry = tracker.registry();
    boolean project = System.getenv("MLFLOW_EXPERIMENT_ID") != null;
    try (MLFlowRun run = tracker.startRun(project ? "" : "quant-ml", "deploy")) {
      try {
        String done = deploy(registry);
        run.tag("quantml.deployed", done);
        out.println(done);
      } catch (RuntimeException e) {
        run.fail(e);
        throw e;
      }
    }
    if (MLFlowRegistry.isFormerStage(stage)) {
      out.println("note: MLflow's stages are deprecated; their names are aliases here");
    }
    out.flush();
    return 0;
  }

  private String deploy(MLFlowRegistry registry) {
    ModelUri uri = ModelUri.parse(modelUri);
    String name = modelName.isBlank() ? uri.name() : modelName;
    switch (action) {
      case "promote" -> {
        ModelVersion version = registry.version(uri);
        if (!name.equals(uri.name())) {
          version = registry.register(name, registry.resolve(uri));
        }
        List<String> aliases = registry.promote(name, version.version(), stage);
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
}
