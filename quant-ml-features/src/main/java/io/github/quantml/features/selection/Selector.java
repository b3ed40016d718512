// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.selection;

import java.util.Arrays;

/**
 * A way to choose features from training rows. Immutable and thread-safe; same data and seed, same
 * choice at any thread count.
 *
 * <p>Only what {@link #fit} returns can transform, so rows outside the training set cannot take
 * part in the choice.
 */
public interface Selector {
  /** Short name of the method, with its parameters. */
  String name();

  /**
   * Ranks features that all vary.
   *
   * @param data training rows
   */
  Ranking rank(SelectionData data, SelectionContext context);

  /** Chooses features; a constant column is never chosen. */
  default FittedSelector fit(SelectionData data, SelectionContext context) {
    int[] varying = new int[data.features()];
    int count = 0;
    for (int k = 0; k < varying.length; k++) {
      if (!SelectionData.isConstant(data.columns()[k])) {
        varying[count++] = k;
      }
    }
    varying = Arrays.copyOf(varying, count);
    if (count == 0) {
      return FittedSelector.none(this, data);
    }
    Ranking ranking = rank(count == data.features() ? data : data.with(varying), context);
    return FittedSelector.of(this, data, varying, ranking, context.maxFeatures());
  }
}
