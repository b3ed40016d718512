// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.mlflow.rest;

import io.github.quantml.api.ModelVersion;

/**
 * A model version as the server knows it.
 *
 * @param version name, number, time, aliases, tags
 * @param source where its files lie
 * @param runId run that made it, empty for none
 * @param status READY once it is whole
 */
public record VersionInfo(ModelVersion version, String source, String runId, String status) {}
