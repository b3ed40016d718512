// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.network;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.ContextItem;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.InvalidDataException;
import io.github.quantml.api.Model;
import io.github.quantml.api.ModelTrainer;
import io.github.quantml.api.Provenance;
import io.github.quantml.api.TrainingContext;
import io.github.quantml.api.TrainingData;
import io.github.quantml.math.Sums;
import io.github.quantml.math.distribution.StudentTReturns;
import io.github.quantml.math.regression.CovarianceEstimator;
import io.github.quantml.math.regression.LeastSquares;
import io.github.quantml.math.regression.LeastSquaresFit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Trains the member {@code network}: what peers that moved already, filers who bought, and a market
 * that moves as one say about an instrument.
 *
 * <p>Forward returns over the horizon are regressed on the lead of the peers and on the consensus
 * of the filers; each gain is multiplied by max(0, 1 − 1/t²) with its Newey-West t statistic, so
 * that one no larger than its error counts nothing. The share of the market mode splits the bars in
 * two, whose variances scale the forecast's. Needs peers or disclosures of the symbol.
 * Deterministic; immutable, thread-safe.
 */
public final class NetworkTrainer implements ModelTrainer {
  static final String NAME = "network";

  private static final int FEWEST_BARS = 150;
  private static final int MOST_BARS = 5_000;
  private static final int TOPOLOGY_STEP = 5;
  private static final double PRIOR_BARS = 50;

  private final NetworkConfig config;

  private NetworkTrainer(NetworkConfig config) {
    this.config = config;
  }

  /** A trainer with the given configuration. */
  public static NetworkTrainer of(NetworkConfig config) {
    return new NetworkTrainer(config);
  }

  /** A trainer with {@link NetworkConfig#defaults()}. */
  public static NetworkTrainer withDefaults() {
    return of(NetworkConfig.defaults());
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<ContextItem> uses() {
    return Set.of(ContextItem.PEERS, ContextItem.DISCLOSURES);
  }

  @Override
  public int minimumBars(Horizon horizon) {
    return FEWEST_BARS;
  }

  @Override
  public Map<String, String> settings() {
    return config.settings();
  }

  @Override
  public Model train(TrainingData data, TrainingContext context) {
    context.cancellation().check();
    TrainingData resolved = data.withHorizon(data.horizon());
    BarSeries bars = resolved.bars();
    if (bars.size() < FEWEST_BARS) {
      throw new InsufficientDataException(
          bars.symbol() + ": bars to train " + NAME, FEWEST_BARS, bars.size());
    }
    int first = Math.max(0, bars.size() - MOST_BARS);
    Map<String, Integer> groups =
        FilerGroups.of(resolved.context().disclosures(), bars.time(bars.size() - 1));
    List<String> all = resolved.context().peers().keySet().stream().sorted().toList();
    NetworkSignals raw = new NetworkSignals(bars, resolved.context(), all, groups, config, first);
    List<String> peers = new ArrayList<>();
    List<Double> scales = new ArrayList<>();
    for (int p = 0; p < all.size(); p++) {
      double[] r = known(raw, p, first + 1, bars.size());
      double variance = r.length < FEWEST_BARS / 2 ? 0 : Sums.variance(r, 1);
      if (variance > 0) {
        peers.add(all.get(p));
        scales.add(Math.sqrt(variance));
      }
    }
    boolean disclosed =
        resolved.context().disclosures().stream().anyMatch(d -> d.symbol().equals(bars.symbol()));
    if (peers.isEmpty() && !disclosed) {
      throw new InsufficientDataException(
          bars.symbol() + ": peers or disclosures to train " + NAME, 1, 0);
    }
    double[] own = new double[bars.size() - first - 1];
    Arrays.setAll(own, i -> raw.own(first + 1 + i));
    double variance = Sums.variance(own, 1);
    if (!(variance > 0)) {
      throw new InvalidDataException(bars.symbol() + ": the closes never change");
    }
    NetworkSignals signals =
        new NetworkSignals(bars, resolved.context(), peers, groups, config, first);
    return new NetworkModel(
        resolved.horizon(),
        Provenance.of(NAME, resolved, context.seed(), settings()),
        state(
            signals, bars, resolved.horizon().bars(), peers, scales, own, variance, groups, first));
  }

  private static double[] known(NetworkSignals signals, int p, int from, int to) {
    double[] out = new double[to - from];
    int n = 0;
    for (int t = from; t < to; t++) {
      double r = signals.peer(p, t);
      if (!Double.isNaN(r)) {
        out[n++] = r;
      }
    }
    return Arrays.copyOf(out, n);
  }

  private NetworkState state(
      NetworkSignals signals,
      BarSeries bars,
      int h,
      List<String> peers,
      List<Double> scaleList,
      double[] own,
      double variance,
      Map<String, Integer> groups,
      int first) {
    double[] scales = scaleList.stream().mapToDouble(s -> s).toArray();
    double ownScale = Math.sqrt(variance);
    int n = bars.size() - h - first - 1;
    double[] y = new double[n];
    double[] lead = new double[n];
    double[] consensus = new double[n];
    for (int i = 0; i < n; i++) {
      int t = first + 1 + i;
      y[i] = bars.close(t + h) / bars.close(t) - 1;
      lead[i] = signals.lead(t, scales, ownScale);
      consensus[i] = signals.consensus(t);
    }
    double[] topology = topology(signals, own, variance, first, bars.size());
    return new NetworkState(
        peers,
        scales,
        ownScale,
        gain(y, lead, h),
        gain(y, consensus, h),
        topology[0],
        topology[1],
        topology[2],
        variance,
        StudentTReturns.degreesOfFreedom(Sums.excessKurtosis(own), 1),
        groups,
        config);
  }

  /** Slope of y on x, shrunk by its t statistic; 0 where x never changes. */
  private static double gain(double[] y, double[] x, int h) {
    if (y.length < 30 || !(Sums.variance(x, 1) > 1e-18)) {
      return 0;
    }
    LeastSquaresFit fit = LeastSquares.fitWithIntercept(y, x);
    if (fit.rank() < 2) {
      return 0;
    }
    // Overlapping sums of h bars: Bartlett weights need about twice the overlap.
    int lag = Math.min(2 * h, y.length / 4);
    double t = fit.tStatistics(CovarianceEstimator.neweyWest(lag))[1];
    double trust = Double.isFinite(t) && t != 0 ? Math.max(0, 1 - 1 / (t * t)) : 0;
    return trust * fit.coefficient(1);
  }

  /** Mean share, and the variance of the next bars over the average, calm and stressed. */
  private double[] topology(
      NetworkSignals signals, double[] own, double variance, int first, int size) {
    List<double[]> seen = new ArrayList<>();
    double mean = 0;
    for (int t = first + config.topologyBars(); t + TOPOLOGY_STEP < size; t += TOPOLOGY_STEP) {
      double share = signals.marketShare(t);
      if (!Double.isNaN(share)) {
        double next = 0;
        for (int k = 1; k <= TOPOLOGY_STEP; k++) {
          double r = own[t + k - first - 1];
          next += r * r / TOPOLOGY_STEP;
        }
        seen.add(new double[] {share, next / variance});
        mean += share;
      }
    }
    if (seen.isEmpty()) {
      return new double[] {0, 1, 1};
    }
    mean /= seen.size();
    double[] sum = new double[2];
    double[] count = new double[2];
    for (double[] point : seen) {
      int side = point[0] > mean ? 1 : 0;
      sum[side] += TOPOLOGY_STEP * point[1];
      count[side] += TOPOLOGY_STEP;
    }
    return new double[] {
      Math.min(1, mean),
      (sum[0] + PRIOR_BARS) / (count[0] + PRIOR_BARS),
      (sum[1] + PRIOR_BARS) / (count[1] + PRIOR_BARS)
    };
  }
}
