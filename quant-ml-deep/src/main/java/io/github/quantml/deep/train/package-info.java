// SPDX-License-Identifier: Apache-2.0

/** The training loop: batches, optimizer, schedules, early stopping, checkpoints. */
@NullMarked
package io.github.quantml.deep.train;

import org.jspecify.annotations.NullMarked;
