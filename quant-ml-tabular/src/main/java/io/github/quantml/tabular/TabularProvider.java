// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.tabular;

import io.github.quantml.api.ModelBundle;
import io.github.quantml.api.ModelTrainer;
import io.github.quantml.api.QuantMlSettings;
import io.github.quantml.api.spi.ModelTrainerProvider;
import io.github.quantml.api.spi.PortableModel;
import io.github.quantml.api.spi.PortableModelLoader;

/** Offers the {@code tabular} member and reads it back. */
public final class TabularProvider implements ModelTrainerProvider, PortableModelLoader {
  /** For the service loader. */
  public TabularProvider() {}

  @Override
  public String name() {
    return TabularTrainer.NAME;
  }

  /** With at most {@code ML_N_FEATURES} features. */
  @Override
  public ModelTrainer trainer(QuantMlSettings settings) {
    return TabularTrainer.of(TabularConfig.defaults().withMaxFeatures(settings.nFeatures()));
  }

  @Override
  public PortableModel load(ModelBundle bundle) {
    return TabularModel.from(bundle);
  }
}
