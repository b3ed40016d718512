// SPDX-License-Identifier: Apache-2.0

/** Writes networks as ONNX: protobuf wire format, operators, and the parity gate. */
@NullMarked
package io.github.quantml.deep.onnx;

import org.jspecify.annotations.NullMarked;
