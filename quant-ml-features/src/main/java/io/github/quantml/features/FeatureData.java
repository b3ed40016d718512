// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features;

import io.github.quantml.api.BarColumn;
import io.github.quantml.api.BarSeries;
import io.github.quantml.api.BarSeriesBuilder;
import io.github.quantml.api.contract.Future;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * What features of one instrument are computed from: bars, and further columns aligned with them
 * (sums over trades, disclosures known by the bar's close, a benchmark, a vwap).
 *
 * <p>A value of a further column at bar t must have been known at the close of bar t; NaN means
 * that there is none. Immutable and thread-safe.
 */
public final class FeatureData {
  private final BarSeries bars;
  private final Map<String, double[]> columns;

  private FeatureData(BarSeries bars, Map<String, double[]> columns) {
    this.bars = bars;
    this.columns = columns;
  }

  public static FeatureData of(BarSeries bars) {
    return new FeatureData(bars, Map.of());
  }

  /**
   * With a further column.
   *
   * @param name not one of the bars' own columns
   * @param values one for each bar, copied
   */
  public FeatureData with(String name, double[] values) {
    if (name.isBlank() || BarInputs.isKnown(name)) {
      throw new IllegalArgumentException(
          "column '" + name + "': must not be blank nor a column of the bars");
    }
    if (values.length != bars.size()) {
      throw new IllegalArgumentException(
          "column "
              + name
              + " of "
              + bars.symbol()
              + ": must have one value for each of the "
              + bars.size()
              + " bars, got "
              + values.length);
    }
    Map<String, double[]> more = new LinkedHashMap<>(columns);
    if (more.put(name, values.clone()) != null) {
      throw new IllegalArgumentException("column '" + name + "': is given twice");
    }
    return new FeatureData(bars, more);
  }

  public BarSeries bars() {
    return bars;
  }

  public int size() {
    return bars.size();
  }

  /** Names of the further columns. */
  public Set<String> columnNames() {
    return Set.copyOf(columns.keySet());
  }

  /** View of the bars {@code from} (inclusive) to {@code to} (exclusive) and their columns. */
  public FeatureData window(int from, int to) {
    Map<String, double[]> cut = new LinkedHashMap<>();
    columns.forEach((name, values) -> cut.put(name, Arrays.copyOfRange(values, from, to)));
    return new FeatureData(bars.window(from, to), cut);
  }

  /** Names of all input columns: those of the bars and the further ones. */
  public Set<String> inputNames() {
    Set<String> names = new LinkedHashSet<>(BarInputs.NAMES);
    names.addAll(columns.keySet());
    return names;
  }

  /**
   * The first {@code known} bars as they are, and another future in place of the rest, also of the
   * further columns.
   */
  public FeatureData withFuture(Future future, int known, long seed) {
    BarSeries changed = future.after(bars, known, seed);
    SplittableRandom random = new SplittableRandom(seed);
    Map<String, double[]> others = new LinkedHashMap<>();
    columns.forEach(
        (name, values) -> {
          double[] other = Arrays.copyOf(values, changed.size());
          for (int t = known; t < other.length; t++) {
            other[t] = poison(future, random);
          }
          others.put(name, other);
        });
    return new FeatureData(changed, others);
  }

  private static double poison(Future future, SplittableRandom random) {
    if (future == Future.NOISE) {
      return random.nextDouble() * 1e3;
    }
    return random.nextBoolean() ? Double.NaN : 1e300;
  }

  /** The same market in other units: all prices and all volumes times a constant. */
  public FeatureData scaled(double prices, double volumes) {
    BarSeriesBuilder out = BarSeries.builder(bars.symbol(), bars.interval());
    for (int t = 0; t < bars.size(); t++) {
      out.add(
          bars.time(t),
          bars.open(t) * prices,
          bars.high(t) * prices,
          bars.low(t) * prices,
          bars.close(t) * prices,
          bars.volume(t) * volumes);
    }
    return new FeatureData(out.build(), columns);
  }

  /** Copies an input column, oldest first. */
  void copy(String input, double[] out) {
    switch (input) {
      case "open" -> bars.copy(BarColumn.OPEN, out, 0);
      case "high" -> bars.copy(BarColumn.HIGH, out, 0);
      case "low" -> bars.copy(BarColumn.LOW, out, 0);
      case "close" -> bars.copy(BarColumn.CLOSE, out, 0);
      case "volume" -> bars.copy(BarColumn.VOLUME, out, 0);
      case "time" -> {
        for (int t = 0; t < out.length; t++) {
          out[t] = BarInputs.seconds(bars.timeNanos(t));
        }
      }
      default -> {
        double[] values = column(input);
        System.arraycopy(values, 0, out, 0, values.length);
      }
    }
  }

  /** One value of an input column. */
  double value(String input, int t) {
    return switch (input) {
      case "open" -> bars.open(t);
      case "high" -> bars.high(t);
      case "low" -> bars.low(t);
      case "close" -> bars.close(t);
      case "volume" -> bars.volume(t);
      case "time" -> BarInputs.seconds(bars.timeNanos(t));
      default -> column(input)[t];
    };
  }

  /** The values of a further column: the array itself, not to be changed. */
  public double[] column(String name) {
    double[] values = columns.get(name);
    if (values == null) {
      throw new IllegalArgumentException(
          "input column '"
              + name
              + "': "
              + bars.symbol()
              + " has only the bars and "
              + columns.keySet());
    }
    return values;
  }

  /** 64-bit hash of the bars and all columns. */
  public long fingerprint() {
    long hash = bars.fingerprint();
    for (Map.Entry<String, double[]> entry : columns.entrySet()) {
      hash = hash * 31 + entry.getKey().hashCode();
      for (double value : entry.getValue()) {
        hash = Long.rotateLeft((hash ^ Double.doubleToLongBits(value)) * 0x9E3779B97F4A7C15L, 29);
      }
    }
    return hash;
  }

  @Override
  public String toString() {
    return bars + (columns.isEmpty() ? "" : " with " + columns.keySet());
  }
}
