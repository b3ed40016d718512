// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical;

import io.github.quantml.api.ModelBundle;
import io.github.quantml.api.ModelTrainer;
import io.github.quantml.api.QuantMlSettings;
import io.github.quantml.api.spi.ModelTrainerProvider;
import io.github.quantml.api.spi.PortableModel;
import io.github.quantml.api.spi.PortableModelLoader;

/** Offers the {@code regime} member and reads it back. */
public final class RegimeProvider implements ModelTrainerProvider, PortableModelLoader {
  /** For the service loader. */
  public RegimeProvider() {}

  @Override
  public String name() {
    return RegimeTrainer.NAME;
  }

  @Override
  public ModelTrainer trainer(QuantMlSettings settings) {
    return RegimeTrainer.withDefaults();
  }

  @Override
  public PortableModel load(ModelBundle bundle) {
    return RegimeModel.from(bundle);
  }
}
