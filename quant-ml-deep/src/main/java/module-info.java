// SPDX-License-Identifier: Apache-2.0

/**
 * LSTM, CNN-LSTM and Transformer forecasters trained on DJL, exported to ONNX and served by ONNX
 * Runtime.
 */
@SuppressWarnings("requires-automatic") // DJL and Commons Math 3 have no module descriptors.
module io.github.quantml.deep {
  requires static transitive org.jspecify;
  requires transitive io.github.quantml.api;
  requires transitive io.github.quantml.math;
  requires com.microsoft.onnxruntime;
  requires commons.math3;
  // Training needs it, serving does not.
  requires static ai.djl.api;

  exports io.github.quantml.deep;
  exports io.github.quantml.deep.data;
  exports io.github.quantml.deep.explain;
  exports io.github.quantml.deep.net;
  exports io.github.quantml.deep.onnx;
  exports io.github.quantml.deep.serve;
  exports io.github.quantml.deep.train;

  uses ai.djl.engine.EngineProvider;

  provides io.github.quantml.api.spi.ModelTrainerProvider with
      io.github.quantml.deep.CNNLSTMProvider,
      io.github.quantml.deep.LSTMProvider,
      io.github.quantml.deep.TransformerProvider;
  provides io.github.quantml.api.spi.PortableModelLoader with
      io.github.quantml.deep.CNNLSTMLoader,
      io.github.quantml.deep.LSTMLoader,
      io.github.quantml.deep.TransformerLoader;
}
