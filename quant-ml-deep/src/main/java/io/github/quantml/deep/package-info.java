// SPDX-License-Identifier: Apache-2.0

/**
 * LSTM, CNN-LSTM and Transformer forecasters trained on DJL, exported to ONNX and served by ONNX
 * Runtime.
 */
@NullMarked
package io.github.quantml.deep;

import org.jspecify.annotations.NullMarked;
