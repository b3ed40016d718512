// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features;

/**
 * What a table of feature values is determined by.
 *
 * @param data fingerprint of the bars and further columns
 * @param definition hash of the features' definitions in their order
 */
public record FeatureKey(long data, long definition) {}
