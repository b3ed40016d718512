// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.data;

import io.github.quantml.api.BarSeriesBuilder;
import io.github.quantml.math.random.CounterRandom;
import java.time.Instant;
import org.apache.commons.math3.util.FastMath;

/** The price of one simulated instrument, bar by bar. */
final class PricePath {
  private static final double MAX_RETURN = 5;
  private static final double MAX_LOG_PRICE = 200;
  private static final double MAX_SURPRISE = 8;
  private static final double VOLUME_PER_SURPRISE = 0.35;
  private static final double VOLUME_NOISE = 0.3;

  private final SimulatorConfig config;
  private final double loading;
  private final boolean jumps;
  private final CounterRandom random;
  private final double[] walk;
  private double shock;
  private double logClose;
  private double open;
  private double high;
  private double low;
  private double close;
  private double volume;

  /**
   * A price that starts where the configuration says.
   *
   * @param loading correlation of its shocks with those it is driven by
   * @param jumps whether it jumps
   */
  PricePath(SimulatorConfig config, double loading, boolean jumps, CounterRandom random) {
    this.config = config;
    this.loading = loading;
    this.jumps = jumps;
    this.random = random;
    this.walk = new double[config.dynamics().steps() + 1];
    this.logClose = FastMath.log(config.startPrice());
    this.close = config.startPrice();
  }

  /** Makes bar {@code t}; {@code driver} is the shock that this one follows. */
  void next(int t, LatentPath latent, double driver) {
    CounterRandom draws = random.split(t);
    shock = loading * driver + Math.sqrt(1 - loading * loading) * draws.nextGaussian();
    double jump = jumps ? jump(draws) : 0;
    double body = latent.mean() + latent.volatility() * shock;
    int jumpStep = 1 + draws.nextInt(walk.length - 1);
    fillWalk(draws);
    priceBar(body, jump, jumpStep, latent.volatility());
    double surprise = Math.min(MAX_SURPRISE, Math.abs(body + jump) / latent.regime().volatility());
    volume =
        config.baseVolume()
            * FastMath.exp(VOLUME_PER_SURPRISE * surprise + VOLUME_NOISE * draws.nextGaussian());
  }

  private double jump(CounterRandom draws) {
    SimulatedDynamics.Jumps law = config.dynamics().jumps();
    // Arrivals of a Poisson process are exponential waits apart.
    int count = 0;
    double wait = draws.nextExponential();
    while (wait < law.rate()) {
      count++;
      wait += draws.nextExponential();
    }
    return count * law.mean() + Math.sqrt(count) * law.stdDev() * draws.nextGaussian();
  }

  private void fillWalk(CounterRandom draws) {
    for (int k = 1; k < walk.length; k++) {
      walk[k] = walk[k - 1] + draws.nextGaussian();
    }
  }

  /** Walks a Brownian bridge from the last close to this one, with the jump at its step. */
  private void priceBar(double body, double jump, int jumpStep, double volatility) {
    int steps = walk.length - 1;
    double scale = volatility / Math.sqrt(steps);
    double start = logClose;
    open = close;
    high = open;
    low = open;
    for (int k = 1; k <= steps; k++) {
      double share = (double) k / steps;
      double moved = share * body + scale * (walk[k] - share * walk[steps]);
      moved += k >= jumpStep ? jump : 0;
      logClose = clamp(start + clamp(moved, MAX_RETURN), MAX_LOG_PRICE);
      close = FastMath.exp(logClose);
      high = Math.max(high, close);
      low = Math.min(low, close);
    }
  }

  private static double clamp(double value, double bound) {
    return Math.max(-bound, Math.min(bound, value));
  }

  /** Shock of this bar, of variance 1. */
  double shock() {
    return shock;
  }

  double close() {
    return close;
  }

  void addTo(BarSeriesBuilder out, Instant time) {
    out.add(time, open, high, low, close, volume);
  }
}
