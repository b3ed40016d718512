// SPDX-License-Identifier: Apache-2.0

/** Implied volatility to attainable accuracy: lognormal and normal. */
@NullMarked
package io.github.quantml.options.implied;

import org.jspecify.annotations.NullMarked;
