// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.deep;

import io.github.quantml.api.ModelBundle;
import io.github.quantml.api.spi.PortableModel;
import io.github.quantml.api.spi.PortableModelLoader;

/** Reads the {@code lstm} member back; needs ONNX Runtime only. */
public final class LSTMLoader implements PortableModelLoader {
  /** For the service loader. */
  public LSTMLoader() {}

  @Override
  public String name() {
    return "lstm";
  }

  @Override
  public PortableModel load(ModelBundle bundle) {
    return SequenceModel.from(name(), bundle);
  }
}
