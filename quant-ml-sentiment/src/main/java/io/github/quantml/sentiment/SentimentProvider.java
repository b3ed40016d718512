// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.sentiment;

import io.github.quantml.api.ModelBundle;
import io.github.quantml.api.ModelTrainer;
import io.github.quantml.api.QuantMlSettings;
import io.github.quantml.api.spi.ModelTrainerProvider;
import io.github.quantml.api.spi.PortableModel;
import io.github.quantml.api.spi.PortableModelLoader;

/** Offers the {@code sentiment} member and reads it back. */
public final class SentimentProvider implements ModelTrainerProvider, PortableModelLoader {
  /** For the service loader. */
  public SentimentProvider() {}

  @Override
  public String name() {
    return SentimentTrainer.NAME;
  }

  @Override
  public ModelTrainer trainer(QuantMlSettings settings) {
    return SentimentTrainer.create();
  }

  @Override
  public PortableModel load(ModelBundle bundle) {
    return SentimentModel.from(bundle);
  }
}
