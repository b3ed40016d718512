// SPDX-License-Identifier: Apache-2.0

/** The 158 features of qlib's Alpha158 data handler. */
@NullMarked
package io.github.quantml.features.alpha158;

import org.jspecify.annotations.NullMarked;
