// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.api;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Typed settings, from four places: code ({@link #with}) wins over Java system properties, these
 * over environment variables, these over a {@code .env} file, and the defaults of {@link Setting}
 * come last.
 *
 * <p>All four use the same {@code ML_} names. A name that starts with {@code ML_} and is no
 * setting, or a value that breaks its rule, is an {@link InvalidDataException} that names it and
 * where it stood. Immutable.
 */
public final class QuantMlSettings {
  private static final String PREFIX = "ML_";

  private final Map<Setting, String> values;

  private QuantMlSettings(Map<Setting, String> values) {
    this.values = values;
  }

  /** Reads system properties, the environment and {@code .env} in the working directory. */
  public static QuantMlSettings load() {
    return load(Path.of(".env"), System.getenv(), System.getProperties());
  }

  /** Only the defaults. */
  public static QuantMlSettings defaults() {
    return new QuantMlSettings(new EnumMap<>(Setting.class));
  }

  static QuantMlSettings load(Path file, Map<String, String> environment, Properties properties) {
    Map<Setting, String> values = new EnumMap<>(Setting.class);
    if (Files.isRegularFile(file)) {
      merge(values, dotEnv(file), file.toString());
    }
    merge(values, environment, "environment variable");
    Map<String, String> named = new TreeMap<>();
    for (String name : properties.stringPropertyNames()) {
      named.put(name, properties.getProperty(name, ""));
    }
    merge(values, named, "system property");
    return new QuantMlSettings(values);
  }

  private static void merge(Map<Setting, String> into, Map<String, String> from, String where) {
    for (Map.Entry<String, String> e : new TreeMap<>(from).entrySet()) {
      if (e.getKey().startsWith(PREFIX)) {
        Setting setting = Setting.named(e.getKey()).orElseThrow(() -> unknown(e.getKey(), where));
        into.put(setting, checked(setting, e.getValue().strip(), where));
      }
    }
  }

  private static InvalidDataException unknown(String name, String where) {
    return new InvalidDataException(
        where
            + " "
            + name
            + ": there is no such setting; did you mean "
            + Setting.nearest(name)
            + "?");
  }

  private static String checked(Setting setting, String text, String where) {
    setting
        .fault(text)
        .ifPresent(
            rule -> {
              throw new InvalidDataException(
                  where + " " + setting + ", value '" + text + "': " + rule);
            });
    return text;
  }

  /** Lines of the form NAME=VALUE; blank lines and lines that begin with # are comments. */
  private static Map<String, String> dotEnv(Path file) {
    Map<String, String> found = new TreeMap<>();
    int number = 0;
    for (String raw : lines(file)) {
      number++;
      String line = raw.strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      if (line.startsWith("export ")) {
        line = line.substring("export ".length()).strip();
      }
      int equals = line.indexOf('=');
      if (equals < 1) {
        throw new InvalidDataException(
            file + ", line " + number + ", value '" + line + "': must be NAME=VALUE");
      }
      found.put(line.substring(0, equals).strip(), unquoted(line.substring(equals + 1).strip()));
    }
    return found;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new QuantMlException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private static String unquoted(String text) {
    boolean quoted =
        text.length() >= 2
            && ((text.startsWith("\"") && text.endsWith("\""))
                || (text.startsWith("'") && text.endsWith("'")));
    return quoted ? text.substring(1, text.length() - 1) : text;
  }

  /** The same settings with one value changed in code. */
  public QuantMlSettings with(Setting setting, String value) {
    Map<Setting, String> changed = new EnumMap<>(Setting.class);
    changed.putAll(values);
    changed.put(setting, checked(setting, value.strip(), "setting"));
    return new QuantMlSettings(changed);
  }

  /** The value as text, set or default. */
  public String text(Setting setting) {
    return values.getOrDefault(setting, setting.defaultText());
  }

  private long integer(Setting setting) {
    return Long.parseLong(text(setting));
  }

  /** Where an MLflow server answers; empty when none is set. */
  public String mlflowTrackingUri() {
    return text(Setting.ML_MLFLOW_TRACKING_URI);
  }

  /** Where runs are journalled until an MLflow server has them. */
  public Path mlflowJournalDir() {
    return Path.of(text(Setting.ML_MLFLOW_JOURNAL_DIR));
  }

  public Path modelCacheDir() {
    return Path.of(text(Setting.ML_MODEL_CACHE_DIR));
  }

  public long randomSeed() {
    return integer(Setting.ML_RANDOM_SEED);
  }

  public boolean useGpu() {
    return Boolean.parseBoolean(text(Setting.ML_USE_GPU));
  }

  /** Name of the compute backend for large matrices. */
  public String computeBackend() {
    return text(Setting.ML_COMPUTE_BACKEND);
  }

  public int lstmHiddenDim() {
    return (int) integer(Setting.ML_LSTM_HIDDEN_DIM);
  }

  public int lstmBatchSize() {
    return (int) integer(Setting.ML_LSTM_BATCH_SIZE);
  }

  public int lstmEpochs() {
    return (int) integer(Setting.ML_LSTM_EPOCHS);
  }

  public int nFeatures() {
    return (int) integer(Setting.ML_N_FEATURES);
  }

  /** Worker threads, at least 1: −1 in the text means one per processor. */
  public int nJobs() {
    long jobs = integer(Setting.ML_N_JOBS);
    return jobs < 0 ? Runtime.getRuntime().availableProcessors() : (int) jobs;
  }

  public Duration featureCacheTtl() {
    return Duration.ofSeconds(integer(Setting.ML_FEATURE_CACHE_TTL));
  }

  public Duration predictionCacheTtl() {
    return Duration.ofSeconds(integer(Setting.ML_PREDICTION_CACHE_TTL));
  }

  /** How long a member of an ensemble may take to predict; zero to wait for ever. */
  public Duration memberDeadline() {
    return Duration.ofMillis(integer(Setting.ML_MEMBER_DEADLINE_MS));
  }

  public int optunaTrials() {
    return (int) integer(Setting.ML_OPTUNA_N_TRIALS);
  }

  public Duration optunaTimeout() {
    return Duration.ofSeconds(integer(Setting.ML_OPTUNA_TIMEOUT));
  }

  /** Names of the members wanted, in order; empty for all on the class path. */
  public List<String> ensembleModels() {
    return Setting.names(text(Setting.ML_ENSEMBLE_MODELS));
  }

  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    for (Setting s : Setting.values()) {
      out.append(s).append('=').append(text(s)).append('\n');
    }
    return out.toString();
  }
}
