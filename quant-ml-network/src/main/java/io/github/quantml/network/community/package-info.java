// SPDX-License-Identifier: Apache-2.0

/** Communities: Leiden, Louvain, label propagation, consensus over runs. */
@NullMarked
package io.github.quantml.network.community;

import org.jspecify.annotations.NullMarked;
