// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.mlflow;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.Forecast;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.MarketContext;
import io.github.quantml.api.ModelBundle;
import io.github.quantml.api.Provenance;
import io.github.quantml.api.spi.PortableModel;
import io.github.quantml.api.spi.PortableModelLoader;
import java.time.Instant;
import java.util.Map;

/** Loads models that abstain and remember their bundle. */
public final class EchoLoader implements PortableModelLoader {
  /** For the service loader. */
  public EchoLoader() {}

  @Override
  public String name() {
    return "echo";
  }

  @Override
  public PortableModel load(ModelBundle bundle) {
    return new PortableModel() {
      @Override
      public ModelBundle toBundle() {
        return bundle;
      }

      @Override
      public String name() {
        return "echo";
      }

      @Override
      public Horizon horizon() {
        return Horizon.ofBars(1);
      }

      @Override
      public int warmUp() {
        return 1;
      }

      @Override
      public Forecast predict(BarSeries recent, MarketContext context) {
        return new Forecast.Abstained("an echo");
      }

      @Override
      public Provenance provenance() {
        return new Provenance("echo", "X", 0, Instant.EPOCH, Instant.EPOCH, 1, 0, "0", Map.of());
      }
    };
  }
}
