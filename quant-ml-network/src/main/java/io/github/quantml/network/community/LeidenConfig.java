// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.network.community;

/**
 * Settings of {@link Leiden}.
 *
 * @param objective what is maximised
 * @param resolution γ, above 0; larger gives smaller communities
 * @param iterations most runs of the whole algorithm, each from the last result; it stops earlier
 *     when one changes nothing
 * @param randomness θ of the refinement in units of the mean weight of an edge, above 0
 * @param seed root of the random order
 */
public record LeidenConfig(
    Objective objective, double resolution, int iterations, double randomness, long seed) {
  public LeidenConfig {
    if (!(resolution > 0 && resolution < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("resolution: must be above 0, got " + resolution);
    }
    if (iterations < 1) {
      throw new IllegalArgumentException("iterations: must be at least 1, got " + iterations);
    }
    if (!(randomness > 0 && randomness < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("randomness: must be above 0, got " + randomness);
    }
  }

  /** Modularity, γ = 1, at most 10 iterations, θ = 0.01, seed 42. */
  public static LeidenConfig defaults() {
    return new LeidenConfig(Objective.MODULARITY, 1, 10, 0.01, 42);
  }

  /** The same for another objective and resolution. */
  public LeidenConfig with(Objective newObjective, double newResolution) {
    return new LeidenConfig(newObjective, newResolution, iterations, randomness, seed);
  }

  /** The same with other iterations. */
  public LeidenConfig withIterations(int value) {
    return new LeidenConfig(objective, resolution, value, randomness, seed);
  }

  /** The same with another seed. */
  public LeidenConfig withSeed(long value) {
    return new LeidenConfig(objective, resolution, iterations, randomness, value);
  }
}
