// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.network;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.Disclosure;
import io.github.quantml.api.MarketContext;
import io.github.quantml.network.asset.AssetReturns;
import io.github.quantml.network.asset.Correlations;
import io.github.quantml.network.asset.RandomMatrixFilter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the network says at a bar, from what was known at its close. Peers' bars count once they are
 * closed; a peer without a new close since the bar before says nothing.
 */
final class NetworkSignals {
  private final BarSeries bars;
  private final List<String> peers;
  private final List<Disclosure> disclosures;
  private final Map<String, Integer> groups;
  private final NetworkConfig config;
  private final int first;

  /** Simple returns by peer and bar from {@code first} on, NaN where the peer has no new close. */
  private final double[][] returns;

  private final double[] own;

  NetworkSignals(
      BarSeries bars,
      MarketContext context,
      List<String> peers,
      Map<String, Integer> groups,
      NetworkConfig config,
      int first) {
    this.bars = bars;
    this.peers = peers;
    this.disclosures = context.disclosures();
    this.groups = groups;
    this.config = config;
    this.first = first;
    this.returns = new double[peers.size()][bars.size() - first];
    this.own = new double[bars.size() - first];
    for (int t = Math.max(first, 1); t < bars.size(); t++) {
      own[t - first] = bars.close(t) / bars.close(t - 1) - 1;
    }
    for (int p = 0; p < peers.size(); p++) {
      BarSeries peer = context.peers().get(peers.get(p));
      fill(peer, returns[p]);
    }
  }

  private void fill(@Nullable BarSeries peer, double[] out) {
    Arrays.fill(out, Double.NaN);
    if (peer == null) {
      return;
    }
    int before = first == 0 ? 0 : peer.countUntil(bars.time(first - 1));
    for (int t = first; t < bars.size(); t++) {
      int known = peer.countUntil(bars.time(t));
      if (known > before && before > 0) {
        out[t - first] = peer.close(known - 1) / peer.close(before - 1) - 1;
      }
      before = known;
    }
  }

  /** Peers with a new close at a bar. */
  int fresh(int t) {
    int count = 0;
    for (double[] row : returns) {
      count += Double.isNaN(row[t - first]) ? 0 : 1;
    }
    return count;
  }

  /** Return of a peer at a bar, NaN if it has no new close. */
  double peer(int p, int t) {
    return returns[p][t - first];
  }

  double own(int t) {
    return own[t - first];
  }

  /** Mean standardised return of the fresh peers less that of the instrument; 0 without peers. */
  double lead(int t, double[] scales, double ownScale) {
    double sum = 0;
    int count = 0;
    for (int p = 0; p < returns.length; p++) {
      double r = returns[p][t - first];
      if (!Double.isNaN(r)) {
        sum += r / scales[p];
        count++;
      }
    }
    return count == 0 ? 0 : sum / count - own[t - first] / ownScale;
  }

  /** Votes of filers on the symbol. */
  double consensus(int t) {
    Instant until = bars.time(t);
    return FilerGroups.consensus(
        disclosures,
        bars.symbol(),
        groups,
        until.minus(Duration.ofDays(config.consensusDays())),
        until);
  }

  /**
   * Share of the market mode among the instrument and its peers over the last bars; NaN with fewer
   * than two peers that traded in all of them.
   */
  double marketShare(int t) {
    int window = config.topologyBars();
    int from = t + 1 - window;
    if (from < Math.max(first, 1)) {
      return Double.NaN;
    }
    List<String> names = new ArrayList<>(List.of(" " + bars.symbol()));
    List<double[]> rows = new ArrayList<>();
    rows.add(Arrays.copyOfRange(own, from - first, t + 1 - first));
    for (int p = 0; p < returns.length; p++) {
      double[] row = Arrays.copyOfRange(returns[p], from - first, t + 1 - first);
      if (Arrays.stream(row).noneMatch(Double::isNaN) && varies(row)) {
        names.add(peers.get(p));
        rows.add(row);
      }
    }
    if (rows.size() < 3 || !varies(rows.get(0))) {
      return Double.NaN;
    }
    Correlations correlations =
        Correlations.pearson(AssetReturns.of(names, rows.toArray(new double[0][])));
    return RandomMatrixFilter.of(correlations).marketShare();
  }

  private static boolean varies(double[] row) {
    return Arrays.stream(row).anyMatch(r -> r != row[0]);
  }
}
