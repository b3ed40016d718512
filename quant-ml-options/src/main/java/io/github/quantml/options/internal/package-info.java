// SPDX-License-Identifier: Apache-2.0

/** Numeric kernels that several packages of this module share; not exported. */
@NullMarked
package io.github.quantml.options.internal;

import org.jspecify.annotations.NullMarked;
