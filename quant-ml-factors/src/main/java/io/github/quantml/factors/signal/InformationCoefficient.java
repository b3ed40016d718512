// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.factors.signal;

import java.time.LocalDate;
import java.util.List;

/**
 * The correlation of a signal with the returns after it, date by date.
 *
 * @param horizon periods ahead
 * @param ranked whether ranks are correlated (Spearman) or values (Pearson)
 * @param dates that had enough assets
 * @param values correlation at each date
 * @param test mean, its ratio (ICIR) and t statistics
 */
public record InformationCoefficient(
    int horizon, boolean ranked, List<LocalDate> dates, double[] values, MeanTest test) {
  public InformationCoefficient {
    dates = List.copyOf(dates);
    values = values.clone();
  }

  @Override
  public double[] values() {
    return values.clone();
  }
}
