// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.network.trading;

/**
 * Whether two traders share more than chance.
 *
 * @param first number of the one trader, below {@code second}
 * @param second number of the other
 * @param shared items they share
 * @param expected mean of that under the null model
 * @param pValue probability of at least as many under the null model
 * @param adjusted the p-value adjusted for the number of pairs, by Benjamini and Hochberg (1995)
 */
public record PairTest(
    int first, int second, int shared, double expected, double pValue, double adjusted) {}
