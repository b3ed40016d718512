// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.deep.onnx;

import io.github.quantml.api.Provenance;
import io.github.quantml.deep.data.Scaler;
import io.github.quantml.deep.net.Io;
import io.github.quantml.deep.net.Normalised;
import io.github.quantml.deep.serve.ForecastSpec;
import io.github.quantml.deep.serve.OnnxForecaster;
import io.github.quantml.deep.serve.Seal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes a network as one self-contained ONNX file, operator set 17, any batch size: raw windows
 * in, forecasts in the units of the labels out. Equal arguments give equal bytes.
 */
public final class OnnxExporter {
  private OnnxExporter() {}

  /**
   * The file.
   *
   * @param parameters all of the network's, flat
   * @param inputs moments of the features
   * @param labels moments of the targets
   * @param spec metadata; a second output is written if it has axes of attention
   */
  public static byte[] export(
      Normalised network, float[] parameters, Scaler inputs, Scaler labels, ForecastSpec spec) {
    if (parameters.length != network.size()) {
      throw new IllegalArgumentException(
          "parameters: must be " + network.size() + ", got " + parameters.length);
    }
    Io io = network.io();
    OnnxGraph graph = new OnnxGraph();
    OnnxOps ops = new OnnxOps(graph, network.parameters(), parameters);
    graph.input(OnnxForecaster.INPUT, -1, io.length(), io.features());
    String y =
        network.unscale(
            ops, network.apply(ops, network.scale(ops, OnnxForecaster.INPUT, inputs)), labels);
    List<Long> shape = new ArrayList<>(List.of(-1L, (long) io.steps(), (long) io.targetCount()));
    if (io.output().width() > 1) {
      shape.add((long) io.output().width());
    }
    finish(graph, OnnxForecaster.OUTPUT, y, shape);
    if (!spec.attention().isEmpty()) {
      List<Long> axes = new ArrayList<>(List.of(-1L));
      spec.attention().forEach(axis -> axes.add((long) axis));
      String weights = ops.exposed().get(OnnxForecaster.ATTENTION);
      if (weights == null) {
        throw new IllegalArgumentException("attention: the network exposes none");
      }
      finish(graph, OnnxForecaster.ATTENTION, weights, axes);
    }
    return Seal.append(graph.toModel(Provenance.LIBRARY_VERSION, spec.toMetadata()));
  }

  private static void finish(OnnxGraph graph, String name, String value, List<Long> shape) {
    long[] axes = shape.stream().mapToLong(Long::longValue).toArray();
    graph.node("Reshape", List.of(value, graph.integers(axes)), Map.of(), name);
    graph.output(name, axes);
  }
}
