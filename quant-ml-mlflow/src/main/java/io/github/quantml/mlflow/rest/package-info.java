// SPDX-License-Identifier: Apache-2.0

/** The REST calls of an MLflow server: one connection, bounded answers, retries. */
@NullMarked
package io.github.quantml.mlflow.rest;

import org.jspecify.annotations.NullMarked;
