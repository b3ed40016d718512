// SPDX-License-Identifier: Apache-2.0

/** Tracking to an MLflow server beside MLflow's own client. */
@NullMarked
package io.github.quantml.benchmarks.mlflow;

import org.jspecify.annotations.NullMarked;
