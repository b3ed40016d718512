// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest;

import io.github.quantml.api.Disclosure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Follows trades that others had to disclose, from the moment their report was filed: what happened
 * between the trade and the filing is lost to the follower.
 *
 * <p>A disclosed purchase adds a fixed weight of the equity; a disclosed sale gives back what was
 * bought after the same filer; exchanges are ignored. Holdings end after a holding period. Filings
 * that are older than a limit when an asset can be traded are stale and ignored, and so are symbols
 * the run does not have.
 */
public final class FollowDisclosuresStrategy implements Strategy {
  private final double weight;
  private final double cap;
  private final double minimumAmount;
  private final Duration holding;
  private final Duration stale;
  private final Set<String> filers;
  private final List<Ticket> tickets = new ArrayList<>();
  private final List<Disclosure> waiting = new ArrayList<>();
  private int seen;

  /** Units bought after somebody. */
  private record Ticket(int asset, String filer, double units, Instant until) {}

  private FollowDisclosuresStrategy(
      double weight,
      double cap,
      double minimumAmount,
      Duration holding,
      Duration stale,
      Set<String> filers) {
    this.weight = weight;
    this.cap = cap;
    this.minimumAmount = minimumAmount;
    this.holding = holding;
    this.stale = stale;
    this.filers = filers;
  }

  /**
   * Follows everyone, for at most a year, filings of at most five days, with at most a quarter of
   * the equity in one asset.
   *
   * @param weight part of the equity that each disclosed purchase adds, in (0, 1]
   */
  public static FollowDisclosuresStrategy of(double weight) {
    if (!(weight > 0 && weight <= 1)) {
      throw new IllegalArgumentException("weight: must lie in (0, 1], got " + weight);
    }
    return new FollowDisclosuresStrategy(
        weight, Math.max(0.25, weight), 0, Duration.ofDays(365), Duration.ofDays(5), Set.of());
  }

  /** Follows only these filers, as the source names them. */
  public FollowDisclosuresStrategy filers(Set<String> names) {
    if (names.isEmpty()) {
      throw new IllegalArgumentException("filers: must not be empty");
    }
    return new FollowDisclosuresStrategy(
        weight, cap, minimumAmount, holding, stale, Set.copyOf(names));
  }

  /** Ignores trades whose upper amount is below {@code amount}. */
  public FollowDisclosuresStrategy minimumAmount(double amount) {
    if (!(amount >= 0 && amount < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "minimumAmount: must be finite and at least 0, got " + amount);
    }
    return new FollowDisclosuresStrategy(weight, cap, amount, holding, stale, filers);
  }

  /** Largest weight of one asset, at least the weight of one purchase. */
  public FollowDisclosuresStrategy maximumWeight(double value) {
    if (!(value >= weight && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "maximumWeight: must be at least the weight " + weight + ", got " + value);
    }
    return new FollowDisclosuresStrategy(weight, value, minimumAmount, holding, stale, filers);
  }

  /** How long each purchase is held if its filer discloses no sale. */
  public FollowDisclosuresStrategy holding(Duration value) {
    return new FollowDisclosuresStrategy(
        weight, cap, minimumAmount, positive("holding", value), stale, filers);
  }

  /** Age of a filing from which on it is ignored. */
  public FollowDisclosuresStrategy staleAfter(Duration value) {
    return new FollowDisclosuresStrategy(
        weight, cap, minimumAmount, holding, positive("staleAfter", value), filers);
  }

  private static Duration positive(String name, Duration value) {
    if (value.isZero() || value.isNegative()) {
      throw new IllegalArgumentException(name + ": must be positive, got " + value);
    }
    return value;
  }

  @Override
  public int warmUp() {
    return 1;
  }

  @Override
  public String describe() {
    return "FollowDisclosures(weight "
        + weight
        + ", at most "
        + cap
        + ", amounts from "
        + minimumAmount
        + ", held "
        + holding
        + ", stale after "
        + stale
        + (filers.isEmpty() ? "" : ", filers " + new TreeSet<>(filers))
        + ")";
  }

  @Override
  public void start(Desk desk) {
    tickets.clear();
    waiting.clear();
    seen = 0;
  }

  @Override
  public void onBar(Desk desk) {
    List<Disclosure> known = desk.context().disclosures();
    for (; seen < known.size(); seen++) {
      Disclosure disclosure = known.get(seen);
      if (disclosure.amountHigh() >= minimumAmount
          && (filers.isEmpty() || filers.contains(disclosure.filer()))) {
        waiting.add(disclosure);
      }
    }
    Instant now = desk.time();
    waiting.removeIf(d -> Duration.between(d.filed(), now).compareTo(stale) > 0);
    for (int a = 0; a < desk.assets(); a++) {
      if (desk.isFresh(a) && desk.isReady(a)) {
        follow(desk, a, now);
      }
    }
  }

  private void follow(Desk desk, int a, Instant now) {
    double held = desk.position(a);
    double before = total(a);
    // Splits and orders cut short change what a ticket's unit is worth in units of the position.
    double perTicket = held > 0 && before > 0 && desk.openOrders(a) == 0 ? held / before : 1;
    boolean changed = tickets.removeIf(t -> t.asset() == a && !t.until().isAfter(now));
    for (int i = 0; i < waiting.size(); i++) {
      Disclosure disclosure = waiting.get(i);
      if (!disclosure.symbol().equals(desk.symbol(a))) {
        continue;
      }
      waiting.remove(i--);
      switch (disclosure.side()) {
        case BUY -> {
          double units = weight * Math.max(0, desk.equity()) / desk.unitValue(a) / perTicket;
          tickets.add(new Ticket(a, disclosure.filer(), units, now.plus(holding)));
          changed = true;
        }
        case SELL ->
            changed |=
                tickets.removeIf(t -> t.asset() == a && t.filer().equals(disclosure.filer()));
        case EXCHANGE -> {}
      }
    }
    if (changed) {
      double most = cap * Math.max(0, desk.equity()) / desk.unitValue(a);
      desk.target(a, Math.min(total(a) * perTicket, most));
    }
  }

  private double total(int a) {
    double sum = 0;
    for (Ticket ticket : tickets) {
      sum += ticket.asset() == a ? ticket.units() : 0;
    }
    return sum;
  }
}
