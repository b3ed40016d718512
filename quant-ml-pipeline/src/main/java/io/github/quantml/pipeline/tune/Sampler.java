// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.tune;

/**
 * How the next setting is chosen. Samplers are configuration: immutable and free to share.
 *
 * <p>Which one: {@link #tpe()} where in doubt; {@link #cmaEs()} for some hundred trials of numbers
 * that act together; {@link #sobol()} to look over a space evenly; {@link #grid} for a few values
 * of few parameters; {@link #random()} as the yardstick.
 */
public abstract sealed class Sampler
    permits RandomSampler, SobolSampler, GridSampler, TpeSampler, CmaEsSampler {
  Sampler() {}

  /** Independent and uniform. */
  public static Sampler random() {
    return new RandomSampler();
  }

  /**
   * A Sobol sequence with Owen's scrambling by hash: every power of two of trials covers the space
   * evenly.
   *
   * <p>Sources: Joe and Kuo (2008), Constructing Sobol sequences with better two-dimensional
   * projections, SIAM J. Sci. Comput. 30 (at most 1000 parameters); Burley (2020), Practical
   * hash-based Owen scrambling, JCGT 9(4).
   */
  public static Sampler sobol() {
    return new SobolSampler();
  }

  /**
   * Every combination once, the parameter named last changing fastest.
   *
   * @param points values of each real parameter without a step, at least 2
   */
  public static Sampler grid(int points) {
    return new GridSampler(points);
  }

  /** The tree-structured Parzen estimator over all parameters jointly. */
  public static TpeSampler tpe() {
    return TpeSampler.defaults();
  }

  /** Covariance matrix adaptation. */
  public static CmaEsSampler cmaEs() {
    return CmaEsSampler.defaults();
  }

  abstract Proposer start(SearchSpace space, Direction direction, long seed);

  /** How many trials there can be. */
  long limit(SearchSpace space) {
    return Long.MAX_VALUE;
  }

  /** Name and settings: what a journal compares. */
  abstract String describe();

  @Override
  public String toString() {
    return describe();
  }
}
