// SPDX-License-Identifier: Apache-2.0

/**
 * LSTM, CNN-LSTM and Transformer forecasters trained on DJL, exported to ONNX and served by ONNX
 * Runtime.
 *
 * <p>Which entry point: {@link io.github.quantml.deep.LSTMTrainer}, {@link
 * io.github.quantml.deep.CNNLSTMTrainer} and {@link io.github.quantml.deep.TransformerTrainer}
 * train on windows or as members of an ensemble; {@link io.github.quantml.deep.SequenceTrainer}
 * trains any network; {@link io.github.quantml.deep.serve.OnnxForecaster} serves what they export
 * and needs ONNX Runtime alone. Training needs a PyTorch engine, which the host adds for its
 * platform.
 */
@NullMarked
package io.github.quantml.deep;

import org.jspecify.annotations.NullMarked;
