// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.tune;

import io.github.quantml.math.random.CounterRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** CMA-ES at work: generations are counted in results, whichever law their trials came from. */
final class CmaEsProposer implements Proposer {
  private static final double FIRST_SCALE = 0.3;
  private static final int MOST_DRAWS = 100;

  private final SearchSpace space;
  private final Comparator<TrialResult> order;
  private final CounterRandom restarts;
  private final int[] numbers;
  private final List<TrialResult> generation = new ArrayList<>();
  private SearchLaw law;
  private int started;

  CmaEsProposer(int population, SearchSpace space, Direction direction, long seed) {
    this.space = space;
    this.order = TrialResult.order(direction);
    this.restarts = CounterRandom.of(seed).split(-2);
    this.numbers = numeric(space);
    int n = numbers.length;
    double[] centre = new double[n];
    Arrays.fill(centre, 0.5);
    int size = population > 0 ? population : SearchLaw.population(n);
    this.law = new SearchLaw(centre, FIRST_SCALE, size, leastSpread());
  }

  private static int[] numeric(SearchSpace space) {
    int[] found = new int[space.size()];
    int n = 0;
    for (int i = 0; i < found.length; i++) {
      if (!space.get(i).categorical()) {
        found[n++] = i;
      }
    }
    return Arrays.copyOf(found, n);
  }

  /** Three tenths of a cell: then a neighbouring cell is reached by one draw in ten. */
  private double[] leastSpread() {
    double[] least = new double[numbers.length];
    for (int j = 0; j < least.length; j++) {
      long cells = space.get(numbers[j]).cells();
      least[j] = cells > 0 ? 0.3 / cells : 0;
    }
    return least;
  }

  @Override
  public void tell(TrialResult result) {
    generation.add(result);
    if (generation.size() < law.population() || numbers.length == 0) {
      return;
    }
    generation.sort(order);
    double[][] points = new double[generation.size()][numbers.length];
    for (int k = 0; k < points.length; k++) {
      for (int j = 0; j < numbers.length; j++) {
        int i = numbers[j];
        points[k][j] = space.get(i).unit(generation.get(k).values()[i]);
      }
    }
    boolean flat =
        generation.get(0).state() == TrialState.COMPLETE
            && generation.get(0).value() == generation.get(points.length - 1).value();
    law.learn(points, flat);
    generation.clear();
    if (law.isSpent()) {
      CounterRandom random = restarts.split(started++);
      double[] centre = new double[numbers.length];
      for (int j = 0; j < centre.length; j++) {
        centre[j] = random.nextDouble();
      }
      law = new SearchLaw(centre, FIRST_SCALE, 2 * law.population(), leastSpread());
    }
  }

  @Override
  public double[] propose(int trial, List<double[]> pending, CounterRandom random) {
    double[] units = new double[space.size()];
    for (int i = 0; i < units.length; i++) {
      units[i] = random.nextDouble();
    }
    double[] point = new double[numbers.length];
    boolean inside = false;
    for (int draw = 0; draw < MOST_DRAWS && !inside; draw++) {
      law.draw(random, point);
      inside = true;
      for (double x : point) {
        inside &= x >= 0 && x <= 1;
      }
    }
    for (int j = 0; j < numbers.length; j++) {
      units[numbers[j]] = Math.min(1, Math.max(0, point[j]));
    }
    return space.values(units);
  }
}
