// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.regime;

import java.util.Arrays;

/**
 * A hidden Markov model with known parameters: start probabilities, transition matrix, emissions.
 *
 * <p>P(s₀ = i) = πᵢ, P(s_t = j | s_{t−1} = i) = A[i][j], x_t | s_t = k ~ bₖ. {@link #filter} is
 * what a decision may use; {@link #smooth}, {@link #viterbi} and {@link #fixedLag} look ahead and
 * say so in their types. Appending rows never changes a filtered value by a single bit.
 *
 * <p>Immutable and thread-safe. All passes cost O(T·K²).
 *
 * <p>Source: Rabiner (1989), A Tutorial on Hidden Markov Models, equations 19 to 35; Hamilton
 * (1989), A New Approach to the Economic Analysis of Nonstationary Time Series.
 */
public final class HiddenMarkovModel {
  private final int states;
  private final double[] start;
  private final double[] transition;
  private final Emissions emissions;

  private HiddenMarkovModel(double[] start, double[] transition, Emissions emissions) {
    this.states = emissions.states();
    this.start = start;
    this.transition = transition;
    this.emissions = emissions;
  }

  /**
   * A model from its parameters.
   *
   * @param start start probabilities, summing to 1
   * @param transition one row per state, each summing to 1
   * @param emissions the densities of the states
   */
  public static HiddenMarkovModel of(double[] start, double[][] transition, Emissions emissions) {
    int k = emissions.states();
    if (start.length != k || transition.length != k) {
      throw new IllegalArgumentException(
          "start and transition need "
              + k
              + " states, got "
              + start.length
              + " and "
              + transition.length);
    }
    double[] flat = new double[k * k];
    for (int i = 0; i < k; i++) {
      if (transition[i].length != k) {
        throw new IllegalArgumentException(
            "transition row " + i + " needs " + k + " entries, got " + transition[i].length);
      }
      System.arraycopy(transition[i], 0, flat, i * k, k);
    }
    return ofFlat(start.clone(), flat, emissions);
  }

  static HiddenMarkovModel ofFlat(double[] start, double[] transition, Emissions emissions) {
    MarkovChain.requireStochastic("start probabilities", start, emissions.states());
    MarkovChain.requireStochastic("transition probabilities", transition, emissions.states());
    return new HiddenMarkovModel(start, transition, emissions);
  }

  /** The number of hidden states. */
  public int states() {
    return states;
  }

  /** P(first state = i). */
  public double start(int state) {
    return start[state];
  }

  /** P(next state = to | state = from). */
  public double transition(int from, int to) {
    return transition[from * states + to];
  }

  /** The densities of the states. */
  public Emissions emissions() {
    return emissions;
  }

  /** log p(all rows); sequences are independent. */
  public double logLikelihood(Observations data) {
    return lattice(data).forward(start, transition, emissions, data);
  }

  /** P(state at t | rows up to t), causal. */
  public FilteredProbabilities filter(Observations data) {
    ForwardBackward lattice = lattice(data);
    lattice.forward(start, transition, emissions, data);
    return new FilteredProbabilities(lattice.probability(), states);
  }

  /** P(state at t | rows before t): the start probabilities at the first row of a sequence. */
  public PredictedProbabilities predict(Observations data) {
    double[] filtered = filter(data).values();
    double[] out = new double[filtered.length];
    double[] row = new double[states];
    for (int s = 0; s < data.sequences(); s++) {
      System.arraycopy(start, 0, out, data.start(s) * states, states);
      for (int t = data.start(s) + 1; t < data.start(s + 1); t++) {
        ForwardBackward.propagate(filtered, (t - 1) * states, transition, row);
        System.arraycopy(row, 0, out, t * states, states);
      }
    }
    return new PredictedProbabilities(out, states);
  }

  /** P(state at t | the whole sequence): hindsight. */
  public SmoothedProbabilities smooth(Observations data) {
    ForwardBackward lattice = lattice(data);
    lattice.forward(start, transition, emissions, data);
    lattice.backward(transition, data, new double[states * states]);
    return new SmoothedProbabilities(lattice.probability(), states);
  }

  /**
   * P(state at t | rows up to t + lag), or up to the end of the sequence where that is nearer.
   *
   * @param lag rows of delay, at least 0
   */
  public LaggedProbabilities fixedLag(Observations data, int lag) {
    if (lag < 0) {
      throw new IllegalArgumentException("lag must be at least 0, got " + lag);
    }
    ForwardBackward lattice = lattice(data);
    lattice.forward(start, transition, emissions, data);
    return new LaggedProbabilities(lattice.lagged(transition, data, lag), states, lag);
  }

  /** The most probable state sequence given all rows: hindsight. */
  public StatePath viterbi(Observations data) {
    emissions.requireValid(data);
    return new Viterbi(start, transition, emissions).decode(data);
  }

  /** A filter that takes one row at a time at O(K²) each; starts before the first row. */
  public OnlineFilter online() {
    return new OnlineFilter(start, transition, emissions);
  }

  /** Long-run share of time spent in each state. */
  public double[] stationaryDistribution() {
    return MarkovChain.stationary(transition, states);
  }

  /** Expected length of a visit to a state in rows, 1/(1 − A[k][k]); infinite if never left. */
  public double expectedDuration(int state) {
    return 1 / (1 - transition(state, state));
  }

  /**
   * P(state h rows from now), given the filtered probabilities now.
   *
   * @param current probabilities of the states now
   * @param horizon rows ahead, at least 0
   */
  public double[] forecastStates(double[] current, int horizon) {
    if (current.length != states) {
      throw new IllegalArgumentException(
          "current needs " + states + " probabilities, got " + current.length);
    }
    double[] now = current.clone();
    double[] next = new double[states];
    for (int i = 0; i < horizon; i++) {
      ForwardBackward.propagate(now, 0, transition, next);
      System.arraycopy(next, 0, now, 0, states);
    }
    return now;
  }

  /** The distribution of the sum of the next {@code horizon} rows; needs rows of one column. */
  public HorizonSum horizonSum(int horizon) {
    return HorizonSum.of(this, horizon);
  }

  /** Free parameters; a start that is tied to the stationary distribution is not free. */
  public int parameters(boolean stationaryStart) {
    return states * (states - 1) + (stationaryStart ? 0 : states - 1) + emissions.parameters();
  }

  /**
   * The same model with its states in another order.
   *
   * @param order state i of the result is state {@code order[i]} of this
   */
  public HiddenMarkovModel permuted(int... order) {
    boolean[] seen = new boolean[states];
    for (int i : order) {
      if (order.length != states || i < 0 || i >= states || seen[i]) {
        throw new IllegalArgumentException(
            "order must name each of " + states + " states once, got " + Arrays.toString(order));
      }
      seen[i] = true;
    }
    double[] newTransition = new double[transition.length];
    for (int i = 0; i < states; i++) {
      for (int j = 0; j < states; j++) {
        newTransition[i * states + j] = transition(order[i], order[j]);
      }
    }
    return new HiddenMarkovModel(
        Blocks.permuted(start, order, 1), newTransition, emissions.permuted(order));
  }

  /** The same model with states ordered by generalised variance, then by mean, lowest first. */
  public HiddenMarkovModel canonical() {
    Integer[] order = new Integer[states];
    double[] spread = new double[states];
    for (int k = 0; k < states; k++) {
      order[k] = k;
      spread[k] = emissions.logSpread(k);
    }
    Arrays.sort(
        order,
        (a, b) ->
            spread[a] != spread[b]
                ? Double.compare(spread[a], spread[b])
                : Double.compare(emissions.mean(a, 0), emissions.mean(b, 0)));
    int[] permutation = new int[states];
    for (int k = 0; k < states; k++) {
      permutation[k] = order[k];
    }
    return permuted(permutation);
  }

  double[] flatTransition() {
    return transition;
  }

  private ForwardBackward lattice(Observations data) {
    emissions.requireValid(data);
    return new ForwardBackward(data.size(), states);
  }

  @Override
  public String toString() {
    return "HiddenMarkovModel[states=" + states + ", family=" + emissions.family() + "]";
  }
}
