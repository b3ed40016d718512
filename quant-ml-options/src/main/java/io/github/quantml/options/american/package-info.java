// SPDX-License-Identifier: Apache-2.0

/** American options by the integral equation of the exercise boundary. */
@NullMarked
package io.github.quantml.options.american;

import org.jspecify.annotations.NullMarked;
