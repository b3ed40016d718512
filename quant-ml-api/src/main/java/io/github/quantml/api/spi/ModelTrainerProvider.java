// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.api.spi;

import io.github.quantml.api.ModelTrainer;
import io.github.quantml.api.QuantMlSettings;

/**
 * Offers one kind of member to ensembles; {@link #name} is the name {@code ML_ENSEMBLE_MODELS}
 * uses.
 */
public interface ModelTrainerProvider extends Provider {
  /** A trainer configured from the settings. */
  ModelTrainer trainer(QuantMlSettings settings);
}
