// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.monitor;

import io.github.quantml.math.distribution.StandardNormal;
import io.github.quantml.math.stats.ProperScores;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.math3.util.FastMath;

/** The losses of predictions one by one, in the order of their times. */
final class Losses {
  private static final double LEAST_PROBABILITY = 1e-6;

  final List<ScoredPrediction> scored;
  final Overlap overlap;
  final double[] brier;
  final double[] climatology;
  final double[] ranked;
  final double[] log;
  final double[] inside;
  final double[] level;
  final double[] squared;
  final double[] still;
  final double[] qlike;
  final double[] gaussian;
  final double[] highest;
  final boolean[] right;

  private Losses(List<ScoredPrediction> scored) {
    int n = scored.size();
    this.scored = scored;
    this.overlap = Overlap.of(scored);
    brier = new double[n];
    climatology = climatology(scored);
    ranked = new double[n];
    log = new double[n];
    inside = new double[n];
    level = new double[n];
    squared = new double[n];
    still = new double[n];
    qlike = new double[n];
    gaussian = new double[n];
    highest = new double[n];
    right = new boolean[n];
    for (int i = 0; i < n; i++) {
      score(i, scored.get(i));
    }
  }

  static Losses of(List<ScoredPrediction> scored) {
    List<ScoredPrediction> ordered = new ArrayList<>(scored);
    ordered.sort(Joined.ORDER);
    return new Losses(ordered);
  }

  int size() {
    return scored.size();
  }

  private void score(int i, ScoredPrediction s) {
    LoggedPrediction p = s.prediction();
    double[] classes = s.classes();
    int outcome = s.outcome();
    brier[i] = ProperScores.brier(classes, outcome);
    ranked[i] = ProperScores.rankedProbability(classes, outcome);
    log[i] = ProperScores.log(Math.max(LEAST_PROBABILITY, classes[outcome]));
    inside[i] = p.interval().contains(s.actual()) ? 1 : 0;
    level[i] = p.interval().level();
    double error = s.actual() - p.mean();
    squared[i] = error * error;
    still[i] = s.actual() * s.actual();
    qlike[i] = ProperScores.qlikeLogForm(p.volatility() * p.volatility(), s.realisedVariance());
    gaussian[i] = gaussian(p.mean(), p.volatility(), s.actual());
    highest[i] = p.probabilities().highest();
    right[i] = classes[outcome] == highest[i];
  }

  static double gaussian(double mean, double deviation, double actual) {
    return FastMath.log(deviation) - StandardNormal.logDensity((actual - mean) / deviation);
  }

  double hitRate() {
    int signed = 0;
    int hits = 0;
    for (ScoredPrediction s : scored) {
      double product = Math.signum(s.prediction().mean()) * Math.signum(s.actual());
      signed += product != 0 ? 1 : 0;
      hits += product > 0 ? 1 : 0;
    }
    return signed == 0 ? Double.NaN : (double) hits / signed;
  }

  /** Brier scores of the shares of the outcomes that were known when each prediction was made. */
  private static double[] climatology(List<ScoredPrediction> scored) {
    List<ScoredPrediction> byDue = new ArrayList<>(scored);
    byDue.sort(Comparator.comparing(ScoredPrediction::due));
    double[] counts = {1, 1, 1};
    double[] out = new double[scored.size()];
    int known = 0;
    for (int i = 0; i < out.length; i++) {
      ScoredPrediction s = scored.get(i);
      while (known < byDue.size() && !byDue.get(known).due().isAfter(s.prediction().asOf())) {
        counts[byDue.get(known++).outcome()]++;
      }
      double total = counts[0] + counts[1] + counts[2];
      double[] shares = {counts[0] / total, counts[1] / total, counts[2] / total};
      out[i] = ProperScores.brier(shares, s.outcome());
    }
    return out;
  }
}
