// SPDX-License-Identifier: Apache-2.0

/** Communities, centralities, trading clusters and asset networks. */
@NullMarked
package io.github.quantml.network;

import org.jspecify.annotations.NullMarked;
