// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.tune;

import io.github.quantml.math.random.CounterRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** TPE at work: the trials in order of merit, and the two densities anew for each proposal. */
final class TpeProposer implements Proposer {
  /** Kernels of g: more would cost time and hardly change it. */
  private static final int MOST_OTHERS = 1000;

  private static final int MOST_GOOD = 25;

  /** Share of trials that count as good. */
  private static final double GOOD_SHARE = 0.15;

  /**
   * Candidates among few cells of one parameter: many would cover all cells, name the same best one
   * each time and leave the search stuck there.
   */
  private static final int FEW = 4;

  private final TpeSampler settings;
  private final SearchSpace space;
  private final Direction direction;
  private final Comparator<TrialResult> order;
  private final SobolPoints start;
  private final List<TrialResult> ranked = new ArrayList<>();
  private int useful;

  TpeProposer(TpeSampler settings, SearchSpace space, Direction direction, long seed) {
    this.settings = settings;
    this.space = space;
    this.direction = direction;
    this.order = TrialResult.order(direction);
    this.start = new SobolPoints(space.size(), CounterRandom.of(seed));
  }

  @Override
  public void tell(TrialResult result) {
    int at = Collections.binarySearch(ranked, result, order);
    ranked.add(-at - 1, result);
    if (result.state() != TrialState.FAILED) {
      useful++;
    }
  }

  @Override
  public double[] propose(int trial, List<double[]> pending, CounterRandom random) {
    if (trial < settings.startup() || useful < 2) {
      return space.values(start.point(trial));
    }
    int good = Math.min(MOST_GOOD, (int) Math.ceil(GOOD_SHARE * useful));
    double[][] below = new double[good][];
    for (int i = 0; i < good; i++) {
      below[i] = ranked.get(i).values();
    }
    double[][] above = others(good, pending);
    double[] weights = goodWeights(good);
    if (settings.isMultivariate()) {
      int[] all = new int[space.size()];
      for (int i = 0; i < all.length; i++) {
        all[i] = i;
      }
      return best(all, below, weights, above, random);
    }
    double[] values = new double[space.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = best(new int[] {i}, below, weights, above, random)[0];
    }
    return values;
  }

  /**
   * What is not good: evenly thinned where there is too much of it; pending trials are all kept.
   */
  private double[][] others(int good, List<double[]> pending) {
    int told = ranked.size() - good;
    int kept = Math.min(told, MOST_OTHERS);
    double[][] above = new double[kept + pending.size()][];
    for (int i = 0; i < kept; i++) {
      above[i] = ranked.get(good + (int) ((long) i * told / kept)).values();
    }
    for (int i = 0; i < pending.size(); i++) {
      above[kept + i] = pending.get(i);
    }
    return above;
  }

  /** By how much each good trial beats the first that is not (expected improvement). */
  private double[] goodWeights(int good) {
    double[] weights = new double[good];
    Arrays.fill(weights, 1.0 / good);
    if (useful <= good || ranked.get(good).state() != TrialState.COMPLETE) {
      return weights;
    }
    double bar = direction.loss(ranked.get(good).value());
    double total = 0;
    for (int i = 0; i < good; i++) {
      total += bar - direction.loss(ranked.get(i).value());
    }
    if (!(total > 0 && total < Double.POSITIVE_INFINITY)) {
      return weights;
    }
    for (int i = 0; i < good; i++) {
      weights[i] = (bar - direction.loss(ranked.get(i).value())) / total;
    }
    return weights;
  }

  private double[] best(
      int[] dimensions,
      double[][] below,
      double[] weights,
      double[][] above,
      CounterRandom random) {
    Parzen good = new Parzen(space, dimensions, below, weights);
    double[] equal = new double[above.length];
    Arrays.fill(equal, 1.0 / Math.max(1, above.length));
    Parzen others = new Parzen(space, dimensions, above, equal);
    double[] best = new double[dimensions.length];
    double bestScore = Double.NEGATIVE_INFINITY;
    double[] point = new double[dimensions.length];
    int candidates = good.isCoarse() ? Math.min(FEW, settings.candidates()) : settings.candidates();
    for (int c = 0; c < candidates; c++) {
      good.draw(random, point);
      double score = good.logDensity(point) - others.logDensity(point);
      if (score > bestScore || c == 0) {
        bestScore = score;
        System.arraycopy(point, 0, best, 0, best.length);
      }
    }
    return good.values(best);
  }
}
