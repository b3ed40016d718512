// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.deep;

import io.github.quantml.api.ModelTrainer;
import io.github.quantml.api.QuantMlSettings;
import io.github.quantml.api.spi.ModelTrainerProvider;
import io.github.quantml.deep.train.Engines;

/** Offers the {@code cnn-lstm} member where there is an engine to train it. */
public final class CNNLSTMProvider implements ModelTrainerProvider {
  /** For the service loader. */
  public CNNLSTMProvider() {}

  @Override
  public String name() {
    return "cnn-lstm";
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

  /**
   * {@code ML_LSTM_HIDDEN_DIM} units, {@code ML_LSTM_BATCH_SIZE}, {@code ML_LSTM_EPOCHS}, {@code
   * ML_USE_GPU}.
   */
  @Override
  public ModelTrainer trainer(QuantMlSettings settings) {
    return CNNLSTMTrainer.of(
        CNNLSTMConfig.defaults()
            .withLstmHiddenUnits(settings.lstmHiddenDim())
            .withTraining(MemberSettings.training(settings)));
  }
}
