// SPDX-License-Identifier: Apache-2.0

/**
 * Tracking, model registry and MLflow models on an MLflow server, with a journal that loses
 * nothing.
 */
@NullMarked
package io.github.quantml.mlflow;

import org.jspecify.annotations.NullMarked;
