// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.selection;

import java.util.OptionalDouble;

/**
 * What a selection found about one feature.
 *
 * @param name of the feature
 * @param score larger is better, in the unit of the method; 0 for a constant column
 * @param pValue of no relation to the target, unadjusted, where the method tests
 * @param selected whether it is kept
 * @param constant whether it has one value in all training rows and so was not tried
 */
public record FeatureScore(
    String name, double score, OptionalDouble pValue, boolean selected, boolean constant) {}
