// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.member;

import io.github.quantml.api.ModelBundle;
import io.github.quantml.api.spi.PortableModel;
import io.github.quantml.api.spi.PortableModelLoader;
import io.github.quantml.features.FeatureRegistry;

/** Reads feature regressions back. */
public final class FeatureRegressionLoader implements PortableModelLoader {
  /** For the service loader. */
  public FeatureRegressionLoader() {}

  @Override
  public String name() {
    return FeatureRegressionTrainer.NAME;
  }

  @Override
  public PortableModel load(ModelBundle bundle) {
    return FeatureRegressionModel.from(bundle, FeatureRegistry.installed());
  }
}
