// SPDX-License-Identifier: Apache-2.0

/** European options: price and seventeen Greeks in one pass, scalar and batch. */
@NullMarked
package io.github.quantml.options.european;

import org.jspecify.annotations.NullMarked;
