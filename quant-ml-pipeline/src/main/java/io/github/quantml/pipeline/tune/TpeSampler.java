// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.tune;

/**
 * The tree-structured Parzen estimator: of some candidates drawn from the density ℓ of good
 * settings, the one with the largest ℓ(x)/g(x), g being the density of the others.
 *
 * <p>Both densities are mixtures of product kernels on the unit cube, one kernel per trial and one
 * broad kernel as the prior; kernels of numbers are normal and truncated to the range, those of
 * grids integrated over the cells, those of choices after Aitchison and Aitken. Pending trials lie
 * in g, as if they had turned out badly (constant liar), and so do failed ones.
 *
 * <p>Sources: Bergstra, Bardenet, Bengio, Kégl (2011), Algorithms for hyper-parameter optimization,
 * NeurIPS 24, section 4; Watanabe (2023), Tree-structured Parzen estimator: understanding its
 * algorithm components and their roles, arXiv:2304.11127, for the good 15 % and their weights by
 * expected improvement. Widths: see {@code docs/TUNING.md}.
 */
public final class TpeSampler extends Sampler {
  private final boolean multivariate;
  private final int startup;
  private final int candidates;

  private TpeSampler(boolean multivariate, int startup, int candidates) {
    this.multivariate = multivariate;
    this.startup = startup;
    this.candidates = candidates;
  }

  static TpeSampler defaults() {
    return new TpeSampler(true, 10, 24);
  }

  /** Each parameter by itself: blind to how they act together, and quicker to narrow down. */
  public TpeSampler univariate() {
    return new TpeSampler(false, startup, candidates);
  }

  /**
   * How many trials come from a Sobol sequence before the first estimate (10).
   *
   * @param trials at least 2
   */
  public TpeSampler startup(int trials) {
    if (trials < 2) {
      throw new IllegalArgumentException("startup: must be at least 2, got " + trials);
    }
    return new TpeSampler(multivariate, trials, candidates);
  }

  /**
   * How many candidates are drawn (24).
   *
   * @param count at least 1
   */
  public TpeSampler candidates(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("candidates: must be at least 1, got " + count);
    }
    return new TpeSampler(multivariate, startup, count);
  }

  boolean isMultivariate() {
    return multivariate;
  }

  int startup() {
    return startup;
  }

  int candidates() {
    return candidates;
  }

  @Override
  Proposer start(SearchSpace space, Direction direction, long seed) {
    return new TpeProposer(this, space, direction, seed);
  }

  @Override
  String describe() {
    return (multivariate ? "tpe" : "tpe univariate")
        + " startup="
        + startup
        + " candidates="
        + candidates;
  }
}
