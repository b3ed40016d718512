// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.data;

import java.util.HashSet;
import java.util.List;

/**
 * How the price of a simulated instrument moves.
 *
 * @param regimes at least one, no two of one label; the first bar is in the first
 * @param clusters how volatility clusters and how heavy the tails are
 * @param jumps sudden moves
 * @param season a cycle
 * @param steps moves inside a bar from which open, high, low and close are taken, 1 to 1000
 */
public record SimulatedDynamics(
    List<SimulatedRegime> regimes, Clusters clusters, Jumps jumps, Season season, int steps) {

  /**
   * GARCH(1,1) of mean 1 on top of the regime's variance, with Student-t shocks.
   *
   * @param alpha weight of the last squared shock, at least 0
   * @param beta weight of the last variance, at least 0, alpha + beta &lt; 1
   * @param degreesOfFreedom of the shocks, in (2, 10⁶]
   */
  public record Clusters(double alpha, double beta, double degreesOfFreedom) {
    public Clusters {
      if (!(alpha >= 0 && beta >= 0 && alpha + beta < 1)) {
        throw new IllegalArgumentException(
            "alpha and beta: must be at least 0 with alpha + beta < 1, got "
                + alpha
                + " and "
                + beta);
      }
      Range.requireAbove("degreesOfFreedom", degreesOfFreedom, 2, 1e6);
    }

    /** Constant variance inside a regime, nearly normal shocks. */
    public static Clusters none() {
      return new Clusters(0, 0, 1e6);
    }
  }

  /**
   * Normal jumps of the log price that arrive as a Poisson process.
   *
   * @param rate expected jumps a bar, in [0, 10]
   * @param mean of a jump, in [−1, 1]; the drift is not compensated for it
   * @param stdDev of a jump, in [0, 1]
   */
  public record Jumps(double rate, double mean, double stdDev) {
    public Jumps {
      Range.require("jump rate", rate, 0, 10);
      Range.require("jump mean", mean, -1, 1);
      Range.require("jump stdDev", stdDev, 0, 1);
    }

    public static Jumps none() {
      return new Jumps(0, 0, 0);
    }
  }

  /**
   * A cosine cycle in mean and volatility; bar 0 is its crest.
   *
   * @param period in bars, at least 2
   * @param meanAmplitude added log return a bar at the crest, in [−0.1, 0.1]
   * @param volatilityAmplitude relative rise of volatility at the crest, in [0, 0.95]
   */
  public record Season(int period, double meanAmplitude, double volatilityAmplitude) {
    public Season {
      if (period < 2) {
        throw new IllegalArgumentException("season period: must be at least 2, got " + period);
      }
      Range.require("season meanAmplitude", meanAmplitude, -0.1, 0.1);
      Range.require("season volatilityAmplitude", volatilityAmplitude, 0, 0.95);
    }

    public static Season none() {
      return new Season(2, 0, 0);
    }
  }

  public SimulatedDynamics {
    regimes = List.copyOf(regimes);
    HashSet<String> labels = new HashSet<>();
    if (regimes.isEmpty() || !regimes.stream().allMatch(r -> labels.add(r.label()))) {
      throw new IllegalArgumentException(
          "regimes: must be at least one and no two of one label, got " + regimes);
    }
    Range.require("steps", steps, 1, 1000);
  }

  /**
   * A calm rising and a turbulent falling regime of daily bars, clustering volatility, a jump every
   * hundred bars, no season.
   */
  public static SimulatedDynamics defaults() {
    return new SimulatedDynamics(
        List.of(
            new SimulatedRegime("calm, rising", 0.0006, 0.008, 120),
            new SimulatedRegime("turbulent, falling", -0.0010, 0.022, 40)),
        new Clusters(0.08, 0.88, 6),
        new Jumps(0.01, -0.01, 0.03),
        Season.none(),
        16);
  }

  public SimulatedDynamics withRegimes(List<SimulatedRegime> value) {
    return new SimulatedDynamics(value, clusters, jumps, season, steps);
  }

  public SimulatedDynamics withClusters(Clusters value) {
    return new SimulatedDynamics(regimes, value, jumps, season, steps);
  }

  public SimulatedDynamics withJumps(Jumps value) {
    return new SimulatedDynamics(regimes, clusters, value, season, steps);
  }

  public SimulatedDynamics withSeason(Season value) {
    return new SimulatedDynamics(regimes, clusters, jumps, value, steps);
  }

  public SimulatedDynamics withSteps(int value) {
    return new SimulatedDynamics(regimes, clusters, jumps, season, value);
  }
}
