// SPDX-License-Identifier: Apache-2.0

/**
 * Linear regression.
 *
 * <ul>
 *   <li>One sample: {@link io.github.quantml.math.regression.LeastSquares}, with standard errors
 *       chosen by {@link io.github.quantml.math.regression.CovarianceEstimator}.
 *   <li>A moving window over long series: {@link io.github.quantml.math.regression.RollingOls}.
 *   <li>Many or collinear regressors: {@link io.github.quantml.math.regression.Ridge}, {@link
 *       io.github.quantml.math.regression.ElasticNet}.
 * </ul>
 *
 * <p>Regressors are columns: one {@code double[]} per variable, all as long as the response.
 */
@NullMarked
package io.github.quantml.math.regression;

import org.jspecify.annotations.NullMarked;
