// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.data;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.Repair;
import java.util.List;

/**
 * Bars, and what had to be mended to get them.
 *
 * @param bars what was asked for
 * @param repairs every mend in the whole source, empty unless the repair policy allows any
 */
public record LoadedBars(BarSeries bars, List<Repair> repairs) {
  public LoadedBars {
    repairs = List.copyOf(repairs);
  }
}
