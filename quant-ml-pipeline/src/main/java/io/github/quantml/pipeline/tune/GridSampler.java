// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.tune;

import io.github.quantml.math.random.CounterRandom;
import java.util.List;

/** All combinations in order. */
final class GridSampler extends Sampler {
  private final int points;

  GridSampler(int points) {
    if (points < 2) {
      throw new IllegalArgumentException("points: must be at least 2, got " + points);
    }
    this.points = points;
  }

  @Override
  long limit(SearchSpace space) {
    double product = 1;
    for (Parameter parameter : space.parameters()) {
      product *= count(parameter);
    }
    return product < Long.MAX_VALUE ? (long) product : Long.MAX_VALUE;
  }

  private long count(Parameter parameter) {
    return parameter.cells() > 0 ? parameter.cells() : points;
  }

  @Override
  Proposer start(SearchSpace space, Direction direction, long seed) {
    return new Proposer() {
      @Override
      public void tell(TrialResult result) {}

      @Override
      public double[] propose(int trial, List<double[]> pending, CounterRandom random) {
        double[] values = new double[space.size()];
        long rest = trial;
        for (int i = values.length - 1; i >= 0; i--) {
          Parameter parameter = space.get(i);
          long count = count(parameter);
          long digit = rest % count;
          rest /= count;
          values[i] =
              parameter.cells() > 0
                  ? parameter.value(digit)
                  : parameter.value((double) digit / (count - 1));
        }
        return values;
      }
    };
  }

  @Override
  String describe() {
    return "grid points=" + points;
  }
}
