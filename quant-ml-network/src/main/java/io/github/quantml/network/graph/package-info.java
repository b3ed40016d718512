// SPDX-License-Identifier: Apache-2.0

/** Graphs in compressed sparse rows, their partitions, and bridges to JGraphT. */
@NullMarked
package io.github.quantml.network.graph;

import org.jspecify.annotations.NullMarked;
