// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.deep;

import io.github.quantml.api.ModelTrainer;
import io.github.quantml.api.QuantMlSettings;
import io.github.quantml.api.spi.ModelTrainerProvider;
import io.github.quantml.deep.train.Engines;

/** Offers the {@code transformer} member where there is an engine to train it. */
public final class TransformerProvider implements ModelTrainerProvider {
  /** For the service loader. */
  public TransformerProvider() {}

  @Override
  public String name() {
    return "transformer";
  }

  @Override
  public boolean isAvailable() {
    try {
      return Engines.isPresent();
    } catch (LinkageError e) {
      // No DJL at all.
      return false;
    }
  }

  /** {@code ML_LSTM_BATCH_SIZE}, {@code ML_LSTM_EPOCHS} and {@code ML_USE_GPU}. */
  @Override
  public ModelTrainer trainer(QuantMlSettings settings) {
    return TransformerTrainer.of(
        TransformerConfig.defaults().withTraining(MemberSettings.training(settings)));
  }
}
