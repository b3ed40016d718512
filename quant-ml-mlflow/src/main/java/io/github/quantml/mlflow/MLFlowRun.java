// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.mlflow;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.ModelBundle;
import io.github.quantml.api.spi.TrackedRun;
import io.github.quantml.mlflow.journal.Event;
import io.github.quantml.mlflow.journal.Session;
import io.github.quantml.mlflow.pack.ModelFiles;
import io.github.quantml.mlflow.rest.ArtifactPaths;
import io.github.quantml.mlflow.rest.Dataset;
import io.github.quantml.mlflow.rest.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An open run of an {@link MLFlowTracker}. Calls return once the journal has the record; they never
 * wait for the server. Closing a root run waits for the server as long as it makes progress.
 * Thread-safe.
 */
public final class MLFlowRun implements TrackedRun {
  private static final Logger LOG = LoggerFactory.getLogger(MLFlowRun.class);

  private final Session session;
  private final Clock clock;
  private final int number;
  private final boolean root;
  private final Map<String, String> params = new HashMap<>();
  private final List<MLFlowRun> children = new ArrayList<>();
  private final CopiedFiles files;
  private String status = "FINISHED";
  private boolean closed;

  private MLFlowRun(Session session, Clock clock, boolean root) {
    this.session = session;
    this.clock = clock;
    this.number = session.nextRun();
    this.root = root;
    this.files = new CopiedFiles(session.directory().artifacts());
  }

  static MLFlowRun root(
      Session session,
      Clock clock,
      String experimentId,
      String experiment,
      String runName,
      String adopted) {
    MLFlowRun run = new MLFlowRun(session, clock, true);
    session.append(
        new Event.Started(
            run.number,
            -1,
            experimentId,
            experiment,
            runName,
            adopted,
            clock.millis(),
            Session.originTags()));
    return run;
  }

  /** Identifier within the journal; {@link #serverRunId} is that of the server. */
  @Override
  public String id() {
    return session.directory().id() + ":" + number;
  }

  /** Identifier on the server; waits for the server to have the run, and is empty if it has not. */
  public Optional<String> serverRunId() {
    if (session.serverId(number).isEmpty()) {
      session.flush();
    }
    return session.serverId(number);
  }

  /** Where the server keeps the artifacts of the run; waits for the server to have it. */
  Optional<String> artifactUri() {
    if (session.artifactUri(number).isEmpty()) {
      session.flush();
    }
    return session.artifactUri(number);
  }

  private synchronized void requireOpen() {
    if (closed) {
      throw new IllegalStateException("run " + id() + " is closed");
    }
  }

  /**
   * A setting of the run. A value longer than 6000 characters is cut, and its whole text kept as
   * artifact {@code params/KEY.txt}.
   */
  @Override
  public void param(String key, Object value) {
    Names.key("parameter", key);
    requireOpen();
    String text = String.valueOf(value);
    synchronized (params) {
      String before = params.putIfAbsent(key, text);
      if (before != null) {
        if (before.equals(text)) {
          return;
        }
        throw new IllegalArgumentException(
            "parameter '" + key + "': is '" + before + "' already, cannot become '" + text + "'");
      }
    }
    session.append(new Event.Param(number, key, cut("params", key, text, Names.PARAM_VALUE)));
  }

  private String cut(String folder, String key, String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    String path = folder + "/" + key + ".txt";
    artifact(path, text.getBytes(StandardCharsets.UTF_8));
    String note = "... (whole: artifact " + path + ")";
    return text.substring(0, longest - note.length()) + note;
  }

  /** A measured value at a step; NaN and infinities are kept as such. */
  @Override
  public void metric(String key, double value, long step) {
    Names.key("metric", key);
    requireOpen();
    session.append(new Event.Metric(number, key, value, clock.millis(), step));
  }

  /** Several values at one step. */
  public void metrics(Map<String, Double> values, long step) {
    values.forEach((k, v) -> metric(k, v, step));
  }

  /** A free note; a later one of the same key replaces it. */
  @Override
  public void tag(String key, String value) {
    Names.key("tag", key);
    requireOpen();
    session.append(new Event.Tag(number, key, cut("tags", key, value, Names.TAG_VALUE)));
  }

  @Override
  public void dataset(BarSeries bars, String use) {
    Names.title("use of a dataset", use);
    requireOpen();
    session.append(new Event.Data(number, describe(bars, use)));
  }

  private static Dataset describe(BarSeries bars, String use) {
    String from = bars.isEmpty() ? "" : bars.time(0).toString();
    String to = bars.isEmpty() ? "" : bars.time(bars.size() - 1).toString();
    byte[] source =
        Json.object(
            out -> {
              out.writeStringField("symbol", bars.symbol());
              out.writeStringField("interval", String.valueOf(bars.interval()));
              out.writeStringField("from", from);
              out.writeStringField("to", to);
            });
    byte[] schema =
        Json.object(
            out -> {
              out.writeArrayFieldStart("mlflow_colspec");
              for (String column : new String[] {"open", "high", "low", "close", "volume"}) {
                out.writeStartObject();
                out.writeStringField("type", "double");
                out.writeStringField("name", column);
                out.writeBooleanField("required", true);
                out.writeEndObject();
              }
              out.writeEndArray();
            });
    byte[] profile = Json.object(out -> out.writeNumberField("num_rows", bars.size()));
    return new Dataset(
        bars.symbol().isBlank() ? "bars" : bars.symbol(),
        String.format("%016x", bars.fingerprint()),
        new String(source, StandardCharsets.UTF_8),
        new String(schema, StandardCharsets.UTF_8),
        new String(profile, StandardCharsets.UTF_8),
        use);
  }

  /**
   * Keeps a copy of a file. On a full disk the file itself is named instead, and must stay until
   * the run is closed.
   *
   * @throws IllegalArgumentException when the path is not relative or leaves the run's artifacts,
   *     or the file cannot be read
   */
  @Override
  public void artifact(String path, Path file) {
    ArtifactPaths.checked(path);
    requireOpen();
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new IllegalArgumentException(
          "artifact '" + path + "': " + file + " is no readable file");
    }
    try {
      CopiedFiles.Copy copy = files.copy(number, path, file);
      session.append(new Event.Artifact(number, path, copy.name(), copy.size(), copy.sha256()));
    } catch (IOException e) {
      LOG.warn("artifact '{}': {} cannot be copied ({})", path, file, e.toString());
      session.append(new Event.Artifact(number, path, file.toAbsolutePath().toString(), -1, ""));
    }
  }

  /** Keeps bytes as an artifact. */
  public void artifact(String path, byte[] content) {
    ArtifactPaths.checked(path);
    requireOpen();
    try {
      CopiedFiles.Copy copy = files.keep(number, path, content);
      session.append(new Event.Artifact(number, path, copy.name(), copy.size(), copy.sha256()));
    } catch (IOException e) {
      LOG.warn("artifact '{}': cannot be kept beside the journal ({})", path, e.toString());
      keepElsewhere(path, content);
    }
  }

  private void keepElsewhere(String path, byte[] content) {
    try {
      Path file = Files.createTempFile("quant-ml-artifact", ".bin");
      Files.write(file, content);
      session.append(new Event.Artifact(number, path, file.toAbsolutePath().toString(), -1, ""));
    } catch (IOException e) {
      LOG.error("artifact '{}' of {} bytes is lost: no disk takes it", path, content.length, e);
    }
  }

  /** Keeps text as an artifact. */
  public void artifact(String path, String text) {
    artifact(path, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Keeps a model among the artifacts of the run, in the form that MLflow's Python loads.
   *
   * @param path folder of the model
   * @param sample an input its users can try; empty for zeros of the right shape
   */
  public void model(String path, ModelBundle bundle, Optional<ModelSample> sample) {
    ModelFiles.of(bundle, sample.map(ModelSample::example), clock.instant())
        .forEach((name, bytes) -> artifact(path + "/" + name, bytes));
  }

  /**
   * Keeps a model and makes it the next version of a registered model, now or, when the server does
   * not answer, at the replay of the journal.
   *
   * @param alias alias that points at the version afterwards, empty for none
   */
  public void registerModel(
      String name, ModelBundle bundle, Optional<ModelSample> sample, String alias) {
    Names.model(name);
    if (!alias.isEmpty()) {
      Names.alias(alias);
    }
    String token = UUID.randomUUID().toString();
    Map<String, byte[]> modelFiles =
        ModelFiles.of(bundle, sample.map(ModelSample::example), clock.instant());
    String path = MLFlowRegistry.FOLDER + "/" + token.substring(0, 8);
    modelFiles.forEach((file, bytes) -> artifact(path + "/" + file, bytes));
    Map<String, String> lengths = new TreeMap<>();
    modelFiles.forEach((file, bytes) -> lengths.put(file, Integer.toString(bytes.length)));
    session.append(
        new Event.Registered(
            number,
            name,
            path,
            lengths,
            MLFlowRegistry.versionTags(modelFiles, bundle, token),
            alias));
  }

  @Override
  public MLFlowRun child(String runName) {
    Names.title("run name", runName);
    MLFlowRun child;
    synchronized (this) {
      requireOpen();
      child = new MLFlowRun(session, clock, false);
      children.add(child);
      session.append(
          new Event.Started(
              child.number, number, "", "", runName, "", clock.millis(), Session.originTags()));
    }
    return child;
  }

  /**
   * Marks the run as failed; the error is kept as tag {@code quantml.error} and its trace as file.
   */
  @Override
  public void fail(Throwable error) {
    StringWriter trace = new StringWriter();
    error.printStackTrace(new PrintWriter(trace));
    synchronized (this) {
      requireOpen();
      status = "FAILED";
    }
    tag("quantml.error", String.valueOf(error));
    artifact("error.txt", trace.toString());
  }

  /**
   * Waits until the server has everything told so far, as long as it makes progress.
   *
   * @return whether it has
   */
  public boolean flush() {
    return session.flush();
  }

  /** Records that the server does not have yet. */
  public long pending() {
    return session.progress().pending();
  }

  /** Records that neither disk nor memory could hold; 0 unless both were full. */
  public long lost() {
    return session.progress().lost();
  }

  /** Why the server does not have everything; empty when it does or none is set. */
  public String lastError() {
    return session.progress().lastError();
  }

  /** Ends the run, and those inside it that are open. Closing twice does nothing. */
  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      children.forEach(MLFlowRun::close);
      children.clear();
      closed = true;
      session.append(new Event.Ended(number, status, clock.millis()));
    }
    if (root) {
      session.close();
    }
  }
}
