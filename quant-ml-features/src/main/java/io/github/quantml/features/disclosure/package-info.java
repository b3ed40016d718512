// SPDX-License-Identifier: Apache-2.0

/** Features of disclosed trades, each known from the time its report was filed and not before. */
@NullMarked
package io.github.quantml.features.disclosure;

import org.jspecify.annotations.NullMarked;
