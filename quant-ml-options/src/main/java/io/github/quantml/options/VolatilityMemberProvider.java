// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options;

import io.github.quantml.api.ModelTrainer;
import io.github.quantml.api.QuantMlSettings;
import io.github.quantml.api.spi.ModelTrainerProvider;

/** Offers the {@code volatility} member in the place of the quick one of quant-ml-ensemble. */
public final class VolatilityMemberProvider implements ModelTrainerProvider {
  private static final int RANK = 10;

  /** For the service loader. */
  public VolatilityMemberProvider() {}

  @Override
  public String name() {
    return VolatilityMemberTrainer.NAME;
  }

  @Override
  public int rank() {
    return RANK;
  }

  @Override
  public ModelTrainer trainer(QuantMlSettings settings) {
    return VolatilityMemberTrainer.withDefaults();
  }
}
