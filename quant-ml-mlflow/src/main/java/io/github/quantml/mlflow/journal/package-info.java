// SPDX-License-Identifier: Apache-2.0

/** Runs as append-only records on disk, and the courier that brings them to a server. */
@NullMarked
package io.github.quantml.mlflow.journal;

import org.jspecify.annotations.NullMarked;
