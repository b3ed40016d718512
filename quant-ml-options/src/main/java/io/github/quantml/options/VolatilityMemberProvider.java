// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options;

import io.github.quantml.api.ModelBundle;
import io.github.quantml.api.ModelTrainer;
import io.github.quantml.api.QuantMlSettings;
import io.github.quantml.api.spi.ModelTrainerProvider;
import io.github.quantml.api.spi.PortableModel;
import io.github.quantml.api.spi.PortableModelLoader;

/**
 * Offers the {@code garch} member and reads it back. A host passes its trainer to an ensemble;
 * class paths offer the quick {@code volatility} of quant-ml-ensemble.
 */
public final class VolatilityMemberProvider implements ModelTrainerProvider, PortableModelLoader {
  /** For the service loader. */
  public VolatilityMemberProvider() {}

  @Override
  public String name() {
    return VolatilityMemberTrainer.NAME;
  }

  @Override
  public ModelTrainer trainer(QuantMlSettings settings) {
    return VolatilityMemberTrainer.withDefaults();
  }

  @Override
  public PortableModel load(ModelBundle bundle) {
    return VolatilityMemberModel.from(bundle);
  }
}
