// SPDX-License-Identifier: Apache-2.0

/** How well a signal ranks the returns that follow it. */
@NullMarked
package io.github.quantml.factors.signal;

import org.jspecify.annotations.NullMarked;
