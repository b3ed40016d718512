// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical;

import io.github.quantml.api.ModelBundle;
import io.github.quantml.api.ModelTrainer;
import io.github.quantml.api.QuantMlSettings;
import io.github.quantml.api.spi.ModelTrainerProvider;
import io.github.quantml.api.spi.PortableModel;
import io.github.quantml.api.spi.PortableModelLoader;

/** Offers the {@code cyclical} member and reads it back. */
public final class CyclicalProvider implements ModelTrainerProvider, PortableModelLoader {
  /** For the service loader. */
  public CyclicalProvider() {}

  @Override
  public String name() {
    return CyclicalTrainer.NAME;
  }

  @Override
  public ModelTrainer trainer(QuantMlSettings settings) {
    return CyclicalTrainer.withDefaults();
  }

  @Override
  public PortableModel load(ModelBundle bundle) {
    return CyclicalModel.from(bundle);
  }
}
