// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features;

import io.github.quantml.features.alpha158.Alpha158;
import io.github.quantml.features.disclosure.DisclosureColumns;
import io.github.quantml.features.formula.Alpha101;
import io.github.quantml.features.market.Calendar;
import io.github.quantml.features.market.Complexity;
import io.github.quantml.features.market.CrossSection;
import io.github.quantml.features.market.Liquidity;
import io.github.quantml.features.market.RangeVolatility;
import io.github.quantml.features.market.Realised;
import io.github.quantml.features.talib.TaLib;
import io.github.quantml.features.trades.TradeColumns;
import java.util.List;

/** The families of the library; a new one is one more line here. */
final class StandardFamilies {
  private StandardFamilies() {}

  static List<FeatureFamily> all() {
    return List.of(
        TaLib.family(),
        Alpha158.family(),
        Alpha101.family(),
        RangeVolatility.family(),
        Realised.family(),
        Liquidity.family(),
        Complexity.family(),
        Calendar.family(),
        CrossSection.family(),
        TradeColumns.family(),
        DisclosureColumns.family());
  }
}
