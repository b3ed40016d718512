// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.chain;

import io.github.quantml.api.InvalidDataException;
import io.github.quantml.api.OptionChain;
import io.github.quantml.api.OptionQuote;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects the options of one file and counts what is left out. */
final class ChainBuilder {
  private static final double SPLIT_SHARE = 0.25;

  private final String underlying;
  private final Instant known;
  private final double spot;
  private final List<OptionQuote> quotes = new ArrayList<>();
  private final List<FeedGreeks> feed = new ArrayList<>();
  private final Map<RejectReason, Integer> counts = new EnumMap<>(RejectReason.class);
  private int options;

  ChainBuilder(String underlying, Instant known, double spot) {
    this.underlying = underlying;
    this.known = known;
    this.spot = spot;
  }

  void malformed() {
    options++;
    count(RejectReason.MALFORMED);
  }

  void add(
      String root,
      LocalDate expiry,
      OptionQuote.Type type,
      double strike,
      double bid,
      double ask,
      double volatility,
      long volume,
      long openInterest,
      FeedGreeks greeks) {
    options++;
    if (Settlement.ofRoot(root).at(expiry).isBefore(known)) {
      count(RejectReason.EXPIRED);
      return;
    }
    if (ask > 0 && bid > ask) {
      count(RejectReason.CROSSED);
      return;
    }
    if (beforeSplit(type, strike, bid, ask)) {
      count(RejectReason.SPLIT_DAY);
      return;
    }
    if (!(volatility > 0)) {
      count(RejectReason.ZERO_IMPLIED_VOLATILITY);
    }
    if (bid == 0 && ask == 0) {
      count(RejectReason.NO_QUOTE);
    }
    @Nullable Double iv = volatility > 0 ? Double.valueOf(volatility) : null;
    OptionQuote quote;
    try {
      quote = new OptionQuote(root, expiry, type, strike, bid, ask, iv, volume, openInterest);
    } catch (InvalidDataException e) {
      count(RejectReason.MALFORMED);
      return;
    }
    quotes.add(quote);
    feed.add(greeks);
  }

  private boolean beforeSplit(OptionQuote.Type type, double strike, double bid, double ask) {
    boolean call = type == OptionQuote.Type.CALL;
    double intrinsic = call ? spot - strike : strike - spot;
    double most = call ? spot : strike;
    return (ask > 0 && intrinsic - ask > SPLIT_SHARE * spot) || bid > most + SPLIT_SHARE * spot;
  }

  private void count(RejectReason reason) {
    counts.merge(reason, 1, Integer::sum);
  }

  LoadedChain build() {
    return new LoadedChain(
        new OptionChain(underlying, known, spot, quotes),
        feed,
        new ChainReport(options, quotes.size(), counts));
  }
}
