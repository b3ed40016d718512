// SPDX-License-Identifier: Apache-2.0

/** The directory form of a model that MLflow reads, and the facts of an ONNX graph it needs. */
@NullMarked
package io.github.quantml.mlflow.pack;

import org.jspecify.annotations.NullMarked;
