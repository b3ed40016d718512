// SPDX-License-Identifier: Apache-2.0

/**
 * How the weights of experts are learned from their losses, and how their distributions are pooled.
 */
@NullMarked
package io.github.quantml.ensemble.aggregation;

import org.jspecify.annotations.NullMarked;
