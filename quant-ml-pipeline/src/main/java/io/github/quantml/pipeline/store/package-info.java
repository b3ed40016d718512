// SPDX-License-Identifier: Apache-2.0

/** A model registry and an experiment tracker in a directory. */
@NullMarked
package io.github.quantml.pipeline.store;

import org.jspecify.annotations.NullMarked;
