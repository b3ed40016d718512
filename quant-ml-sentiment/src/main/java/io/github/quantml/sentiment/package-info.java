// SPDX-License-Identifier: Apache-2.0

/**
 * The mood of texts: a lexicon, a trainable n-gram model and user-supplied transformers, aligned to
 * bars by receipt.
 */
@NullMarked
package io.github.quantml.sentiment;

import org.jspecify.annotations.NullMarked;
