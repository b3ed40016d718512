// SPDX-License-Identifier: Apache-2.0

/** Factors of one's own: sorts on characteristics, mimicking portfolios, principal components. */
@NullMarked
package io.github.quantml.factors.custom;

import org.jspecify.annotations.NullMarked;
