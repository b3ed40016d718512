// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.sentiment.ngram;

/**
 * A text somebody has labelled.
 *
 * @param text the words
 * @param mood what they say
 */
public record LabelledText(String text, Mood mood) {}
