// SPDX-License-Identifier: Apache-2.0

/** Serving and training networks beside DJL, PyTorch, ONNX Runtime in Python and neuralforecast. */
@NullMarked
package io.github.quantml.benchmarks.deep;

import org.jspecify.annotations.NullMarked;
