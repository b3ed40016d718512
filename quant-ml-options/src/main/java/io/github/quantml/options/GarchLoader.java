// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options;

import io.github.quantml.api.ModelBundle;
import io.github.quantml.api.spi.PortableModel;
import io.github.quantml.api.spi.PortableModelLoader;

/**
 * Reads back the {@code volatility} member of this module, whose bundles are of the kind {@code
 * garch}; those of the kind {@code volatility} are the quick member's of quant-ml-ensemble.
 */
public final class GarchLoader implements PortableModelLoader {
  /** For the service loader. */
  public GarchLoader() {}

  @Override
  public String name() {
    return VolatilityMemberModel.KIND;
  }

  @Override
  public PortableModel load(ModelBundle bundle) {
    return VolatilityMemberModel.from(bundle);
  }
}
