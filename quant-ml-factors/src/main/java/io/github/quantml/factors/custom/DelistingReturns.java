// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.factors.custom;

import java.time.LocalDate;
import java.util.OptionalDouble;

/**
 * What a holder got when a stock left the exchange, asked for a stock that is held and has no
 * return.
 *
 * <p>Leaving such periods out biases returns upwards (Shumway 1997, The delisting bias in CRSP
 * data, Journal of Finance 52, who uses −30 % for performance-related ones that are unknown).
 */
@FunctionalInterface
public interface DelistingReturns {
  /** No stock leaves with a known return: it is dropped and reported. */
  DelistingReturns NONE = (stock, date) -> OptionalDouble.empty();

  /** The simple return of the period in which a stock was delisted, if known. */
  OptionalDouble of(String stock, LocalDate date);
}
