// SPDX-License-Identifier: Apache-2.0

/** Gamma, delta, vanna and charm exposure of open interest. */
@NullMarked
package io.github.quantml.options.exposure;

import org.jspecify.annotations.NullMarked;
