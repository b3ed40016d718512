// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.contract;

import io.github.quantml.features.FeatureData;

/** Anything that turns bars into one value for each. */
@FunctionalInterface
public interface ColumnFunction {
  /** One value for each bar, NaN where there is none. */
  double[] apply(FeatureData data);
}
