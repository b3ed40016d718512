// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.ensemble;

import io.github.quantml.api.ModelBundle;
import io.github.quantml.api.ModelTrainer;
import io.github.quantml.api.QuantMlSettings;
import io.github.quantml.api.spi.ModelTrainerProvider;
import io.github.quantml.api.spi.PortableModel;
import io.github.quantml.api.spi.PortableModelLoader;

/** Offers the {@code random_walk} member and reads it back. */
public final class RandomWalkProvider implements ModelTrainerProvider, PortableModelLoader {
  /** For the service loader. */
  public RandomWalkProvider() {}

  @Override
  public String name() {
    return RandomWalkTrainer.NAME;
  }

  @Override
  public ModelTrainer trainer(QuantMlSettings settings) {
    return RandomWalkTrainer.create();
  }

  @Override
  public PortableModel load(ModelBundle bundle) {
    return RandomWalkModel.from(bundle);
  }
}
