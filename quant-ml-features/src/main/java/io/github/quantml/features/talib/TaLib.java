// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.talib;

import io.github.quantml.features.Feature;
import io.github.quantml.features.FeatureFamily;
import java.util.ArrayList;
import java.util.List;

/**
 * The family {@code talib}: the indicators of TA-Lib 0.4.0, compared with it value by value.
 *
 * <p>What differs on purpose: an undefined value (a range of zero, no price change at all) is NaN
 * where TA-Lib says 0; a standard deviation is never cut to 0; a NaN reaches only the windows that
 * contain it; the MACD line begins at its own first value rather than at that of its signal.
 */
public final class TaLib {
  private TaLib() {}

  public static FeatureFamily family() {
    List<Feature> all = new ArrayList<>();
    all.addAll(Averages.features());
    all.addAll(Bands.features());
    all.addAll(Momentum.features());
    all.addAll(Trend.features());
    all.addAll(Oscillators.features());
    all.addAll(Volume.features());
    all.addAll(Cycle.features());
    all.addAll(Prices.features());
    all.addAll(Statistics.features());
    return new FeatureFamily("talib", "Technical indicators by the conventions of TA-Lib", all);
  }
}
