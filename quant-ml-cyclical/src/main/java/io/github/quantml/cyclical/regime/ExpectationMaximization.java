// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.regime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One EM ascent (Baum and Welch) from one start; can be paused and resumed.
 *
 * <p>Not thread-safe; different ascents share only immutable data.
 */
final class ExpectationMaximization {
  private static final double DEAD_BELOW = 1.5;
  private static final int MOST_REVIVALS = 2;

  private final Observations data;
  private final HmmConfig config;
  private final Floor floor;
  private final int states;
  private final List<Double> trace = new ArrayList<>();
  private final List<String> repairs = new ArrayList<>();
  private double[] start;
  private double[] transition;
  private Emissions emissions;
  private double logLikelihood = Double.NEGATIVE_INFINITY;
  private int revivals;
  private boolean converged;
  private boolean degenerate;

  ExpectationMaximization(
      Observations data, HmmConfig config, Emissions pooled, double[] weights, double stay) {
    this.data = data;
    this.config = config;
    this.states = config.states();
    this.floor = new Floor(data, config.varianceFloor());
    this.emissions = pooled.reestimate(data, weights, floor);
    this.start = new double[states];
    Arrays.fill(start, 1.0 / states);
    this.transition = new double[states * states];
    for (int i = 0; i < states; i++) {
      for (int j = 0; j < states; j++) {
        double leave = states == 1 ? 0 : (1 - stay) / (states - 1);
        transition[i * states + j] = states == 1 ? 1 : i == j ? stay : leave;
      }
    }
  }

  /** Resumes from known parameters instead of a guess. */
  ExpectationMaximization(Observations data, HmmConfig config, HiddenMarkovModel from) {
    this.data = data;
    this.config = config;
    this.states = from.states();
    this.floor = new Floor(data, config.varianceFloor());
    this.emissions = from.emissions();
    this.transition = from.flatTransition().clone();
    this.start = new double[states];
    for (int i = 0; i < states; i++) {
      start[i] = from.start(i);
    }
  }

  /** Runs at most {@code iterations} more EM steps. */
  void run(int iterations) {
    ForwardBackward lattice = new ForwardBackward(data.size(), states);
    double[] counts = new double[states * states];
    double enough = config.tolerance() * data.size();
    // A resumed ascent starts where it paused, so its first value must not look like convergence.
    double previous = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < iterations && !converged && !degenerate; i++) {
      logLikelihood = lattice.forward(start, transition, emissions, data);
      trace.add(logLikelihood);
      if (Math.abs(logLikelihood - previous) <= enough) {
        converged = true;
        return;
      }
      previous = logLikelihood;
      Arrays.fill(counts, 0);
      lattice.backward(transition, data, counts);
      maximise(lattice.probability(), counts);
    }
    if (!converged && !degenerate) {
      logLikelihood = lattice.forward(start, transition, emissions, data);
    }
  }

  private void maximise(double[] weights, double[] counts) {
    double[] mass = new double[states];
    for (int t = 0, w = 0; t < data.size(); t++) {
      for (int k = 0; k < states; k++, w++) {
        mass[k] += weights[w];
      }
    }
    floor.clear();
    emissions = emissions.reestimate(data, weights, floor);
    double[] first = new double[states];
    for (int s = 0; s < data.sequences(); s++) {
      for (int k = 0; k < states; k++) {
        first[k] += weights[data.start(s) * states + k];
      }
    }
    transition = TransitionStep.rows(counts, transition, states);
    if (config.stationaryStart()) {
      transition = TransitionStep.withStationaryStart(counts, first, transition, states);
      start = MarkovChain.stationary(transition, states);
    } else {
      for (int k = 0; k < states; k++) {
        start[k] = first[k] / data.sequences();
      }
    }
    if (states > 1) {
      reviveDead(mass);
    }
  }

  private void reviveDead(double[] mass) {
    for (int k = 0; k < states; k++) {
      if (mass[k] >= DEAD_BELOW) {
        continue;
      }
      if (revivals == MOST_REVIVALS) {
        degenerate = true;
        repairs.add("state " + k + " stayed empty after " + MOST_REVIVALS + " revivals");
        return;
      }
      revivals++;
      repairs.add("state " + k + " had weight " + mass[k] + " rows and was revived");
      emissions = emissions.withRevived(k, data, floor);
      for (int i = 0; i < states; i++) {
        Arrays.fill(transition, i * states, (i + 1) * states, 0.05 / states);
        transition[i * states + i] += 0.95;
      }
      Arrays.fill(start, 1.0 / states);
    }
  }

  HiddenMarkovModel model() {
    return HiddenMarkovModel.ofFlat(start.clone(), transition.clone(), emissions);
  }

  double logLikelihood() {
    return logLikelihood;
  }

  boolean converged() {
    return converged;
  }

  boolean degenerate() {
    return degenerate;
  }

  List<Double> trace() {
    return trace;
  }

  /** What was repaired, including a variance floor that acts at the solution. */
  List<String> repairs() {
    List<String> all = new ArrayList<>(repairs);
    if (floor.touched()) {
      all.add(
          "a variance reached its floor of "
              + config.varianceFloor()
              + " times the pooled variance");
    }
    return all;
  }
}
