// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.ContextItem;
import io.github.quantml.api.Forecast;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.MarketContext;
import io.github.quantml.api.Model;
import io.github.quantml.api.ModelBundle;
import io.github.quantml.api.ModelTrainer;
import io.github.quantml.api.Provenance;
import io.github.quantml.api.TrainingContext;
import io.github.quantml.api.TrainingData;
import io.github.quantml.api.spi.PortableModel;
import io.github.quantml.api.spi.PortableModelLoader;
import io.github.quantml.math.distribution.NormalReturns;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/**
 * A member that expects {@code slope} times the last return with the deviation {@code scale}: how
 * good it is, is for the test to say. {@code beforeTraining} runs first and may throw.
 */
public record ScaledTrainer(
    String name, double slope, double scale, Set<ContextItem> uses, Runnable beforeTraining)
    implements ModelTrainer {
  static final String KIND = "scaled";

  static ScaledTrainer of(String name, double slope, double scale) {
    return new ScaledTrainer(name, slope, scale, Set.of(), () -> {});
  }

  ScaledTrainer before(Runnable action) {
    return new ScaledTrainer(name, slope, scale, uses, action);
  }

  ScaledTrainer needing(ContextItem item) {
    return new ScaledTrainer(name, slope, scale, Set.of(item), beforeTraining);
  }

  /** What stands for its ONNX graph. */
  static byte[] graph(String name) {
    return ("graph of " + name).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public Map<String, String> settings() {
    return Map.of("slope", Double.toString(slope), "scale", Double.toString(scale));
  }

  @Override
  public int minimumBars(Horizon horizon) {
    return 3;
  }

  @Override
  public Model train(TrainingData data, TrainingContext context) {
    beforeTraining.run();
    return new ScaledModel(
        name, data.horizon(), slope, scale, Provenance.of(name, data, context.seed(), settings()));
  }

  private record ScaledModel(
      String name, Horizon horizon, double slope, double scale, Provenance provenance)
      implements PortableModel {
    @Override
    public int warmUp() {
      return 2;
    }

    @Override
    public Forecast predict(BarSeries recent, MarketContext context) {
      int n = recent.size();
      double last = recent.close(n - 1) / recent.close(n - 2) - 1;
      return Forecast.Distribution.of(NormalReturns.of(slope * last, scale));
    }

    @Override
    public ModelBundle toBundle() {
      return ModelBundle.builder(KIND, 1)
          .text("name", name)
          .horizon("horizon", horizon)
          .number("slope", slope)
          .number("scale", scale)
          .bundle("provenance", provenance.toBundle())
          .bytes(ModelBundle.ONNX, graph(name))
          .build();
    }
  }

  /** Reads it back. */
  public static final class Loader implements PortableModelLoader {
    /** For the service loader. */
    public Loader() {}

    @Override
    public String name() {
      return KIND;
    }

    @Override
    public PortableModel load(ModelBundle in) {
      in.require(KIND, 1);
      return new ScaledModel(
          in.text("name"),
          in.horizon("horizon"),
          in.number("slope"),
          in.number("scale"),
          Provenance.from(in.bundle("provenance")));
    }
  }
}
