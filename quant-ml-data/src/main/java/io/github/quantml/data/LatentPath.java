// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.data;

import io.github.quantml.math.random.CounterRandom;
import org.apache.commons.math3.util.FastMath;

/** What drives all prices of a simulated market: regime, volatility, shock. */
final class LatentPath {
  private static final double MAX_CLUSTER = 1e4;

  private final SimulatedDynamics dynamics;
  private final CounterRandom random;
  private final double shockScale;
  private int bar = -1;
  private int state;
  private double cluster = 1;
  private double shock;
  private double seasonalMean;
  private double volatility;

  LatentPath(SimulatedDynamics dynamics, CounterRandom random) {
    this.dynamics = dynamics;
    this.random = random;
    double nu = dynamics.clusters().degreesOfFreedom();
    this.shockScale = Math.sqrt((nu - 2) / nu);
  }

  /** Moves to the next bar. */
  void next() {
    if (bar >= 0) {
      cluster = nextCluster();
    }
    bar++;
    CounterRandom draws = random.split(bar);
    if (bar > 0) {
      state = nextState(draws);
    }
    SimulatedDynamics.Season season = dynamics.season();
    double wave = FastMath.cos(2 * FastMath.PI * (bar % season.period()) / season.period());
    double b = season.volatilityAmplitude();
    seasonalMean = season.meanAmplitude() * wave;
    volatility =
        regime().volatility() * Math.sqrt(cluster) * ((1 + b * wave) / Math.sqrt(1 + 0.5 * b * b));
    shock = draws.nextStudentT(dynamics.clusters().degreesOfFreedom()) * shockScale;
  }

  private double nextCluster() {
    SimulatedDynamics.Clusters c = dynamics.clusters();
    double next =
        (1 - c.alpha() - c.beta()) + c.alpha() * cluster * shock * shock + c.beta() * cluster;
    return Math.min(next, MAX_CLUSTER);
  }

  private int nextState(CounterRandom draws) {
    int n = dynamics.regimes().size();
    boolean leaves = draws.nextDouble() * regime().expectedDuration() < 1;
    if (n == 1 || !leaves) {
      return state;
    }
    int other = draws.nextInt(n - 1);
    return other < state ? other : other + 1;
  }

  SimulatedRegime regime() {
    return dynamics.regimes().get(state);
  }

  /** Standard deviation of this bar's log return without jumps. */
  double volatility() {
    return volatility;
  }

  /** The instrument's shock, of variance 1. */
  double shock() {
    return shock;
  }

  /** Mean log return of this bar. */
  double mean() {
    return regime().meanReturn() + seasonalMean;
  }

  /**
   * Root mean variance a bar over the next n bars as forecast now in this regime: √(σ² (1 + (g₁ −
   * 1)(1 − pⁿ) / (n (1 − p)))) with p = α + β.
   */
  double forecastVolatility(double n) {
    SimulatedDynamics.Clusters c = dynamics.clusters();
    double p = c.alpha() + c.beta();
    double decay = (1 - FastMath.pow(p, n)) / (n * (1 - p));
    double mean = 1 + (nextCluster() - 1) * decay;
    return regime().volatility() * Math.sqrt(mean);
  }
}
