// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.trades;

import static io.github.quantml.features.graph.Columns.abs;
import static io.github.quantml.features.graph.Columns.add;
import static io.github.quantml.features.graph.Columns.divide;
import static io.github.quantml.features.graph.Columns.logReturn;
import static io.github.quantml.features.graph.Columns.mean;
import static io.github.quantml.features.graph.Columns.subtract;
import static io.github.quantml.features.graph.Columns.sum;

import io.github.quantml.api.BarSeries;
import io.github.quantml.features.Feature;
import io.github.quantml.features.FeatureData;
import io.github.quantml.features.FeatureFamily;
import io.github.quantml.features.graph.Inputs;
import io.github.quantml.features.graph.Node;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.util.FastMath;

/**
 * What the trades of each bar say, as columns of {@link FeatureData}, and the family {@code trades}
 * of features on them.
 *
 * <p>A bar's trades are those after the close of the bar before it up to its own close. Columns:
 * {@code trade_buys} and {@code trade_sells} (volume by the tick rule), {@code trade_count}, {@code
 * trade_size_entropy} (of the shares of trades in the bar's volume, in nats) and {@code
 * trade_gap_seconds} (mean time between them). Without a trade the last two are NaN; the first bar
 * counts the trades up to its close.
 */
public final class TradeColumns {
  private static final int[] WINDOWS = {10, 50};

  private TradeColumns() {}

  /** Bars with the columns of their trades. */
  public static FeatureData of(BarSeries bars, Trades trades) {
    int n = bars.size();
    double[] buys = new double[n];
    double[] sells = new double[n];
    double[] count = new double[n];
    double[] entropy = new double[n];
    double[] gap = new double[n];
    int[] side = trades.tickRule();
    int next = 0;
    for (int t = 0; t < n; t++) {
      int from = next;
      double total = 0;
      while (next < trades.count() && trades.timeNanos()[next] <= bars.timeNanos(t)) {
        double size = trades.size()[next];
        buys[t] += side[next] > 0 ? size : 0;
        sells[t] += side[next] < 0 ? size : 0;
        total += size;
        next++;
      }
      count[t] = next - from;
      entropy[t] = count[t] > 0 ? 0 : Double.NaN;
      for (int i = from; i < next; i++) {
        double p = trades.size()[i] / total;
        entropy[t] -= p * FastMath.log(p);
      }
      gap[t] =
          count[t] > 1
              ? (trades.timeNanos()[next - 1] - trades.timeNanos()[from]) * 1e-9 / (count[t] - 1)
              : Double.NaN;
    }
    return FeatureData.of(bars)
        .with("trade_buys", buys)
        .with("trade_sells", sells)
        .with("trade_count", count)
        .with("trade_size_entropy", entropy)
        .with("trade_gap_seconds", gap);
  }

  /** Features of data that {@link #of} made. */
  public static FeatureFamily family() {
    Node buys = Node.input("trade_buys");
    Node sells = Node.input("trade_sells");
    Node flow = subtract(buys, sells);
    List<Feature> out = new ArrayList<>();
    for (int n : WINDOWS) {
      out.add(
          Feature.named("order_flow_imbalance_" + n, "bought less sold over both, " + n + " bars")
              .source("tick rule, Lee and Ready (1991)")
              .scaleFree()
              .of(divide(sum(flow, n), sum(add(buys, sells), n))));
      out.add(
          Feature.named("trade_vpin_" + n, "Σ|bought − sold| over Σ of both, " + n + " bars")
              .source("Easley, López de Prado, O'Hara (2012), bars for buckets")
              .scaleFree()
              .of(divide(sum(abs(flow), n), sum(add(buys, sells), n))));
      out.add(
          Feature.named("trade_kyle_lambda_" + n, "slope of log returns on bought less sold volume")
              .source("Kyle (1985), by regression")
              .window(n, TradeColumns::slope, flow, logReturn(Inputs.close(), 1)));
      out.add(
          Feature.named("trade_intensity_" + n, "trades of the bar over their mean of " + n)
              .source("own definition")
              .scaleFree()
              .of(divide(Node.input("trade_count"), mean(Node.input("trade_count"), n))));
    }
    out.add(
        Feature.named("trade_size_entropy", "entropy of the shares of trades in the bar's volume")
            .source("Shannon (1948)")
            .scaleFree()
            .window(1, (in, from, n) -> in[0][from], Node.input("trade_size_entropy")));
    out.add(
        Feature.named("trade_gap_seconds", "mean time between the bar's trades")
            .source("Engle and Russell (1998), durations")
            .scaleFree()
            .window(1, (in, from, n) -> in[0][from], Node.input("trade_gap_seconds")));
    return new FeatureFamily("trades", "Microstructure from trades", out);
  }

  private static double slope(double[][] in, int from, int n) {
    double meanX = 0;
    double meanY = 0;
    for (int i = from; i < from + n; i++) {
      meanX += in[0][i] / n;
      meanY += in[1][i] / n;
    }
    double cross = 0;
    double square = 0;
    for (int i = from; i < from + n; i++) {
      cross += (in[0][i] - meanX) * (in[1][i] - meanY);
      square += (in[0][i] - meanX) * (in[0][i] - meanX);
    }
    return square > 0 ? cross / square : Double.NaN;
  }
}
