// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.network;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.Forecast;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.Insights;
import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.MarketContext;
import io.github.quantml.api.ModelBundle;
import io.github.quantml.api.Provenance;
import io.github.quantml.api.spi.PortableModel;
import io.github.quantml.math.distribution.StudentTReturns;
import io.github.quantml.math.stats.DecayingVariance;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.math3.util.FastMath;

/**
 * A trained network member.
 *
 * <p>Signals: {@code peers.lead}, how much further the peers have moved than the instrument in
 * standard deviations; {@code filers.consensus}, votes of filers in (−1, 1); {@code market.share},
 * the share of the market mode, or −1 if unknown. The mean is the shrunk gain of the first two, the
 * variance decays from today's to the average and is scaled by whether the market moves as one.
 * Without a fresh close of a peer and without filings the model abstains.
 */
final class NetworkModel implements PortableModel {
  private static final int SCHEMA = 1;
  private static final int WARM_UP = 31;
  private static final int VOLATILITY_BARS = 250;

  private final Horizon horizon;
  private final Provenance provenance;
  private final NetworkState state;

  NetworkModel(Horizon horizon, Provenance provenance, NetworkState state) {
    this.horizon = horizon;
    this.provenance = provenance;
    this.state = state;
  }

  @Override
  public String name() {
    return NetworkTrainer.NAME;
  }

  @Override
  public Horizon horizon() {
    return horizon;
  }

  @Override
  public int warmUp() {
    return WARM_UP;
  }

  @Override
  public Provenance provenance() {
    return provenance;
  }

  @Override
  public Forecast predict(BarSeries recent, MarketContext context) {
    if (recent.size() < WARM_UP) {
      throw new InsufficientDataException(
          recent.symbol() + ": bars for the network model", WARM_UP, recent.size());
    }
    int last = recent.size() - 1;
    int first = Math.max(0, last - state.config().topologyBars());
    NetworkSignals signals =
        new NetworkSignals(recent, context, state.peers(), state.groups(), state.config(), first);
    double consensus = signals.consensus(last);
    if (signals.fresh(last) == 0 && consensus == 0) {
      return new Forecast.Abstained(
          "no peer of " + state.peers() + " has a new close and no filer votes");
    }
    double lead = signals.lead(last, state.scales(), state.ownScale());
    double share = signals.marketShare(last);
    double scale =
        Double.isNaN(share) ? 1 : share > state.meanShare() ? state.stressed() : state.calm();
    int h = horizon.bars();
    double mean = state.leadGain() * lead + state.consensusGain() * consensus;
    double variance = scale * sumVariance(recent, h);
    double nu = 4 + (state.nu() - 4) * h;
    Map<String, Double> said = new TreeMap<>();
    said.put("peers.lead", lead);
    said.put("filers.consensus", consensus);
    said.put("market.share", Double.isNaN(share) ? -1 : share);
    return new Forecast.Distribution(
        StudentTReturns.ofMoments(mean, Math.sqrt(variance), nu), said, Insights.NONE);
  }

  private double sumVariance(BarSeries recent, int h) {
    double[] returns = new double[Math.min(VOLATILITY_BARS, recent.size() - 1)];
    int first = recent.size() - returns.length;
    for (int i = 0; i < returns.length; i++) {
      returns[i] = recent.close(first + i) / recent.close(first + i - 1) - 1;
    }
    double decay = FastMath.pow(0.5, 1 / state.config().halfLife());
    return DecayingVariance.ofSum(returns, state.variance(), decay, h);
  }

  @Override
  public ModelBundle toBundle() {
    ModelBundle.Builder out =
        ModelBundle.builder(NetworkTrainer.NAME, SCHEMA)
            .horizon("horizon", horizon)
            .bundle("provenance", provenance.toBundle());
    state.write(out);
    return out.build();
  }

  static NetworkModel from(ModelBundle in) {
    in.require(NetworkTrainer.NAME, SCHEMA);
    return new NetworkModel(
        in.horizon("horizon"), Provenance.from(in.bundle("provenance")), NetworkState.read(in));
  }
}
