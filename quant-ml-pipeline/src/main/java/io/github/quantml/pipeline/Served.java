// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline;

import io.github.quantml.api.ModelVersion;
import io.github.quantml.api.Prediction;

/**
 * A prediction and the version that made it.
 *
 * @param prediction the answer
 * @param version of the registered model
 */
public record Served(Prediction prediction, ModelVersion version) {}
