// SPDX-License-Identifier: Apache-2.0

/** Networks of assets that move together: filters, trees, planar graphs, hierarchical weights. */
@NullMarked
package io.github.quantml.network.asset;

import org.jspecify.annotations.NullMarked;
