// SPDX-License-Identifier: Apache-2.0

/** A text classifier of word and character n-grams that a user trains on labelled texts. */
@NullMarked
package io.github.quantml.sentiment.ngram;

import org.jspecify.annotations.NullMarked;
