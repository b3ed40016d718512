// SPDX-License-Identifier: Apache-2.0

/**
 * The mood of texts: a lexicon, a trainable n-gram model and user-supplied transformers, aligned to
 * bars by receipt.
 */
@SuppressWarnings("requires-automatic") // Commons Math 3 has no module descriptor.
module io.github.quantml.sentiment {
  requires static transitive org.jspecify;
  requires transitive io.github.quantml.api;
  requires transitive io.github.quantml.math;
  requires commons.math3;

  exports io.github.quantml.sentiment.lexicon;
  exports io.github.quantml.sentiment.ngram;
}
