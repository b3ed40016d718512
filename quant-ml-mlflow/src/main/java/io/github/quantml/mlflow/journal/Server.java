// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.mlflow.journal;

import io.github.quantml.mlflow.rest.ArtifactApi;
import io.github.quantml.mlflow.rest.Connection;
import io.github.quantml.mlflow.rest.RegistryApi;
import io.github.quantml.mlflow.rest.TrackingApi;

/**
 * The parts of a server a courier calls.
 *
 * @param tracking experiments and runs
 * @param artifacts files
 * @param registry registered models
 */
public record Server(TrackingApi tracking, ArtifactApi artifacts, RegistryApi registry) {
  /** All parts over one connection. */
  public static Server of(Connection connection) {
    return new Server(
        new TrackingApi(connection), new ArtifactApi(connection), new RegistryApi(connection));
  }
}
