// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.api;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Every setting there is: its {@code ML_} name is the constant's name, with its default and rule.
 */
public enum Setting {
  /** Where an MLflow server answers; empty to track nothing. */
  ML_MLFLOW_TRACKING_URI("", Kind.TEXT, 0, 0),
  /** Directory of the journals that wait for an MLflow server, or take its place. */
  ML_MLFLOW_JOURNAL_DIR("./mlflow-journal", Kind.TEXT, 0, 0),
  /** Directory that keeps trained models. */
  ML_MODEL_CACHE_DIR("./models", Kind.TEXT, 0, 0),
  /** Root of all randomness. */
  ML_RANDOM_SEED("42", Kind.INTEGER, Long.MIN_VALUE, Long.MAX_VALUE),
  /** Whether deep models may use a GPU. */
  ML_USE_GPU("false", Kind.BOOLEAN, 0, 0),
  /** Name of the compute backend for large matrices. */
  ML_COMPUTE_BACKEND("java", Kind.TEXT, 0, 0),
  /** Width of the hidden state of an LSTM. */
  ML_LSTM_HIDDEN_DIM("128", Kind.INTEGER, 1, 65_536),
  /** Windows in one training step of an LSTM. */
  ML_LSTM_BATCH_SIZE("32", Kind.INTEGER, 1, 1_048_576),
  /** Most passes over the training windows of an LSTM. */
  ML_LSTM_EPOCHS("100", Kind.INTEGER, 1, 1_000_000),
  /** Most features kept by selection. */
  ML_N_FEATURES("200", Kind.INTEGER, 1, 100_000),
  /** Worker threads, −1 for one per processor. */
  ML_N_JOBS("-1", Kind.INTEGER, -1, 4_096),
  /** Seconds a computed feature stays cached. */
  ML_FEATURE_CACHE_TTL("3600", Kind.INTEGER, 0, 31_536_000),
  /** Seconds a prediction stays cached. */
  ML_PREDICTION_CACHE_TTL("300", Kind.INTEGER, 0, 31_536_000),
  /** Milliseconds a member of an ensemble may take to predict; 0 to wait for ever. */
  ML_MEMBER_DEADLINE_MS("2000", Kind.INTEGER, 0, 86_400_000),
  /** Trials of a hyper-parameter search. */
  ML_OPTUNA_N_TRIALS("100", Kind.INTEGER, 1, 10_000_000),
  /** Seconds a hyper-parameter search may take. */
  ML_OPTUNA_TIMEOUT("3600", Kind.INTEGER, 1, 31_536_000),
  /** Names of the ensemble's members, separated by commas; empty for all on the class path. */
  ML_ENSEMBLE_MODELS("", Kind.NAMES, 0, 0);

  private enum Kind {
    TEXT,
    INTEGER,
    BOOLEAN,
    NAMES
  }

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]*");

  private final String defaultText;
  private final Kind kind;
  private final long min;
  private final long max;

  Setting(String defaultText, Kind kind, long min, long max) {
    this.defaultText = defaultText;
    this.kind = kind;
    this.min = min;
    this.max = max;
  }

  /** The value when nobody sets one, as text. */
  public String defaultText() {
    return defaultText;
  }

  /** The setting of that name. */
  static Optional<Setting> named(String name) {
    return Arrays.stream(values()).filter(s -> s.name().equals(name)).findFirst();
  }

  /** The name most like an unknown one. */
  static String nearest(String unknown) {
    return Arrays.stream(values())
        .map(Enum::name)
        .min((a, b) -> Integer.compare(distance(a, unknown), distance(b, unknown)))
        .orElseThrow();
  }

  /** The rule the text breaks, or nothing. */
  Optional<String> fault(String text) {
    return switch (kind) {
      case TEXT -> Optional.empty();
      case INTEGER -> integerFault(text);
      case BOOLEAN ->
          text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")
              ? Optional.empty()
              : Optional.of("must be true or false");
      case NAMES ->
          names(text).stream()
              .filter(n -> !NAME.matcher(n).matches())
              .findFirst()
              .map(n -> "must be lower-case names separated by commas, '" + n + "' is none");
    };
  }

  private Optional<String> integerFault(String text) {
    try {
      long value = Long.parseLong(text);
      if (value >= min && value <= max && !(this == ML_N_JOBS && value == 0)) {
        return Optional.empty();
      }
    } catch (NumberFormatException e) {
      return Optional.of("must be a whole number");
    }
    return Optional.of(
        this == ML_N_JOBS
            ? "must be -1 or in [1, " + max + "]"
            : "must lie in [" + min + ", " + max + "]");
  }

  static List<String> names(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(n -> n.strip().toLowerCase(Locale.ROOT))
        .filter(n -> !n.isEmpty())
        .toList();
  }

  /** Levenshtein distance (1966), two rows. */
  private static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    int[] current = new int[b.length() + 1];
    Arrays.setAll(previous, j -> j);
    for (int i = 1; i <= a.length(); i++) {
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(change, 1 + Math.min(previous[j], current[j - 1]));
      }
      int[] swap = previous;
      previous = current;
      current = swap;
    }
    return previous[b.length()];
  }
}
