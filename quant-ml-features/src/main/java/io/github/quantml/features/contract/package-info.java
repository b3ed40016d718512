// SPDX-License-Identifier: Apache-2.0

/**
 * What every feature must keep, as library code: {@link
 * io.github.quantml.features.contract.FeatureContract} for features, {@link
 * io.github.quantml.features.contract.FeatureAudit} for anything that turns bars into a column.
 */
@NullMarked
package io.github.quantml.features.contract;

import org.jspecify.annotations.NullMarked;
