// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.mlflow.journal;

import org.jspecify.annotations.Nullable;

/**
 * A record as it lies in a journal.
 *
 * @param event what happened; null for a header or a damaged line
 * @param end offset of the byte after it, −1 for one that waits in memory
 * @param damage why it cannot be read, empty when it can
 */
record Stored(@Nullable Event event, long end, String damage) {}
