// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.deep;

import io.github.quantml.api.ModelBundle;
import io.github.quantml.api.spi.PortableModel;
import io.github.quantml.api.spi.PortableModelLoader;

/** Reads the {@code transformer} member back; needs ONNX Runtime only. */
public final class TransformerLoader implements PortableModelLoader {
  /** For the service loader. */
  public TransformerLoader() {}

  @Override
  public String name() {
    return "transformer";
  }

  @Override
  public PortableModel load(ModelBundle bundle) {
    return SequenceModel.from(name(), bundle);
  }
}
