// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.data;

import io.github.quantml.api.Disclosure;
import io.github.quantml.math.random.CounterRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Disclosed trades at simulated closes: five filers, no skill, filed one to forty-five days later.
 *
 * <p>Source of the amount ranges and the limit: STOCK Act (2012), 5 U.S.C. § 13105(l).
 */
final class DisclosureMaker {
  private static final int FILERS = 5;
  private static final int MAX_DAYS = 45;
  private static final double[] AMOUNTS = {1_001, 15_001, 50_001, 100_001, 250_001, 500_001};

  private final SimulatorConfig config;
  private final CounterRandom random;

  DisclosureMaker(SimulatorConfig config, CounterRandom random) {
    this.config = config;
    this.random = random;
  }

  /** The trade disclosed of bar {@code t}, if there was one. */
  Optional<Disclosure> at(int t, Instant close) {
    CounterRandom draws = random.split(t);
    if (!(draws.nextDouble() < config.surroundings().disclosureRate())) {
      return Optional.empty();
    }
    int range = draws.nextInt(AMOUNTS.length - 1);
    return Optional.of(
        new Disclosure(
            "Filer " + (1 + draws.nextInt(FILERS)),
            config.symbol(),
            draws.nextBoolean() ? Disclosure.Side.BUY : Disclosure.Side.SELL,
            AMOUNTS[range],
            AMOUNTS[range + 1] - 1,
            close,
            close.plus(Duration.ofDays(1 + draws.nextInt(MAX_DAYS)))));
  }
}
