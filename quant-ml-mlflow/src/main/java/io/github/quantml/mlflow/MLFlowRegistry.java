// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.mlflow;

import io.github.quantml.api.LoadLimits;
import io.github.quantml.api.ModelBundle;
import io.github.quantml.api.ModelFormatException;
import io.github.quantml.api.ModelUri;
import io.github.quantml.api.ModelVersion;
import io.github.quantml.api.QuantMlException;
import io.github.quantml.api.spi.ModelRegistry;
import io.github.quantml.mlflow.MLFlowServerException.Kind;
import io.github.quantml.mlflow.journal.Registrations;
import io.github.quantml.mlflow.journal.Server;
import io.github.quantml.mlflow.journal.Session;
import io.github.quantml.mlflow.pack.ModelFiles;
import io.github.quantml.mlflow.rest.ArtifactApi;
import io.github.quantml.mlflow.rest.Connection;
import io.github.quantml.mlflow.rest.Json;
import io.github.quantml.mlflow.rest.RegistryApi;
import io.github.quantml.mlflow.rest.VersionInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Model versions on an MLflow server.
 *
 * <p>A version is made last, after all of its files are on the server, in one call that carries its
 * tags; so a version that can be seen is whole. Calls are repeated after transient failures; making
 * a version is repeated only after looking whether it was made. Thread-safe.
 */
public final class MLFlowRegistry implements ModelRegistry {
  /** Experiment of the runs that registrations without a run get. */
  static final String EXPERIMENT = "quant-ml models";

  /** Where a model lies among the artifacts of its run. */
  static final String FOLDER = "model";

  private static final String BUNDLE_HASH = "quantml.bundle.sha256";
  private static final String ONNX_HASH = "quantml.onnx.sha256";
  private static final String HISTORY = "quantml.history.";
  private static final int MOST_HISTORY = 20;

  private final Connection connection;
  private final Server server;
  private final MLFlowConfig config;

  MLFlowRegistry(Connection connection, MLFlowConfig config) {
    this.connection = connection;
    this.server = Server.of(connection);
    this.config = config;
  }

  @Override
  public String name() {
    return "mlflow";
  }

  private RegistryApi api() {
    return server.registry();
  }

  private <T> T call(Supplier<T> call) {
    return config.retry().repeatable(call);
  }

  private void run(Runnable call) {
    config
        .retry()
        .repeatable(
            () -> {
              call.run();
              return "";
            });
  }

  /**
   * Keeps a bundle as the next version, with a run of its own in experiment {@code quant-ml
   * models}.
   */
  @Override
  public ModelVersion register(String name, ModelBundle bundle) {
    return register(name, bundle, Optional.empty());
  }

  /** Keeps a bundle as the next version, with an input that its users can try. */
  public ModelVersion register(String name, ModelBundle bundle, Optional<ModelSample> sample) {
    Names.model(name);
    Map<String, byte[]> files = files(bundle, sample);
    String token = UUID.randomUUID().toString();
    String experiment = call(() -> server.tracking().experiment(EXPERIMENT));
    Map<String, String> origin = new TreeMap<>(Session.originTags());
    origin.put(Registrations.TOKEN, token);
    MLFlowRunInfo run = createRun(experiment, "register " + name, origin);
    boolean done = false;
    try {
      ModelVersion version = register(name, files, bundle, run.id(), run.artifactUri(), token);
      done = true;
      return version;
    } finally {
      String status = done ? "FINISHED" : "FAILED";
      endQuietly(run.id(), status, done);
    }
  }

  private void endQuietly(String runId, String status, boolean loudly) {
    try {
      run(() -> server.tracking().endRun(runId, status, config.clock().millis()));
    } catch (MLFlowServerException e) {
      // After a failure the cause of that failure is what the caller must hear.
      if (loudly) {
        throw e;
      }
    }
  }

  private MLFlowRunInfo createRun(String experiment, String name, Map<String, String> tags) {
    AtomicInteger attempts = new AtomicInteger();
    String filter = "tags.`" + Registrations.TOKEN + "` = '" + tags.get(Registrations.TOKEN) + "'";
    return call(
        () -> {
          if (attempts.getAndIncrement() > 0) {
            List<MLFlowRunInfo> made = server.tracking().searchRuns(experiment, filter, 1);
            if (!made.isEmpty()) {
              return made.get(0);
            }
          }
          return server.tracking().createRun(experiment, name, config.clock().millis(), tags);
        });
  }

  /**
   * Keeps a bundle as the next version, among the artifacts of an open run.
   *
   * @throws MLFlowServerException when the server does not have the run
   */
  public ModelVersion register(
      String name, ModelBundle bundle, Optional<ModelSample> sample, MLFlowRun run) {
    Names.model(name);
    Map<String, byte[]> files = files(bundle, sample);
    String runId = run.serverRunId().orElseThrow(() -> notThere(run));
    String artifacts = run.artifactUri().orElseThrow(() -> notThere(run));
    return register(name, files, bundle, runId, artifacts, UUID.randomUUID().toString());
  }

  private static MLFlowServerException notThere(MLFlowRun run) {
    return new MLFlowServerException(
        Kind.UNAVAILABLE,
        0,
        "run " + run.id() + " is not on the server yet: " + run.lastError(),
        null);
  }

  private Map<String, byte[]> files(ModelBundle bundle, Optional<ModelSample> sample) {
    return ModelFiles.of(bundle, sample.map(ModelSample::example), config.clock().instant());
  }

  /** Tags of a version, by which what is loaded later can be checked. */
  static Map<String, String> versionTags(
      Map<String, byte[]> files, ModelBundle bundle, String token) {
    Map<String, String> tags = new TreeMap<>();
    tags.put(Registrations.TOKEN, token);
    tags.put("quantml.kind", bundle.kind());
    tags.put(BUNDLE_HASH, CopiedFiles.sha256(files.getOrDefault(ModelFiles.BUNDLE, new byte[0])));
    byte[] onnx = files.get(ModelFiles.ONNX);
    if (onnx != null) {
      tags.put(ONNX_HASH, CopiedFiles.sha256(onnx));
    }
    return tags;
  }

  private ModelVersion register(
      String name,
      Map<String, byte[]> files,
      ModelBundle bundle,
      String runId,
      String artifacts,
      String token) {
    // Versions of one run lie apart, so that a later one does not change an earlier one's files.
    String folder = FOLDER + "/" + name.replace(' ', '_') + "-" + token.substring(0, 8);
    String source = ArtifactApi.under(artifacts, folder);
    files.forEach(
        (path, bytes) ->
            run(() -> server.artifacts().upload(ArtifactApi.under(source, path), bytes)));
    Map<String, String> tags = versionTags(files, bundle, token);
    AtomicInteger attempts = new AtomicInteger();
    return call(() ->
            Registrations.version(api(), name, source, runId, tags, attempts.getAndIncrement() > 0))
        .version();
  }

  @Override
  public ModelBundle resolve(ModelUri uri) {
    return resolve(uri, LoadLimits.defaults());
  }

  /**
   * The bundle at an address, within limits.
   *
   * @throws MLFlowServerException naming what there is when nothing lies at the address
   * @throws ModelFormatException when the files are not those that were registered
   */
  public ModelBundle resolve(ModelUri uri, LoadLimits limits) {
    VersionInfo version = find(uri);
    byte[] bytes = download(uri, version, ModelFiles.BUNDLE, BUNDLE_HASH, limits.maxBytes());
    return ModelBundle.fromBytes(bytes, limits);
  }

  /** The ONNX graph at an address, also of a version that Python registered as {@code onnx}. */
  public byte[] onnx(ModelUri uri, LoadLimits limits) {
    return download(uri, find(uri), ModelFiles.ONNX, ONNX_HASH, limits.maxBytes());
  }

  private byte[] download(
      ModelUri uri, VersionInfo version, String file, String hashTag, long limit) {
    if (!version.status().equals("READY")) {
      throw new MLFlowServerException(
          Kind.MISSING, 200, uri + ": the version is " + version.status() + ", not READY", null);
    }
    byte[] bytes;
    try {
      bytes =
          call(() -> server.artifacts().download(ArtifactApi.under(version.source(), file), limit));
    } catch (MLFlowServerException e) {
      if (e.kind() != Kind.MISSING && e.status() != 404 && e.status() != 500) {
        throw e;
      }
      throw new MLFlowServerException(
          e.kind(),
          e.status(),
          uri
              + ": its files in "
              + version.source()
              + " have no readable "
              + file
              + (file.equals(ModelFiles.BUNDLE)
                  ? "; it was not registered by quant-ml, whose models have one"
                  : ""),
          e);
    }
    String wanted = version.version().tags().getOrDefault(hashTag, "");
    if (!wanted.isEmpty() && !wanted.equals(CopiedFiles.sha256(bytes))) {
      throw new ModelFormatException(
          uri + ": " + file + " is not the one that was registered (SHA-256 differs)");
    }
    return bytes;
  }

  @Override
  public ModelVersion version(ModelUri uri) {
    return find(uri).version();
  }

  private VersionInfo find(ModelUri uri) {
    String name = uri.name();
    try {
      if (uri.selector() instanceof ModelUri.Selector.Version v) {
        return call(() -> api().version(name, v.number()));
      }
      if (uri.selector() instanceof ModelUri.Selector.Alias a) {
        return call(() -> api().versionByAlias(name, Names.alias(a.alias())));
      }
      return versions(name).stream()
          .max(Comparator.comparingInt(v -> v.version().version()))
          .orElseThrow(() -> nothing(uri, null));
    } catch (MLFlowServerException e) {
      // Servers answer a missing alias as an invalid argument.
      boolean alias = uri.selector() instanceof ModelUri.Selector.Alias && e.status() == 400;
      if (e.kind() == Kind.MISSING || alias) {
        throw nothing(uri, e);
      }
      throw e;
    }
  }

  private List<VersionInfo> versions(String name) {
    return call(() -> api().searchVersions("name='" + Names.model(name) + "'"));
  }

  private MLFlowServerException nothing(
      ModelUri uri, @org.jspecify.annotations.Nullable MLFlowServerException cause) {
    List<VersionInfo> there = versions(uri.name());
    String known;
    if (there.isEmpty()) {
      List<String> names = call(() -> api().searchModels(""));
      known =
          "no version of '"
              + uri.name()
              + "' is registered; registered models: "
              + names.subList(0, Math.min(20, names.size()));
    } else {
      known =
          "versions of '"
              + uri.name()
              + "': "
              + there.stream().map(v -> "" + v.version().version()).toList()
              + ", aliases: "
              + aliases(uri.name());
    }
    return new MLFlowServerException(
        Kind.MISSING,
        404,
        uri + ": nothing lies there on " + connection.base() + "; " + known,
        cause);
  }

  /** Aliases of a model and the versions they point at; empty for an unknown name. */
  public Map<String, Integer> aliases(String name) {
    Map<String, Integer> aliases = new TreeMap<>();
    for (Json a : modelOrNothing(name).get("aliases").items()) {
      aliases.put(a.get("alias").text(), (int) a.get("version").integer(0));
    }
    return aliases;
  }

  private Json modelOrNothing(String name) {
    try {
      return call(() -> api().model(Names.model(name)));
    } catch (MLFlowServerException e) {
      if (e.kind() == Kind.MISSING) {
        return Json.nothing();
      }
      throw e;
    }
  }

  @Override
  public void alias(String name, String alias, int version) {
    Names.alias(alias);
    find(new ModelUri(Names.model(name), new ModelUri.Selector.Version(version)));
    point(name, alias, version);
  }

  /** Points an alias and remembers where it pointed, newest first, for {@link #rollBack}. */
  private void point(String name, String alias, int version) {
    List<Integer> history = history(name, alias);
    run(() -> api().setAlias(name, alias, version));
    if (history.isEmpty() || history.get(0) != version) {
      List<Integer> longer = new ArrayList<>(history);
      longer.add(0, version);
      remember(name, alias, longer);
    }
  }

  private void remember(String name, String alias, List<Integer> history) {
    String text =
        String.join(
            ",", history.stream().limit(MOST_HISTORY).map(v -> Integer.toString(v)).toList());
    run(() -> api().tagModel(name, HISTORY + alias, text));
  }

  private List<Integer> history(String name, String alias) {
    Json model = modelOrNothing(name);
    List<Integer> history = new ArrayList<>();
    String text = model.get("tags").pairs().getOrDefault(HISTORY + alias, "");
    for (String part : text.split(",", -1)) {
      if (part.matches("[0-9]{1,9}")) {
        history.add(Integer.valueOf(part));
      }
    }
    Integer now = aliases(name).get(alias);
    if (now != null && (history.isEmpty() || !history.get(0).equals(now))) {
      // Somebody else moved it since.
      history.add(0, now);
    }
    return history;
  }

  /** Takes an alias away; nothing happens when it is not there. */
  public void removeAlias(String name, String alias) {
    run(() -> api().deleteAlias(Names.model(name), Names.alias(alias)));
  }

  /** {@inheritDoc} Knows only where this library moved it. */
  @Override
  public ModelVersion rollBack(String name, String alias) {
    List<Integer> history = history(Names.model(name), Names.alias(alias));
    if (history.size() < 2) {
      throw new QuantMlException(
          "models:/"
              + name
              + "@"
              + alias
              + ": nothing to roll back to, it has pointed at "
              + (history.isEmpty() ? "nothing" : "version " + history.get(0) + " only"));
    }
    int before = history.get(1);
    ModelVersion version =
        find(new ModelUri(name, new ModelUri.Selector.Version(before))).version();
    run(() -> api().setAlias(name, alias, before));
    remember(name, alias, history.subList(1, history.size()));
    return version;
  }

  /**
   * Promotes a version in the words of MLflow's former stages, which are aliases here: {@code
   * production} becomes {@code production} and {@code champion}, {@code staging} becomes {@code
   * staging} and {@code challenger}; {@code archived} and {@code none} take these aliases away from
   * the version.
   *
   * @param stage a former stage in any case, or the alias itself
   * @return aliases set, empty when they were taken away
   */
  public List<String> promote(String name, int version, String stage) {
    Names.model(name);
    String wanted = stage.strip().toLowerCase(Locale.ROOT);
    List<String> set =
        switch (wanted) {
          case "production" -> List.of("production", "champion");
          case "staging" -> List.of("staging", "challenger");
          case "archived", "none" -> List.of();
          default -> List.of(Names.alias(stage.strip()));
        };
    VersionInfo found = find(new ModelUri(name, new ModelUri.Selector.Version(version)));
    if (set.isEmpty()) {
      for (String alias : Arrays.asList("production", "champion", "staging", "challenger")) {
        if (Integer.valueOf(found.version().version()).equals(aliases(name).get(alias))) {
          removeAlias(name, alias);
        }
      }
    }
    set.forEach(alias -> point(name, alias, version));
    return set;
  }

  /** Whether a stage is one of MLflow's former stages, which are aliases now. */
  public static boolean isFormerStage(String stage) {
    return List.of("production", "staging", "archived", "none")
        .contains(stage.strip().toLowerCase(Locale.ROOT));
  }

  /** Notes something on a version. */
  public void tag(String name, int version, String key, String value) {
    Names.key("tag", key);
    run(() -> api().tagVersion(Names.model(name), version, key, value));
  }

  @Override
  public List<ModelVersion> list(String name) {
    Map<String, Integer> aliases = aliases(name);
    return versions(name).stream()
        .map(VersionInfo::version)
        .map(
            v ->
                new ModelVersion(
                    v.name(),
                    v.version(),
                    v.created(),
                    aliases.entrySet().stream()
                        .filter(a -> a.getValue() == v.version())
                        .map(Map.Entry::getKey)
                        .toList(),
                    v.tags()))
        .toList();
  }

  @Override
  public List<String> names() {
    return call(() -> api().searchModels(""));
  }

  /**
   * Names of the models that a filter matches.
   *
   * @param filter in MLflow's language, for example {@code name LIKE 'lstm%'}
   */
  public List<String> search(String filter) {
    return call(() -> api().searchModels(filter));
  }

  @Override
  public String toString() {
    return "MLflow registry on " + connection.base();
  }

  /** Deletes a version and its aliases; its files stay with its run. */
  public void delete(String name, int version) {
    find(new ModelUri(Names.model(name), new ModelUri.Selector.Version(version)));
    run(() -> api().deleteVersion(name, version));
  }
}
