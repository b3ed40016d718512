// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.ensemble;

import io.github.quantml.api.ModelBundle;
import io.github.quantml.api.ModelTrainer;
import io.github.quantml.api.QuantMlSettings;
import io.github.quantml.api.spi.ModelTrainerProvider;
import io.github.quantml.api.spi.PortableModel;
import io.github.quantml.api.spi.PortableModelLoader;

/** Offers the {@code volatility} member and reads it back. */
public final class VolatilityProvider implements ModelTrainerProvider, PortableModelLoader {
  /** For the service loader. */
  public VolatilityProvider() {}

  @Override
  public String name() {
    return VolatilityTrainer.NAME;
  }

  @Override
  public ModelTrainer trainer(QuantMlSettings settings) {
    return VolatilityTrainer.of(VolatilityConfig.defaults());
  }

  @Override
  public PortableModel load(ModelBundle bundle) {
    return VolatilityModel.from(bundle);
  }
}
