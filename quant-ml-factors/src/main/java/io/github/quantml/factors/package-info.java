// SPDX-License-Identifier: Apache-2.0

/** Fama-French and custom factor models, their tests, cross-sections, diagnostics and risk. */
@NullMarked
package io.github.quantml.factors;

import org.jspecify.annotations.NullMarked;
