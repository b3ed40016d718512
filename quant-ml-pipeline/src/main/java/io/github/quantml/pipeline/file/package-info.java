// SPDX-License-Identifier: Apache-2.0

/** Files that survive a kill: locks, atomic moves, checksummed lines. Not exported. */
@NullMarked
package io.github.quantml.pipeline.file;

import org.jspecify.annotations.NullMarked;
