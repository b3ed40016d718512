// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.factors;

import io.github.quantml.api.ModelBundle;
import io.github.quantml.api.ModelTrainer;
import io.github.quantml.api.QuantMlSettings;
import io.github.quantml.api.spi.ModelTrainerProvider;
import io.github.quantml.api.spi.PortableModel;
import io.github.quantml.api.spi.PortableModelLoader;

/** Offers the {@code factor} member and reads it back. */
public final class FactorsProvider implements ModelTrainerProvider, PortableModelLoader {
  /** For the service loader. */
  public FactorsProvider() {}

  @Override
  public String name() {
    return FactorsTrainer.NAME;
  }

  @Override
  public ModelTrainer trainer(QuantMlSettings settings) {
    return FactorsTrainer.withDefaults();
  }

  @Override
  public PortableModel load(ModelBundle bundle) {
    return FactorsModel.from(bundle);
  }
}
