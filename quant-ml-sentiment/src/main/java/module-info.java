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
  // Only the package transformer needs these.
  requires static ai.djl.api;
  requires static com.fasterxml.jackson.core;
  requires static com.microsoft.onnxruntime;

  exports io.github.quantml.sentiment;
  exports io.github.quantml.sentiment.lexicon;
  exports io.github.quantml.sentiment.news;
  exports io.github.quantml.sentiment.ngram;
  exports io.github.quantml.sentiment.transformer;

  provides io.github.quantml.api.spi.ModelTrainerProvider with
      io.github.quantml.sentiment.SentimentProvider;
  provides io.github.quantml.api.spi.PortableModelLoader with
      io.github.quantml.sentiment.SentimentProvider;
}
