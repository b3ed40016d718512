// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.mlflow.rest;

/**
 * Data a run used, in MLflow's terms.
 *
 * @param name name, at most 500 characters
 * @param digest short mark of the content, at most 36 characters
 * @param source JSON text: where it came from
 * @param schema JSON text: columns
 * @param profile JSON text: figures
 * @param use what for, for example {@code training}
 */
public record Dataset(
    String name, String digest, String source, String schema, String profile, String use) {}
