// SPDX-License-Identifier: Apache-2.0

/** Who trades with whom: disclosures, null models, clusters of traders and their skill. */
@NullMarked
package io.github.quantml.network.trading;

import org.jspecify.annotations.NullMarked;
