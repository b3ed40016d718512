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
 * Trains a convolution with an LSTM over several instruments, on windows or as the ensemble member
 * {@code cnn-lstm}. The member sees, beside its own instrument, as many of the context's peers as
 * are configured and there, in the order of their symbols, and learns to forecast all of them.
 *
 * <p>As a member it reads {@code BarFeatures} and speaks of the return in units of recent
 * volatility with a Student-t likelihood, whatever loss and normalisation are configured. Needs an
 * engine to train; its models need ONNX Runtime only. Thread-safe.
 */
public final class CNNLSTMTrainer implements ModelTrainer {
  static final String NAME = "cnn-lstm";

  private final CNNLSTMConfig config;
  private final MemberTraining member;

  private CNNLSTMTrainer(CNNLSTMConfig config) {
    this.config = config;
    this.member =
        new MemberTraining(
            assets -> config.withNumAssets(assets).withFeaturesPerAsset(BarFeatures.NAMES.size()),
            config.numAssets() - 1);
  }

  /** A trainer with the given configuration. */
  public static CNNLSTMTrainer of(CNNLSTMConfig config) {
    return new CNNLSTMTrainer(config);
  }

  /** A trainer with {@link CNNLSTMConfig#defaults()}. */
  public static CNNLSTMTrainer withDefaults() {
    return of(CNNLSTMConfig.defaults());
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
