// SPDX-License-Identifier: Apache-2.0

/**
 * LSTM, CNN-LSTM and Transformer forecasters trained on DJL, exported to ONNX and served by ONNX
 * Runtime.
 */
module io.github.quantml.deep {
  requires static transitive org.jspecify;
  requires transitive io.github.quantml.api;
  requires transitive io.github.quantml.math;
}
