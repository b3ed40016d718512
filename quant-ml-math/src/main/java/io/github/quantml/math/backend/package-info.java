// SPDX-License-Identifier: Apache-2.0

/**
 * The default {@link io.github.quantml.api.spi.ComputeBackend}: {@link
 * io.github.quantml.math.backend.JavaComputeBackend}, found by {@link java.util.ServiceLoader}
 * under the name {@code java}. {@link io.github.quantml.math.backend.ComputeBackends} gives the one
 * that a host named.
 */
@NullMarked
package io.github.quantml.math.backend;

import org.jspecify.annotations.NullMarked;
