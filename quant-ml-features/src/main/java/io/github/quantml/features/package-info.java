// SPDX-License-Identifier: Apache-2.0

/**
 * Named market features with proofs: what each means, where its formula comes from, what it looks
 * back at, and when it is known; and their selection.
 */
@NullMarked
package io.github.quantml.features;

import org.jspecify.annotations.NullMarked;
