// SPDX-License-Identifier: Apache-2.0

/** Centralities of nodes, exact, with their normalisations named. */
@NullMarked
package io.github.quantml.network.centrality;

import org.jspecify.annotations.NullMarked;
