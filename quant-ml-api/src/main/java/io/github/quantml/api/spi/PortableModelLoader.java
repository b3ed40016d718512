// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.api.spi;

import io.github.quantml.api.ModelBundle;

/**
 * Reads back what {@link PortableModel#toBundle} wrote; {@link #name} is the bundle kind it reads.
 */
public interface PortableModelLoader extends Provider {
  /**
   * Makes the model that was written.
   *
   * @throws io.github.quantml.api.ModelFormatException when the bundle does not describe a valid
   *     model
   */
  PortableModel load(ModelBundle bundle);
}
