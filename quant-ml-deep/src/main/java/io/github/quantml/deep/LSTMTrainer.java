// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.deep;

import io.github.quantml.api.ContextItem;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.Model;
import io.github.quantml.api.ModelTrainer;
import io.github.quantml.api.TrainingContext;
import io.github.quantml.api.TrainingData;
import io.github.quantml.deep.data.Windows;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Trains an LSTM, on windows or as the ensemble member {@code lstm}.
 *
 * <p>As a member it reads {@code BarFeatures} and speaks of the return in units of recent
 * volatility with a Student-t likelihood, whatever loss and normalisation are configured. Needs an
 * engine to train; its models need ONNX Runtime only. Thread-safe.
 */
public final class LSTMTrainer implements ModelTrainer {
  static final String NAME = "lstm";

  private final LSTMModelConfig config;
  private final MemberTraining member;

  private LSTMTrainer(LSTMModelConfig config) {
    this.config = config;
    this.member =
        new MemberTraining(assets -> config.withInputFeatures(BarFeatures.NAMES.size()), 0);
  }

  /** A trainer with the given configuration. */
  public static LSTMTrainer of(LSTMModelConfig config) {
    return new LSTMTrainer(config);
  }

  /** A trainer with {@link LSTMModelConfig#defaults()}. */
  public static LSTMTrainer withDefaults() {
    return of(LSTMModelConfig.defaults());
  }

  /** Trains on windows, with {@link TrainingContext#defaults}. */
  public TrainedNetwork train(Windows trainWindows, @Nullable Windows validationWindows) {
    return SequenceTrainer.of(config).train(trainWindows, validationWindows);
  }

  /**
   * Trains on windows.
   *
   * @param validationWindows that choose the best epoch; null to keep the last
   */
  public TrainedNetwork train(
      Windows trainWindows, @Nullable Windows validationWindows, TrainingContext context) {
    return SequenceTrainer.of(config).train(trainWindows, validationWindows, context);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<ContextItem> uses() {
    return Set.of();
  }

  @Override
  public int minimumBars(Horizon horizon) {
    return member.minimumBars(horizon);
  }

  @Override
  public Map<String, String> settings() {
    return Map.of("config", config.toString());
  }

  @Override
  public Model train(TrainingData data, TrainingContext context) {
    return member.train(data, context);
  }
}
