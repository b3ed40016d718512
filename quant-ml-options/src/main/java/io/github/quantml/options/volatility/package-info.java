// SPDX-License-Identifier: Apache-2.0

/** The GARCH family, realised volatility and the heterogeneous autoregression. */
@NullMarked
package io.github.quantml.options.volatility;

import org.jspecify.annotations.NullMarked;
