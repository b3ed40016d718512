// SPDX-License-Identifier: Apache-2.0

/** Readers of quoted option chains, with rejected rows counted, and parity-implied forwards. */
@NullMarked
package io.github.quantml.options.chain;

import org.jspecify.annotations.NullMarked;
