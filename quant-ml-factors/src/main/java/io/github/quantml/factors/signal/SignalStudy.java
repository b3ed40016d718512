// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.factors.signal;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.InvalidDataException;
import io.github.quantml.math.Ranks;
import io.github.quantml.math.Sums;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How well a signal ranks assets by the returns that follow it.
 *
 * <p>The return of an asset over h periods from date t is price[t + h]/price[t] − 1; the signal of
 * date t must be known when price[t] is. Assets without signal or return at a date are left out of
 * it, dates with fewer than {@link #withMinAssets} assets are left out altogether. Immutable.
 */
public final class SignalStudy {
  private static final int MIN_ASSETS = 10;

  private final List<String> assets;
  private final List<LocalDate> dates;
  private final double[][] signals;
  private final double[][] prices;
  private final int minAssets;

  private SignalStudy(
      List<String> assets,
      List<LocalDate> dates,
      double[][] signals,
      double[][] prices,
      int minAssets) {
    this.assets = assets;
    this.dates = dates;
    this.signals = signals;
    this.prices = prices;
    this.minAssets = minAssets;
  }

  /**
   * Copies and checks signals and prices.
   *
   * @param assets names
   * @param dates strictly increasing
   * @param signals {@code [asset][date]}, NaN where there is none
   * @param prices {@code [asset][date]}, total-return prices, positive, NaN where there is none
   */
  public static SignalStudy of(
      List<String> assets, List<LocalDate> dates, double[][] signals, double[][] prices) {
    for (int t = 1; t < dates.size(); t++) {
      if (!dates.get(t).isAfter(dates.get(t - 1))) {
        throw new InvalidDataException(
            "signal study: date " + dates.get(t) + " is not after " + dates.get(t - 1));
      }
    }
    return new SignalStudy(
        List.copyOf(assets),
        List.copyOf(dates),
        copy("signal", assets, dates, signals, false),
        copy("price", assets, dates, prices, true),
        MIN_ASSETS);
  }

  private static double[][] copy(
      String what, List<String> assets, List<LocalDate> dates, double[][] x, boolean positive) {
    if (x.length != assets.size()) {
      throw new InvalidDataException(
          "signal study: " + x.length + " " + what + " rows for " + assets.size() + " assets");
    }
    double[][] out = new double[x.length][];
    for (int i = 0; i < x.length; i++) {
      if (x[i].length != dates.size()) {
        throw new InvalidDataException(
            assets.get(i) + ": " + x[i].length + " " + what + "s for " + dates.size() + " dates");
      }
      out[i] = x[i].clone();
      for (int t = 0; t < out[i].length; t++) {
        double v = out[i][t];
        if (Double.isInfinite(v) || (positive && v <= 0)) {
          throw new InvalidDataException(
              assets.get(i) + ", " + dates.get(t) + ": " + what + " out of range: " + v);
        }
      }
    }
    return out;
  }

  /** The same study with dates left out that have fewer assets; 10 without this. */
  public SignalStudy withMinAssets(int value) {
    if (value < 3) {
      throw new IllegalArgumentException("minAssets: must be at least 3, got " + value);
    }
    return new SignalStudy(assets, dates, signals, prices, value);
  }

  /**
   * The same study with the mean of its sector taken from every signal, date by date: what the
   * signal says within sectors.
   *
   * @param sectors one per asset
   */
  public SignalStudy sectorNeutral(List<String> sectors) {
    if (sectors.size() != assets.size()) {
      throw new IllegalArgumentException(
          "sectors: must be one per asset, " + assets.size() + ", got " + sectors.size());
    }
    Map<String, Integer> index = new TreeMap<>();
    int[] sector = new int[sectors.size()];
    for (int i = 0; i < sector.length; i++) {
      Integer known = index.get(sectors.get(i));
      sector[i] = known == null ? index.size() : known;
      index.put(sectors.get(i), sector[i]);
    }
    double[][] out = new double[signals.length][dates.size()];
    for (int t = 0; t < dates.size(); t++) {
      double[] sums = new double[index.size()];
      int[] counts = new int[index.size()];
      for (int i = 0; i < signals.length; i++) {
        if (!Double.isNaN(signals[i][t])) {
          sums[sector[i]] += signals[i][t];
          counts[sector[i]]++;
        }
      }
      for (int i = 0; i < signals.length; i++) {
        out[i][t] = signals[i][t] - sums[sector[i]] / counts[sector[i]];
      }
    }
    return new SignalStudy(assets, dates, out, prices, minAssets);
  }

  /** Signals and forward returns of one date, without the assets that lack one. */
  private int gather(int t, int horizon, double[] signal, double[] forward, int[] who) {
    int n = 0;
    for (int i = 0; i < signals.length; i++) {
      double s = signals[i][t];
      double r = prices[i][t + horizon] / prices[i][t] - 1;
      if (!Double.isNaN(s) && !Double.isNaN(r)) {
        signal[n] = s;
        forward[n] = r;
        who[n++] = i;
      }
    }
    return n;
  }

  /** The correlation of ranks with the returns after them, tested with a lag of horizon − 1. */
  public InformationCoefficient rankIc(int horizon) {
    return ic(horizon, true);
  }

  /** The correlation of values with the returns after them, tested with a lag of horizon − 1. */
  public InformationCoefficient ic(int horizon) {
    return ic(horizon, false);
  }

  private InformationCoefficient ic(int horizon, boolean ranked) {
    requireHorizon(horizon);
    double[] signal = new double[signals.length];
    double[] forward = new double[signals.length];
    int[] who = new int[signals.length];
    List<LocalDate> used = new ArrayList<>();
    double[] values = new double[dates.size()];
    for (int t = 0; t + horizon < dates.size(); t++) {
      int n = gather(t, horizon, signal, forward, who);
      if (n < minAssets) {
        continue;
      }
      double[] s = Arrays.copyOf(signal, n);
      double[] r = Arrays.copyOf(forward, n);
      double c =
          ranked ? correlation(Ranks.averageRanks(s), Ranks.averageRanks(r)) : correlation(s, r);
      if (!Double.isNaN(c)) {
        values[used.size()] = c;
        used.add(dates.get(t));
      }
    }
    requireDates(used.size(), horizon);
    double[] found = Arrays.copyOf(values, used.size());
    return new InformationCoefficient(
        horizon, ranked, used, found, MeanTest.of(found, horizon - 1));
  }

  private void requireHorizon(int horizon) {
    if (horizon < 1 || horizon >= dates.size()) {
      throw new IllegalArgumentException(
          "horizon: must be in [1, dates = " + dates.size() + "), got " + horizon);
    }
  }

  private void requireDates(int found, int horizon) {
    if (found < horizon + 1) {
      throw new InsufficientDataException(
          "signal study: dates with " + minAssets + " assets that have signal and return",
          horizon + 1L,
          found);
    }
  }

  /** NaN where one side does not vary. */
  private static double correlation(double[] x, double[] y) {
    double mx = Sums.mean(x);
    double my = Sums.mean(y);
    double xx = 0;
    double yy = 0;
    double xy = 0;
    for (int i = 0; i < x.length; i++) {
      double dx = x[i] - mx;
      double dy = y[i] - my;
      xx += dx * dx;
      yy += dy * dy;
      xy += dx * dy;
    }
    return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : Double.NaN;
  }

  /** The rank coefficient at several horizons: how fast the signal fades. */
  public List<InformationCoefficient> decay(int... horizons) {
    return Arrays.stream(horizons).mapToObj(this::rankIc).toList();
  }

  /**
   * Returns by bucket of the signal; the bucket of the asset with the r-th lowest of n signals is
   * ⌊r·buckets/n⌋, equal signals in the order of the assets.
   */
  public QuantileReturns quantiles(int buckets, int horizon) {
    requireHorizon(horizon);
    if (buckets < 2 || buckets > minAssets) {
      throw new IllegalArgumentException(
          "buckets: must be in [2, minAssets = " + minAssets + "], got " + buckets);
    }
    double[] signal = new double[signals.length];
    double[] forward = new double[signals.length];
    int[] who = new int[signals.length];
    List<LocalDate> used = new ArrayList<>();
    double[][] series = new double[buckets][dates.size()];
    boolean[] before = new boolean[signals.length];
    double changed = 0;
    for (int t = 0; t + horizon < dates.size(); t++) {
      int n = gather(t, horizon, signal, forward, who);
      if (n < minAssets) {
        continue;
      }
      int[] order = Ranks.order(Arrays.copyOf(signal, n));
      int[] counts = new int[buckets];
      boolean[] top = new boolean[signals.length];
      int kept = 0;
      for (int r = 0; r < n; r++) {
        int bucket = (int) ((long) r * buckets / n);
        series[bucket][used.size()] += forward[order[r]];
        counts[bucket]++;
        if (bucket == buckets - 1) {
          top[who[order[r]]] = true;
          kept += before[who[order[r]]] ? 1 : 0;
        }
      }
      for (int b = 0; b < buckets; b++) {
        series[b][used.size()] /= counts[b];
      }
      changed += used.isEmpty() ? 0 : 1 - kept / (double) counts[buckets - 1];
      before = top;
      used.add(dates.get(t));
    }
    requireDates(used.size(), horizon);
    return report(horizon, used, series, changed / (used.size() - 1));
  }

  private static QuantileReturns report(
      int horizon, List<LocalDate> used, double[][] series, double turnover) {
    int n = used.size();
    double[] means = new double[series.length];
    for (int b = 0; b < series.length; b++) {
      series[b] = Arrays.copyOf(series[b], n);
      means[b] = Sums.mean(series[b]);
    }
    double[] spread = series[series.length - 1].clone();
    for (int t = 0; t < n; t++) {
      spread[t] -= series[0][t];
    }
    return new QuantileReturns(
        horizon, used, series, means, MeanTest.of(spread, horizon - 1), turnover);
  }

  /** The mean correlation of the ranks of a date with those {@code lag} dates before. */
  public double rankAutocorrelation(int lag) {
    if (lag < 1) {
      throw new IllegalArgumentException("lag: must be at least 1, got " + lag);
    }
    double sum = 0;
    int count = 0;
    for (int t = lag; t < dates.size(); t++) {
      double[] now = new double[signals.length];
      double[] then = new double[signals.length];
      int n = 0;
      for (double[] s : signals) {
        if (!Double.isNaN(s[t]) && !Double.isNaN(s[t - lag])) {
          now[n] = s[t];
          then[n++] = s[t - lag];
        }
      }
      if (n >= minAssets) {
        double c =
            correlation(
                Ranks.averageRanks(Arrays.copyOf(now, n)),
                Ranks.averageRanks(Arrays.copyOf(then, n)));
        if (!Double.isNaN(c)) {
          sum += c;
          count++;
        }
      }
    }
    requireDates(count, 1);
    return sum / count;
  }
}
