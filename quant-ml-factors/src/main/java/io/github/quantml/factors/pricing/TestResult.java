// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.factors.pricing;

/**
 * The outcome of a test.
 *
 * @param name of the test and its convention
 * @param statistic value
 * @param pValue probability of a value at least as large under the null
 * @param df1 degrees of freedom of χ², or of the numerator of F
 * @param df2 degrees of freedom of the denominator of F; 0 for χ²
 */
public record TestResult(String name, double statistic, double pValue, double df1, double df2) {}
