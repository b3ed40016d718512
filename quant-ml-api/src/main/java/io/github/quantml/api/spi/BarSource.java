// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.api.spi;

import io.github.quantml.api.BarSeries;

/** Where bars come from. Thread-safe. */
public interface BarSource extends Provider {
  /**
   * Loads the bars of one instrument.
   *
   * @throws io.github.quantml.api.InvalidDataException naming source, row, column, value and rule
   */
  BarSeries load(BarRequest request);

  /** Loads everything the source has of a symbol, at the spacing the source has. */
  default BarSeries load(String symbol) {
    return load(BarRequest.of(symbol));
  }
}
