// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.regime;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.InvalidDataException;
import io.github.quantml.math.random.CounterRandom;
import java.util.Arrays;

/**
 * The statistical jump model: k-means whose labels pay a price for changing.
 *
 * <p>Minimises Σ ½‖x_t − θ(s_t)‖² + λ·#{s_t ≠ s_{t−1}} over centres and states, alternating a
 * dynamic program for the states with means for the centres. The penalty gives persistence
 * directly, where a hidden Markov model must infer it; regimes come out longer and steadier.
 * Columns are used as given: standardise them first.
 *
 * <p>{@link #online} labels each row from the past only: the state that ends the cheapest path so
 * far. {@link #path} uses all rows.
 *
 * <p>Immutable, thread-safe. Source: Bemporad, Breschi, Piga and Boyd (2018), Fitting jump models;
 * Nystrup, Lindström and Madsen (2020), Learning hidden Markov models with persistent states by
 * penalizing jumps.
 */
public final class JumpModel {
  private static final int MOST_STEPS = 100;

  private final double[][] centres;
  private final double penalty;
  private final double objective;

  private JumpModel(double[][] centres, double penalty, double objective) {
    this.centres = centres;
    this.penalty = penalty;
    this.objective = objective;
  }

  /**
   * How a jump model is fitted.
   *
   * @param states number of states, at least 1
   * @param penalty price λ of a change, at least 0
   * @param restarts k-means++ starts, at least 1
   * @param seed root of the starts
   */
  public record Config(int states, double penalty, int restarts, long seed) {
    /** Checks every setting. */
    public Config {
      if (states < 1) {
        throw new IllegalArgumentException("states must be at least 1, got " + states);
      }
      if (!(penalty >= 0) || Double.isInfinite(penalty)) {
        throw new IllegalArgumentException("penalty must be at least 0, got " + penalty);
      }
      if (restarts < 1) {
        throw new IllegalArgumentException("restarts must be at least 1, got " + restarts);
      }
    }

    /** Two states, λ = 50, ten starts. */
    public static Config defaults() {
      return new Config(2, 50, 10, 42);
    }

    /** Changes the number of states. */
    public Config withStates(int value) {
      return new Config(value, penalty, restarts, seed);
    }

    /** Changes the price of a change. */
    public Config withPenalty(double value) {
      return new Config(states, value, restarts, seed);
    }
  }

  /**
   * Fits to rows without missing values; several sequences are joined without a price.
   *
   * @throws InsufficientDataException if there are fewer than ten rows a state
   */
  public static JumpModel fit(Observations data, Config config) {
    if (data.missing() > 0) {
      throw new InvalidDataException("jump model: needs 0 missing values, got " + data.missing());
    }
    if (data.size() < 10L * config.states()) {
      throw new InsufficientDataException(
          "jump model with " + config.states() + " states: rows",
          10L * config.states(),
          data.size());
    }
    JumpModel best = null;
    for (int start = 0; start < config.restarts(); start++) {
      JumpModel model = descend(data, config, CounterRandom.of(config.seed()).split(start));
      if (best == null || model.objective < best.objective) {
        best = model;
      }
    }
    if (best == null) {
      throw new IllegalStateException("no start");
    }
    return best.ordered();
  }

  private static JumpModel descend(Observations data, Config config, CounterRandom random) {
    JumpModel model = new JumpModel(seeds(data, config.states(), random), config.penalty(), 0);
    double previous = Double.POSITIVE_INFINITY;
    for (int step = 0; step < MOST_STEPS; step++) {
      int[] states = new int[data.size()];
      double objective = model.decode(data, states);
      model = new JumpModel(model.means(data, states), config.penalty(), objective);
      if (!(objective < previous - 1e-12 * Math.abs(previous))) {
        break;
      }
      previous = objective;
    }
    return model;
  }

  private static double[][] seeds(Observations data, int states, CounterRandom random) {
    double[] nearest = new double[data.size()];
    Arrays.fill(nearest, Double.POSITIVE_INFINITY);
    double[][] centres = new double[states][];
    int chosen = random.nextInt(data.size());
    for (int k = 0; k < states; k++) {
      centres[k] = row(data, chosen);
      double total = 0;
      for (int t = 0; t < nearest.length; t++) {
        nearest[t] = Math.min(nearest[t], loss(data, t, centres[k]));
        total += nearest[t];
      }
      double draw = random.nextDouble() * total;
      chosen = 0;
      while (chosen < nearest.length - 1 && draw >= nearest[chosen]) {
        draw -= nearest[chosen++];
      }
    }
    return centres;
  }

  private static double[] row(Observations data, int t) {
    double[] out = new double[data.dimensions()];
    for (int d = 0; d < out.length; d++) {
      out[d] = data.get(t, d);
    }
    return out;
  }

  private static double loss(Observations data, int t, double[] centre) {
    double sum = 0;
    for (int d = 0; d < centre.length; d++) {
      double gap = data.get(t, d) - centre[d];
      sum += gap * gap;
    }
    return 0.5 * sum;
  }

  /** Writes the cheapest path and returns its price. */
  private double decode(Observations data, int[] states) {
    double total = 0;
    for (int s = 0; s < data.sequences(); s++) {
      total += decode(data, data.start(s), data.start(s + 1), states);
    }
    return total;
  }

  private double decode(Observations data, int from, int to, int[] states) {
    int k = centres.length;
    int[] back = new int[(to - from) * k];
    double[] cost = new double[k];
    for (int t = from; t < to; t++) {
      int cheapest = advance(data, t, t == from, cost, back, (t - from) * k);
      states[t] = cheapest;
    }
    double price = cost[states[to - 1]];
    for (int t = to - 1; t > from; t--) {
      states[t - 1] = back[(t - from) * k + states[t]];
    }
    return price;
  }

  /** One step of the dynamic program; returns the state with the cheapest path so far. */
  private int advance(
      Observations data, int t, boolean first, double[] cost, int[] back, int offset) {
    int k = centres.length;
    int best = argmin(cost);
    double jump = cost[best] + penalty;
    for (int j = 0; j < k; j++) {
      boolean stay = first || cost[j] <= jump;
      back[offset + j] = stay ? j : best;
      cost[j] = (first ? 0 : stay ? cost[j] : jump) + loss(data, t, centres[j]);
    }
    return argmin(cost);
  }

  private static int argmin(double[] cost) {
    int best = 0;
    for (int j = 1; j < cost.length; j++) {
      best = cost[j] < cost[best] ? j : best;
    }
    return best;
  }

  private double[][] means(Observations data, int[] states) {
    double[][] sums = new double[centres.length][data.dimensions()];
    int[] counts = new int[centres.length];
    for (int t = 0; t < states.length; t++) {
      counts[states[t]]++;
      for (int d = 0; d < data.dimensions(); d++) {
        sums[states[t]][d] += data.get(t, d);
      }
    }
    for (int k = 0; k < sums.length; k++) {
      for (int d = 0; d < sums[k].length; d++) {
        sums[k][d] = counts[k] > 0 ? sums[k][d] / counts[k] : centres[k][d];
      }
    }
    return sums;
  }

  private JumpModel ordered() {
    double[][] sorted = centres.clone();
    Arrays.sort(sorted, (a, b) -> Arrays.compare(a, b));
    return new JumpModel(sorted, penalty, objective);
  }

  /** The number of states, ordered by their first column. */
  public int states() {
    return centres.length;
  }

  /** A coordinate of a centre. */
  public double centre(int state, int column) {
    return centres[state][column];
  }

  /** The minimised objective on the training rows. */
  public double objective() {
    return objective;
  }

  /** The cheapest path through all rows: hindsight. */
  public int[] path(Observations data) {
    int[] states = new int[data.size()];
    decode(data, states);
    return states;
  }

  /** For each row the state that ends the cheapest path up to it: causal. */
  public int[] online(Observations data) {
    int k = centres.length;
    int[] states = new int[data.size()];
    int[] unused = new int[k];
    for (int s = 0; s < data.sequences(); s++) {
      double[] cost = new double[k];
      for (int t = data.start(s); t < data.start(s + 1); t++) {
        states[t] = advance(data, t, t == data.start(s), cost, unused, 0);
      }
    }
    return states;
  }
}
