// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options;

import io.github.quantml.api.ModelBundle;
import io.github.quantml.api.ModelTrainer;
import io.github.quantml.api.QuantMlSettings;
import io.github.quantml.api.spi.ModelTrainerProvider;
import io.github.quantml.api.spi.PortableModel;
import io.github.quantml.api.spi.PortableModelLoader;

/** Offers the {@code options} member and reads it back. */
public final class OptionsProvider implements ModelTrainerProvider, PortableModelLoader {
  /** For the service loader. */
  public OptionsProvider() {}

  @Override
  public String name() {
    return OptionsTrainer.NAME;
  }

  @Override
  public ModelTrainer trainer(QuantMlSettings settings) {
    return OptionsTrainer.withDefaults();
  }

  @Override
  public PortableModel load(ModelBundle bundle) {
    return OptionsModel.from(bundle);
  }
}
