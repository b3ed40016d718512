// SPDX-License-Identifier: Apache-2.0

/** The mood of a text from a word list and a few rules. */
@NullMarked
package io.github.quantml.sentiment.lexicon;

import org.jspecify.annotations.NullMarked;
