// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.data;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What market {@link MarketSimulator} invents.
 *
 * @param symbol of the instrument; its benchmark is called {@code BENCHMARK}, its peers {@code
 *     PEER1} and on, so it must be none of these
 * @param start when the first bar opens
 * @param bars how many, 1 to 10 000 000
 * @param interval their length, positive
 * @param weekdays whether bars that open on Saturday or Sunday (UTC) are left out; for intervals of
 *     at most a day
 * @param startPrice in [10⁻⁶, 10⁹]
 * @param baseVolume median volume of a quiet bar, in [1, 10¹²]
 * @param dynamics how the price moves
 * @param surroundings what else there is
 */
public record SimulatorConfig(
    String symbol,
    Instant start,
    int bars,
    Duration interval,
    boolean weekdays,
    double startPrice,
    double baseVolume,
    SimulatedDynamics dynamics,
    SimulatedSurroundings surroundings) {
  private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
  private static final Instant EARLIEST = Instant.parse("1700-01-01T00:00:00Z");

  public SimulatorConfig {
    if (symbol.isBlank() || symbol.equals("BENCHMARK") || symbol.matches("PEER\\d+")) {
      throw new IllegalArgumentException(
          "symbol: must not be blank, BENCHMARK or PEER1 and on, got '" + symbol + "'");
    }
    Range.require("bars", bars, 1, 10_000_000);
    Nanos.positive("interval", interval);
    if (weekdays && interval.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException(
          "interval: must be at most one day with weekdays, got " + interval);
    }
    double days = bars * (interval.toNanos() / 86_400e9) * (weekdays ? 1.5 : 1) + 7;
    if (!(start.isAfter(EARLIEST)
        && start.isBefore(LATEST)
        && days < Duration.between(start, LATEST).toDays())) {
      throw new IllegalArgumentException(
          "start: all bars must lie in the years 1700 to 2199, got "
              + start
              + " and "
              + bars
              + " bars of "
              + interval);
    }
    Range.require("startPrice", startPrice, 1e-6, 1e9);
    Range.require("baseVolume", baseVolume, 1, 1e12);
  }

  /** Four years of a stock: 1000 weekday bars from 2020 on with everything around it. */
  public static SimulatorConfig defaults() {
    return new SimulatorConfig(
        "SIM",
        Instant.parse("2020-01-01T00:00:00Z"),
        1_000,
        Duration.ofDays(1),
        true,
        100,
        1e6,
        SimulatedDynamics.defaults(),
        SimulatedSurroundings.defaults());
  }

  public SimulatorConfig withSymbol(String value) {
    return new SimulatorConfig(
        value, start, bars, interval, weekdays, startPrice, baseVolume, dynamics, surroundings);
  }

  public SimulatorConfig withStart(Instant value) {
    return new SimulatorConfig(
        symbol, value, bars, interval, weekdays, startPrice, baseVolume, dynamics, surroundings);
  }

  public SimulatorConfig withBars(int value) {
    return new SimulatorConfig(
        symbol, start, value, interval, weekdays, startPrice, baseVolume, dynamics, surroundings);
  }

  /** Bars of another length; {@code onWeekdays} leaves out those that open on a weekend. */
  public SimulatorConfig withInterval(Duration value, boolean onWeekdays) {
    return new SimulatorConfig(
        symbol, start, bars, value, onWeekdays, startPrice, baseVolume, dynamics, surroundings);
  }

  public SimulatorConfig withStartPrice(double value) {
    return new SimulatorConfig(
        symbol, start, bars, interval, weekdays, value, baseVolume, dynamics, surroundings);
  }

  public SimulatorConfig withBaseVolume(double value) {
    return new SimulatorConfig(
        symbol, start, bars, interval, weekdays, startPrice, value, dynamics, surroundings);
  }

  public SimulatorConfig withDynamics(SimulatedDynamics value) {
    return new SimulatorConfig(
        symbol, start, bars, interval, weekdays, startPrice, baseVolume, value, surroundings);
  }

  public SimulatorConfig withSurroundings(SimulatedSurroundings value) {
    return new SimulatorConfig(
        symbol, start, bars, interval, weekdays, startPrice, baseVolume, dynamics, value);
  }

  public SimulatorConfig withRegimes(List<SimulatedRegime> value) {
    return withDynamics(dynamics.withRegimes(value));
  }

  public SimulatorConfig withPeers(int value) {
    return withSurroundings(surroundings.withPeers(value));
  }

  /** Bars in a year of 365 days, or of its weekdays. */
  double barsPerYear() {
    double days = weekdays ? 365.0 * 5 / 7 : 365.0;
    return days * 86_400e9 / interval.toNanos();
  }
}
