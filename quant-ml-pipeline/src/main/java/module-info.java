// SPDX-License-Identifier: Apache-2.0

/** Training, tuning, registration, inference, monitoring and scheduled retraining of ensembles. */
@SuppressWarnings("requires-automatic") // Commons Math 3 has no module descriptor.
module io.github.quantml.pipeline {
  requires static transitive org.jspecify;
  requires transitive io.github.quantml.api;
  requires transitive io.github.quantml.ensemble;
  requires transitive io.github.quantml.backtest;
  requires transitive io.github.quantml.features;
  requires io.github.quantml.math;
  requires commons.math3;
  requires com.fasterxml.jackson.core;
  requires org.slf4j;

  exports io.github.quantml.pipeline;
  exports io.github.quantml.pipeline.monitor;
  exports io.github.quantml.pipeline.store;
  exports io.github.quantml.pipeline.tune;

  uses io.github.quantml.api.spi.ModelTrainerProvider;
  uses io.github.quantml.api.spi.PortableModelLoader;
}
