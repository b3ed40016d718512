// SPDX-License-Identifier: Apache-2.0

/** The mood of texts beside the reference implementation. */
@NullMarked
package io.github.quantml.benchmarks.sentiment;

import org.jspecify.annotations.NullMarked;
