// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.network;

import io.github.quantml.api.ModelBundle;
import io.github.quantml.api.ModelTrainer;
import io.github.quantml.api.QuantMlSettings;
import io.github.quantml.api.spi.ModelTrainerProvider;
import io.github.quantml.api.spi.PortableModel;
import io.github.quantml.api.spi.PortableModelLoader;

/** Offers the {@code network} member and reads it back. */
public final class NetworkProvider implements ModelTrainerProvider, PortableModelLoader {
  /** For the service loader. */
  public NetworkProvider() {}

  @Override
  public String name() {
    return NetworkTrainer.NAME;
  }

  @Override
  public ModelTrainer trainer(QuantMlSettings settings) {
    return NetworkTrainer.withDefaults();
  }

  @Override
  public PortableModel load(ModelBundle bundle) {
    return NetworkModel.from(bundle);
  }
}
