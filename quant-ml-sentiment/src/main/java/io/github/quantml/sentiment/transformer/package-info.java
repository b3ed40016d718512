// SPDX-License-Identifier: Apache-2.0

/** A text classifier of FinBERT's kind, in ONNX, brought by the user. */
@NullMarked
package io.github.quantml.sentiment.transformer;

import org.jspecify.annotations.NullMarked;
