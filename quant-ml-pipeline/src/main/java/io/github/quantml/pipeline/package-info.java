// SPDX-License-Identifier: Apache-2.0

/**
 * Trains, registers and serves ensembles: {@code MLTrainingPipeline} and {@code InferencePipeline}.
 */
@NullMarked
package io.github.quantml.pipeline;

import org.jspecify.annotations.NullMarked;
