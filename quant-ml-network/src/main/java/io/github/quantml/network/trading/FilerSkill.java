// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.network.trading;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.Disclosure;
import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.InvalidDataException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What following a filer would have earned, shrunk to what all filers earn.
 *
 * <p>A follower buys or sells at the open of the first bar after the day of the filing and leaves
 * at a close some bars later; the return is signed by the side and taken over that of the benchmark
 * over the same bars. The mean of a filer has error s/√n, and the posterior under means normal
 * about the common one with variance τ² is w·mean + (1 − w)·common, w = τ²/(τ² + s²/n) (Efron and
 * Morris 1975), τ² by the moments of DerSimonian and Laird (1986). Trades of one filer and one
 * filing day count as one observation, their mean, for they share the market's moves.
 *
 * @param filer who
 * @param observations filing days with a return
 * @param mean excess return per holding period
 * @param standardError of the mean
 * @param posterior shrunk mean
 * @param posteriorError its standard deviation
 */
public record FilerSkill(
    String filer,
    int observations,
    double mean,
    double standardError,
    double posterior,
    double posteriorError) {

  /**
   * The skill of every filer with at least two observations, best posterior first.
   *
   * @param filings trades; exchanges are left out, and symbols without bars
   * @param bars daily bars by symbol
   * @param benchmark bars of the market, or null for none
   * @param holding bars from entry to exit, at least 1
   * @param asOf only exits until then count
   * @throws InsufficientDataException if fewer than two filers have two observations
   */
  public static List<FilerSkill> of(
      TradeFilings filings,
      Map<String, BarSeries> bars,
      @Nullable BarSeries benchmark,
      int holding,
      Instant asOf) {
    if (holding < 1) {
      throw new IllegalArgumentException("holding: must be at least 1, got " + holding);
    }
    Map<String, Map<Instant, List<Double>>> returns = new TreeMap<>();
    for (FiledTrade trade : filings.trades()) {
      BarSeries series = bars.get(trade.symbol());
      if (series == null || trade.side() == Disclosure.Side.EXCHANGE) {
        continue;
      }
      Instant known = trade.filed().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
      excess(series, benchmark, known, holding, asOf)
          .ifPresent(
              r ->
                  returns
                      .computeIfAbsent(trade.filer(), f -> new TreeMap<>())
                      .computeIfAbsent(known, k -> new ArrayList<>())
                      .add(trade.side() == Disclosure.Side.BUY ? r : -r));
    }
    return shrunk(returns);
  }

  private static Optional<Double> excess(
      BarSeries series, @Nullable BarSeries benchmark, Instant known, int holding, Instant asOf) {
    // Bars carry their close: the first bar after the ones known by then has its open later.
    int entry = series.countUntil(known);
    int exit = entry + holding - 1;
    if (entry == 0 || exit >= series.size() || series.time(exit).isAfter(asOf)) {
      return Optional.empty();
    }
    double own = series.close(exit) / series.open(entry) - 1;
    if (benchmark == null) {
      return Optional.of(own);
    }
    int from = benchmark.countUntil(known);
    int to = benchmark.countUntil(series.time(exit)) - 1;
    if (from == 0 || to < from) {
      return Optional.empty();
    }
    return Optional.of(own - (benchmark.close(to) / benchmark.open(from) - 1));
  }

  private static List<FilerSkill> shrunk(Map<String, Map<Instant, List<Double>>> returns) {
    List<String> names = new ArrayList<>();
    List<double[]> estimates = new ArrayList<>();
    double within = 0;
    double degrees = 0;
    for (Map.Entry<String, Map<Instant, List<Double>>> filer : returns.entrySet()) {
      double[] days =
          filer.getValue().values().stream()
              .mapToDouble(l -> l.stream().mapToDouble(r -> r).average().orElse(0))
              .toArray();
      if (days.length < 2) {
        continue;
      }
      double mean = Arrays.stream(days).average().orElse(0);
      double squares = Arrays.stream(days).map(r -> (r - mean) * (r - mean)).sum();
      within += squares;
      degrees += days.length - 1;
      names.add(filer.getKey());
      estimates.add(new double[] {days.length, mean});
    }
    if (names.size() < 2) {
      throw new InsufficientDataException(
          "filer skill: filers with two filing days and prices after them", 2, names.size());
    }
    // One variance for all: that of two returns alone would be a coin toss.
    double variance = within / degrees;
    if (!(variance > 0)) {
      throw new InvalidDataException("filer skill: the returns after the filings never differ");
    }
    return ranked(names, estimates, variance);
  }

  private static List<FilerSkill> ranked(
      List<String> names, List<double[]> estimates, double variance) {
    double w = 0;
    double ww = 0;
    double wm = 0;
    for (double[] e : estimates) {
      double weight = e[0] / variance;
      w += weight;
      ww += weight * weight;
      wm += weight * e[1];
    }
    double q = 0;
    for (double[] e : estimates) {
      double d = e[1] - wm / w;
      q += e[0] / variance * d * d;
    }
    double tau2 = Math.max(0, (q - (names.size() - 1)) / (w - ww / w));
    double common = 0;
    double sum = 0;
    for (double[] e : estimates) {
      double weight = 1 / (tau2 + variance / e[0]);
      common += weight * e[1];
      sum += weight;
    }
    common /= sum;
    List<FilerSkill> out = new ArrayList<>();
    for (int f = 0; f < names.size(); f++) {
      double error = variance / estimates.get(f)[0];
      double trust = tau2 / (tau2 + error);
      out.add(
          new FilerSkill(
              names.get(f),
              (int) estimates.get(f)[0],
              estimates.get(f)[1],
              Math.sqrt(error),
              trust * estimates.get(f)[1] + (1 - trust) * common,
              Math.sqrt(trust * error + (1 - trust) * (1 - trust) / sum)));
    }
    out.sort(
        Comparator.comparingDouble(FilerSkill::posterior)
            .reversed()
            .thenComparing(FilerSkill::filer));
    return List.copyOf(out);
  }
}
