// SPDX-License-Identifier: Apache-2.0

/**
 * Tracking, model registry and MLflow models on an MLflow server, with a journal that loses
 * nothing.
 */
module io.github.quantml.mlflow {
  requires static transitive org.jspecify;
  requires transitive io.github.quantml.api;
  requires com.fasterxml.jackson.core;
  requires java.net.http;
  requires org.slf4j;

  exports io.github.quantml.mlflow;

  uses io.github.quantml.api.spi.PortableModelLoader;
}
