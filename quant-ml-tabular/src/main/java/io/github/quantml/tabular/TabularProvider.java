// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.tabular;

import io.github.quantml.api.ModelBundle;
import io.github.quantml.api.ModelTrainer;
import io.github.quantml.api.QuantMlSettings;
import io.github.quantml.api.spi.ModelTrainerProvider;
import io.github.quantml.api.spi.PortableModel;
import io.github.quantml.api.spi.PortableModelLoader;
import io.github.quantml.features.FeatureRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Offers the {@code tabular} member and reads it back.
 *
 * <p>A model on a host's own features is read back by name: as those features are offered by a
 * {@link io.github.quantml.features.spi.FeatureProvider}, or passed to {@link #knowing}.
 */
public final class TabularProvider implements ModelTrainerProvider, PortableModelLoader {
  private final @Nullable FeatureRegistry known;

  /** For the service loader. */
  public TabularProvider() {
    this(null);
  }

  private TabularProvider(@Nullable FeatureRegistry known) {
    this.known = known;
  }

  /** One that finds features by name in a registry, and the member's defaults beside them. */
  public static TabularProvider knowing(FeatureRegistry registry) {
    return new TabularProvider(registry);
  }

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
    return TabularModel.from(bundle, known == null ? FeatureRegistry.installed() : known);
  }
}
