// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features;

import io.github.quantml.features.alpha158.Alpha158;
import io.github.quantml.features.formula.Alpha101;
import io.github.quantml.features.talib.TaLib;
import java.util.List;

/** The families of the library; a new one is one more line here. */
final class StandardFamilies {
  private StandardFamilies() {}

  static List<FeatureFamily> all() {
    return List.of(TaLib.family(), Alpha158.family(), Alpha101.family());
  }
}
