// SPDX-License-Identifier: Apache-2.0

/**
 * Factors: models, tests, cross-sections, diagnostics and risk; this package holds the ensemble
 * member {@code factor}.
 *
 * <ul>
 *   <li>Files of the Kenneth French library, tables of returns: {@link
 *       io.github.quantml.factors.data}.
 *   <li>Alphas, loadings, GRS, Fama-MacBeth: {@link io.github.quantml.factors.pricing}.
 *   <li>Information coefficients, quantile returns: {@link io.github.quantml.factors.signal}.
 *   <li>Sorts, mimicking portfolios, principal components: {@link
 *       io.github.quantml.factors.custom}.
 *   <li>Covariance and attribution: {@link io.github.quantml.factors.risk}.
 * </ul>
 */
@NullMarked
package io.github.quantml.factors;

import org.jspecify.annotations.NullMarked;
