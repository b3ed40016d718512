// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.tune;

/**
 * Covariance matrix adaptation: settings drawn from a normal law whose mean, scale and shape follow
 * the better half of each generation.
 *
 * <p>It works on the unit cube from its centre with a scale of 0.3. Points outside are drawn again
 * and in the end clipped; a grid keeps enough spread to reach its next cell, as in CMA-ES with
 * margin; choices have no direction and are drawn uniformly. Once it stands still it starts anew
 * elsewhere with twice the population (IPOP).
 *
 * <p>Sources: Hansen (2016), The CMA evolution strategy: a tutorial, arXiv:1604.00772, figure 6 and
 * table 1; Auger and Hansen (2005), A restart CMA evolution strategy with increasing population
 * size; Hamano, Saito, Nomura, Shirakawa (2022), CMA-ES with margin, GECCO '22, for the idea of a
 * least spread.
 */
public final class CmaEsSampler extends Sampler {
  private final int population;

  private CmaEsSampler(int population) {
    this.population = population;
  }

  static CmaEsSampler defaults() {
    return new CmaEsSampler(0);
  }

  /**
   * Trials of a generation; 4 + ⌊3 ln n⌋ for n numeric parameters if not set.
   *
   * @param trials at least 4
   */
  public CmaEsSampler population(int trials) {
    if (trials < 4) {
      throw new IllegalArgumentException("population: must be at least 4, got " + trials);
    }
    return new CmaEsSampler(trials);
  }

  @Override
  Proposer start(SearchSpace space, Direction direction, long seed) {
    return new CmaEsProposer(population, space, direction, seed);
  }

  @Override
  String describe() {
    return population == 0 ? "cma-es" : "cma-es population=" + population;
  }
}
