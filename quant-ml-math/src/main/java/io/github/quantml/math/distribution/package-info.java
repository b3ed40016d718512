// SPDX-License-Identifier: Apache-2.0

/**
 * Probability laws, the same to the last bit on every JVM.
 *
 * <p>Forecasts: {@link io.github.quantml.math.distribution.NormalReturns}, {@link
 * io.github.quantml.math.distribution.StudentTReturns} and {@link
 * io.github.quantml.math.distribution.MixtureReturns}. Standard laws: {@link
 * io.github.quantml.math.distribution.StandardNormal}, {@link
 * io.github.quantml.math.distribution.StudentT}. P-values of tests: {@link
 * io.github.quantml.math.distribution.ChiSquared}, {@link
 * io.github.quantml.math.distribution.FisherF}.
 *
 * <p>Everything here goes through pure-Java elementary functions: {@code Math.exp} and {@code
 * Math.log} may differ in the last bit between processors, and these values reach fitted models.
 */
@NullMarked
package io.github.quantml.math.distribution;

import org.jspecify.annotations.NullMarked;
