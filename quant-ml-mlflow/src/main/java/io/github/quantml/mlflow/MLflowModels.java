// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.mlflow;

import io.github.quantml.api.BackendUnavailableException;
import io.github.quantml.api.LoadLimits;
import io.github.quantml.api.ModelBundle;
import io.github.quantml.api.ModelUri;
import io.github.quantml.api.QuantMlSettings;
import io.github.quantml.api.spi.ModelRegistry;
import io.github.quantml.api.spi.PortableModel;
import io.github.quantml.api.spi.PortableModelLoader;
import io.github.quantml.api.spi.Provider;
import java.util.Map;
import java.util.ServiceLoader;

/**
 * Models from a registry, made by the {@link PortableModelLoader}s on the class path or module
 * path.
 */
public final class MLflowModels {
  private MLflowModels() {}

  /**
   * The model at an address such as {@code models:/lstm_price_forecast@champion}, on the server of
   * the settings.
   *
   * @throws MLFlowServerException naming what there is when nothing lies at the address
   * @throws BackendUnavailableException when no module on the class path reads its kind
   */
  public static PortableModel load(String uri) {
    ModelUri address = ModelUri.parse(uri);
    return load(address, MLFlowTracker.fromSettings(QuantMlSettings.load()).registry());
  }

  /** The model at an address of a registry. */
  public static PortableModel load(ModelUri uri, ModelRegistry registry) {
    return model(registry.resolve(uri));
  }

  /** The model a bundle holds. */
  public static PortableModel model(ModelBundle bundle) {
    Map<String, PortableModelLoader> loaders =
        Provider.byName(ServiceLoader.load(PortableModelLoader.class));
    PortableModelLoader loader = loaders.get(bundle.kind());
    if (loader != null) {
      return loader.load(bundle);
    }
    throw new BackendUnavailableException(
        "model bundle: no module on the class path reads kind '"
            + bundle.kind()
            + "'; those there read "
            + loaders.keySet()
            + ". Add the module that made it");
  }

  /** The bytes of the ONNX graph at an address, on the server of the settings. */
  public static byte[] onnx(String uri) {
    ModelUri address = ModelUri.parse(uri);
    return MLFlowTracker.fromSettings(QuantMlSettings.load())
        .registry()
        .onnx(address, LoadLimits.defaults());
  }
}
