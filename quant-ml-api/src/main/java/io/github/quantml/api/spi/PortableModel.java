// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.api.spi;

import io.github.quantml.api.Model;
import io.github.quantml.api.ModelBundle;

/**
 * A model whose whole state can leave the process.
 *
 * <p>The model that a {@link PortableModelLoader} makes of the bundle gives bit-equal forecasts. A
 * model with an ONNX form puts the graph into the entry {@link ModelBundle#ONNX}.
 */
public interface PortableModel extends Model {
  /** The whole state; equal models give bundles with equal bytes. */
  ModelBundle toBundle();
}
