// SPDX-License-Identifier: Apache-2.0

/**
 * Small dense linear algebra on row-major {@code double[]}: element (i, j) of an m×n matrix lies at
 * {@code i * n + j}.
 *
 * <ul>
 *   <li>Products: {@link io.github.quantml.math.linalg.Gemm}.
 *   <li>Positive definite systems: {@link io.github.quantml.math.linalg.Cholesky}.
 *   <li>Spectra: {@link io.github.quantml.math.linalg.SymmetricEigen}, {@link
 *       io.github.quantml.math.linalg.Svd}.
 *   <li>Covariance matrices, also shrunk: {@link io.github.quantml.math.linalg.Covariances}.
 * </ul>
 *
 * <p>Least squares is in {@code .regression}. Code that may run on another implementation takes a
 * {@link io.github.quantml.api.spi.ComputeBackend} instead.
 */
@NullMarked
package io.github.quantml.math.linalg;

import org.jspecify.annotations.NullMarked;
