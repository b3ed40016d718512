// SPDX-License-Identifier: Apache-2.0

/** Greeks, implied volatility, American prices, surfaces, volatility models and gamma exposure. */
@NullMarked
package io.github.quantml.options;

import org.jspecify.annotations.NullMarked;
