// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.monitor;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.math.Quantiles;
import io.github.quantml.math.Ranks;
import io.github.quantml.math.Sums;
import io.github.quantml.math.random.CounterRandom;
import io.github.quantml.math.stats.DistributionDistance;
import io.github.quantml.math.stats.MultipleTesting;
import io.github.quantml.math.stats.StationaryBootstrap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Compares recent data with data of reference, column by column, and controls the false findings
 * among all columns.
 *
 * <p>Market data are dependent in time, and the Kolmogorov-Smirnov p-value of independent values
 * then cries wolf. By default the p-value is that of a permutation test: reference and recent
 * values are laid end to end, cut into blocks at a random start, the blocks are shuffled, and D is
 * compared with the D of the same split; p = (1 + number at least as large)/(1 + draws). This
 * assumes that without drift the series is stationary and that its memory is short beside a block.
 * With {@link DriftConfig#assumingIndependence} the p-value is the exact or limiting one.
 *
 * <p>Benjamini-Hochberg holds for independent or positively dependent columns. Same seed, same
 * answer. Thread-safe.
 */
public final class DataDrift {
  private static final int LEAST = 10;

  private final DriftConfig config;

  private DataDrift(DriftConfig config) {
    this.config = config;
  }

  public static DataDrift of(DriftConfig config) {
    return new DataDrift(config);
  }

  public static DataDrift withDefaults() {
    return of(DriftConfig.defaults());
  }

  /** Compares the columns of {@link DriftColumns#of(BarSeries)}; the recent bars are the later. */
  public DriftReport compare(BarSeries reference, BarSeries recent) {
    return compare(DriftColumns.of(reference), DriftColumns.of(recent));
  }

  /**
   * Compares columns of the same names in the same order, each with at least 10 values of reference
   * and 2 recent ones.
   *
   * @throws IllegalArgumentException when so few permutations could find nothing among so many
   *     columns
   */
  public DriftReport compare(DriftColumns reference, DriftColumns recent) {
    List<String> names = reference.names();
    int m = names.size();
    if (!names.equals(recent.names()) || m == 0) {
      throw new IllegalArgumentException(
          "columns: must be the same and at least one, got " + names + " and " + recent.names());
    }
    if (config.draws() > 0 && config.draws() + 1 < m / config.falseDiscovery()) {
      throw new IllegalArgumentException(
          "draws: must be at least "
              + (int) Math.ceil(m / config.falseDiscovery() - 1)
              + " to find drift in one of "
              + m
              + " columns, got "
              + config.draws());
    }
    double[] p = new double[m];
    double[] d = new double[m];
    int[] blocks = new int[m];
    for (int c = 0; c < m; c++) {
      double[] before = reference.columns()[c];
      double[] now = recent.columns()[c];
      require(names.get(c), "reference", LEAST, before.length);
      require(names.get(c), "recent", 2, now.length);
      blocks[c] = config.draws() == 0 ? 1 : block(before, now.length);
      DistributionDistance.KolmogorovSmirnov test =
          DistributionDistance.kolmogorovSmirnov(before, now);
      d[c] = test.statistic();
      p[c] =
          config.draws() == 0
              ? test.pValue()
              : permuted(before, now, blocks[c], CounterRandom.of(config.seed()).split(c));
    }
    double[] adjusted = MultipleTesting.benjaminiHochberg(p);
    List<DriftReport.ColumnDrift> columns = new ArrayList<>();
    for (int c = 0; c < m; c++) {
      double[] before = reference.columns()[c];
      double[] now = recent.columns()[c];
      columns.add(
          new DriftReport.ColumnDrift(
              names.get(c),
              stability(before, now, config.bins()),
              d[c],
              p[c],
              adjusted[c],
              scaledDistance(before, now),
              blocks[c],
              adjusted[c] <= config.falseDiscovery()));
    }
    return new DriftReport(columns, config.falseDiscovery(), config.draws() == 0);
  }

  private static void require(String column, String part, int needed, int got) {
    if (got < needed) {
      throw new InsufficientDataException(
          "column " + column + ": " + part + " values", needed, got);
    }
  }

  private int block(double[] reference, int recent) {
    boolean varies = reference.length >= 20 && Sums.squaredDeviations(reference) > 0;
    int wanted =
        config.block() > 0
            ? config.block()
            : varies ? (int) Math.ceil(StationaryBootstrap.optimalLength(reference)) : 1;
    // At least two blocks of recent values, or a shuffle could not part them.
    return Math.max(1, Math.min(wanted, recent / 2));
  }

  /** Share of shuffles with at least the same gap. */
  private double permuted(double[] before, double[] now, int block, CounterRandom random) {
    int n = before.length + now.length;
    double[] all = Arrays.copyOf(before, n);
    System.arraycopy(now, 0, all, before.length, now.length);
    int[] order = Ranks.order(all);
    boolean[] recent = new boolean[n];
    Arrays.fill(recent, before.length, n, true);
    long observed = gap(all, order, recent, before.length, now.length);
    int count = (n + block - 1) / block;
    int atLeast = 0;
    for (int draw = 0; draw < config.draws(); draw++) {
      CounterRandom own = random.split(draw);
      int start = own.nextInt(n);
      int[] blocks = own.permutation(count);
      int position = 0;
      for (int b : blocks) {
        int length = Math.min(block, n - b * block);
        for (int i = 0; i < length; i++) {
          recent[(start + b * block + i) % n] = position >= before.length;
          position++;
        }
      }
      atLeast += gap(all, order, recent, before.length, now.length) >= observed ? 1 : 0;
    }
    return (1.0 + atLeast) / (1.0 + config.draws());
  }

  /** The Kolmogorov-Smirnov D times both sample sizes, which is a whole number. */
  private static long gap(double[] all, int[] order, boolean[] recent, int before, int now) {
    long difference = 0;
    long largest = 0;
    for (int k = 0; k < order.length; k++) {
      difference += recent[order[k]] ? -before : now;
      if (k + 1 == order.length || all[order[k]] != all[order[k + 1]]) {
        largest = Math.max(largest, Math.abs(difference));
      }
    }
    return largest;
  }

  /** Stability index in classes of equal frequency of the reference, half a value in empty ones. */
  private static double stability(double[] before, double[] now, int bins) {
    double[] probabilities = new double[bins - 1];
    for (int b = 1; b < bins; b++) {
      probabilities[b - 1] = (double) b / bins;
    }
    double[] edges = Arrays.stream(Quantiles.quantiles(before, probabilities)).distinct().toArray();
    return DistributionDistance.populationStability(shares(before, edges), shares(now, edges));
  }

  private static double[] shares(double[] x, double[] edges) {
    double[] counts = new double[edges.length + 1];
    for (double v : x) {
      int at = Arrays.binarySearch(edges, v);
      counts[at >= 0 ? at : -at - 1]++;
    }
    double total = 0;
    for (int i = 0; i < counts.length; i++) {
      counts[i] = Math.max(0.5, counts[i]);
      total += counts[i];
    }
    for (int i = 0; i < counts.length; i++) {
      counts[i] /= total;
    }
    return counts;
  }

  private static double scaledDistance(double[] before, double[] now) {
    double distance = DistributionDistance.wasserstein(before, now);
    double deviation = Math.sqrt(Sums.variance(before, 1));
    return distance == 0 ? 0 : distance / deviation;
  }
}
