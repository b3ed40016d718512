// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.network.trading;

import io.github.quantml.api.Disclosure;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A disclosed trade with its three dates kept apart.
 *
 * @param filer who filed, as an identifier that does not change with spelling where there is one
 * @param owner for whom: self, spouse, joint, child, or empty
 * @param symbol instrument, in capitals
 * @param side bought, sold or exchanged
 * @param amountLow lower end of the disclosed range, in dollars
 * @param amountHigh upper end; infinite where the form says "over"
 * @param traded day of the trade
 * @param notified day the filer was told of the trade, null if not stated; not when it was public
 * @param filed day the report was filed; usable from the day after
 * @param report identifier of the report
 * @param amends identifier of the report that this one replaces, null if it replaces none
 */
public record FiledTrade(
    String filer,
    String owner,
    String symbol,
    Disclosure.Side side,
    double amountLow,
    double amountHigh,
    LocalDate traded,
    @Nullable LocalDate notified,
    LocalDate filed,
    String report,
    @Nullable String amends) {

  /** {@link #notified}, if it is stated. */
  public Optional<LocalDate> notifiedOn() {
    return Optional.ofNullable(notified);
  }

  /** {@link #amends}, if the report replaces another. */
  public Optional<String> amended() {
    return Optional.ofNullable(amends);
  }

  /** Days from the trade to the filing. */
  public long lagDays() {
    return filed.toEpochDay() - traded.toEpochDay();
  }

  /**
   * As an item of a {@link io.github.quantml.api.MarketContext}, known from the start of the day
   * after the filing, UTC, because files give no hour; an amount "over" has twice its lower end.
   */
  public Disclosure toDisclosure() {
    return new Disclosure(
        filer,
        symbol,
        side,
        amountLow,
        amountHigh < Double.POSITIVE_INFINITY ? amountHigh : 2 * amountLow,
        traded.atStartOfDay(ZoneOffset.UTC).toInstant(),
        filed.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
  }
}
