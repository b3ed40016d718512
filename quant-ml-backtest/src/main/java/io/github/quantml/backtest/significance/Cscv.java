// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.significance;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.InvalidDataException;
import io.github.quantml.api.Progress;
import io.github.quantml.api.spi.TaskRunner;
import io.github.quantml.math.Sums;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.util.FastMath;
import org.jspecify.annotations.Nullable;

/**
 * The probability of backtest overfitting by combinatorially symmetric cross-validation.
 *
 * <p>The returns of N strategies over T periods are cut into S blocks of time (as equal as T
 * allows). Each choice of S/2 blocks is once the past: the strategy that was best there is ranked
 * among all in the other blocks. With rank r (1 the worst) and ω = r/(N + 1), the combination is
 * overfit when ln(ω/(1 − ω)) ≤ 0. Equal performances share the lowest rank among them.
 *
 * <p>The same bits at any number of threads. The Sharpe ratio costs O(T·N + C(S, S/2)·S·N), another
 * statistic O(C(S, S/2)·T·N). Immutable, thread-safe.
 *
 * <p>Source: Bailey, Borwein, López de Prado, Zhu (2017), The probability of backtest overfitting,
 * Journal of Computational Finance 20.
 */
public final class Cscv {
  private static final int MOST_BLOCKS = 22;
  private static final int CHUNK = 512;

  private final int blocks;
  private final int threads;
  private final @Nullable ToDoubleFunction<double[]> statistic;

  private Cscv(int blocks, int threads, @Nullable ToDoubleFunction<double[]> statistic) {
    this.blocks = blocks;
    this.threads = threads;
    this.statistic = statistic;
  }

  /**
   * With the Sharpe ratio per period as performance, on one thread.
   *
   * @param blocks S, even, 2 to 22; 16 gives 12,870 combinations
   */
  public static Cscv of(int blocks) {
    if (blocks < 2 || blocks > MOST_BLOCKS || blocks % 2 != 0) {
      throw new IllegalArgumentException(
          "blocks: must be even and lie in [2, " + MOST_BLOCKS + "], got " + blocks);
    }
    return new Cscv(blocks, 1, null);
  }

  /** On so many threads. */
  public Cscv withThreads(int value) {
    if (value < 1) {
      throw new IllegalArgumentException("threads: must be at least 1, got " + value);
    }
    return new Cscv(blocks, value, statistic);
  }

  /**
   * With another performance, the larger the better.
   *
   * @param value a pure, thread-safe function of a strategy's returns, finite
   */
  public Cscv withStatistic(ToDoubleFunction<double[]> value) {
    return new Cscv(blocks, threads, value);
  }

  /**
   * Estimates.
   *
   * @param returns one row per strategy, each with T finite returns of the same periods
   */
  public Overfitting estimate(double[][] returns) {
    requireReturns(returns);
    int[] masks = masks();
    int n = masks.length;
    Performances performances =
        statistic == null
            ? new SharpeByBlocks(returns, blocks)
            : new ByFunction(returns, blocks, statistic);
    int[] best = new int[n];
    int[] rank = new int[n];
    double[] inside = new double[n];
    double[] outside = new double[n];
    List<Integer> chunks = new ArrayList<>();
    for (int from = 0; from < n; from += CHUNK) {
      chunks.add(from);
    }
    // Each chunk writes entries of its own; joining the runner publishes them.
    TaskRunner.local(threads)
        .map(
            chunks,
            from -> {
              double[] in = new double[returns.length];
              double[] out = new double[returns.length];
              for (int c = from; c < Math.min(from + CHUNK, n); c++) {
                performances.compute(masks[c], in, out);
                int chosen = argMax(in);
                best[c] = chosen;
                rank[c] = 1 + countBelow(out, out[chosen]);
                inside[c] = in[chosen];
                outside[c] = out[chosen];
              }
              return from;
            },
            Progress.NONE)
        .forEach(outcome -> outcome.orThrow());
    return summary(returns.length, best, rank, inside, outside);
  }

  private static Overfitting summary(
      int strategies, int[] best, int[] rank, double[] inside, double[] outside) {
    int n = rank.length;
    double[] logits = new double[n];
    int overfit = 0;
    int losses = 0;
    for (int c = 0; c < n; c++) {
      // ω/(1 − ω) = r/(N + 1 − r), so the sign is decided by whole numbers.
      logits[c] = FastMath.log((double) rank[c] / (strategies + 1 - rank[c]));
      overfit += 2 * rank[c] <= strategies + 1 ? 1 : 0;
      losses += outside[c] < 0 ? 1 : 0;
    }
    return new Overfitting(
        (double) overfit / n,
        logits,
        best,
        inside,
        outside,
        (double) losses / n,
        Degradation.of(inside, outside));
  }

  private void requireReturns(double[][] returns) {
    if (returns.length < 2) {
      throw new InsufficientDataException("strategies to compare", 2, returns.length);
    }
    int periods = returns[0].length;
    if (periods < 2 * blocks) {
      throw new InsufficientDataException(
          "returns for " + blocks + " blocks", 2L * blocks, periods);
    }
    for (int j = 0; j < returns.length; j++) {
      if (returns[j].length != periods) {
        throw new IllegalArgumentException(
            "returns: every strategy must have "
                + periods
                + " periods, strategy "
                + j
                + " has "
                + returns[j].length);
      }
      for (int t = 0; t < periods; t++) {
        if (!(Math.abs(returns[j][t]) < Double.POSITIVE_INFINITY)) {
          throw new InvalidDataException(
              "returns of strategy "
                  + j
                  + ", row "
                  + t
                  + ": value "
                  + returns[j][t]
                  + ": must be finite");
        }
      }
    }
  }

  /** Every choice of S/2 of S blocks as a bit mask, ascending. */
  private int[] masks() {
    List<Integer> found = new ArrayList<>();
    for (int mask = 0; mask < 1 << blocks; mask++) {
      if (Integer.bitCount(mask) == blocks / 2) {
        found.add(mask);
      }
    }
    return found.stream().mapToInt(Integer::intValue).toArray();
  }

  private static int argMax(double[] x) {
    int best = 0;
    for (int j = 1; j < x.length; j++) {
      best = x[j] > x[best] ? j : best;
    }
    return best;
  }

  private static int countBelow(double[] x, double value) {
    int count = 0;
    for (double v : x) {
      count += v < value ? 1 : 0;
    }
    return count;
  }

  private static int start(int block, int blocks, int periods) {
    return (int) ((long) block * periods / blocks);
  }

  /** Performance of every strategy inside and outside of the chosen blocks. */
  private interface Performances {
    void compute(int mask, double[] inside, double[] outside);
  }

  /** Sharpe ratios from sums per block of the returns less the strategy's overall mean. */
  private static final class SharpeByBlocks implements Performances {
    private final int blocks;
    private final int strategies;
    private final int[] counts;
    private final double[] means;
    private final double[][] sums;
    private final double[][] squares;

    SharpeByBlocks(double[][] returns, int blocks) {
      this.blocks = blocks;
      strategies = returns.length;
      int periods = returns[0].length;
      counts = new int[blocks];
      means = new double[strategies];
      sums = new double[blocks][strategies];
      squares = new double[blocks][strategies];
      for (int j = 0; j < strategies; j++) {
        means[j] = Sums.mean(returns[j]);
        for (int b = 0; b < blocks; b++) {
          int to = start(b + 1, blocks, periods);
          counts[b] = to - start(b, blocks, periods);
          for (int t = start(b, blocks, periods); t < to; t++) {
            double d = returns[j][t] - means[j];
            sums[b][j] += d;
            squares[b][j] += d * d;
          }
        }
      }
    }

    @Override
    public void compute(int mask, double[] inside, double[] outside) {
      sharpe(mask, inside);
      sharpe(~mask & (1 << blocks) - 1, outside);
    }

    private void sharpe(int mask, double[] out) {
      double[] square = new double[strategies];
      Arrays.fill(out, 0);
      int n = 0;
      for (int b = 0; b < blocks; b++) {
        if ((mask >> b & 1) == 0) {
          continue;
        }
        n += counts[b];
        double[] s = sums[b];
        double[] q = squares[b];
        for (int j = 0; j < strategies; j++) {
          out[j] += s[j];
          square[j] += q[j];
        }
      }
      for (int j = 0; j < strategies; j++) {
        double shift = out[j] / n;
        double variance = (square[j] - out[j] * shift) / (n - 1);
        double mean = means[j] + shift;
        // A strategy that never traded has neither return nor risk: it earns 0.
        out[j] = variance > 0 ? mean / Math.sqrt(variance) : 0;
      }
    }
  }

  /** A caller's statistic of the returns put together. */
  private static final class ByFunction implements Performances {
    private final double[][] returns;
    private final int blocks;
    private final ToDoubleFunction<double[]> statistic;

    ByFunction(double[][] returns, int blocks, ToDoubleFunction<double[]> statistic) {
      this.returns = returns;
      this.blocks = blocks;
      this.statistic = statistic;
    }

    @Override
    public void compute(int mask, double[] inside, double[] outside) {
      int periods = returns[0].length;
      int count = 0;
      for (int b = 0; b < blocks; b++) {
        boolean in = (mask >> b & 1) == 1;
        count += in ? start(b + 1, blocks, periods) - start(b, blocks, periods) : 0;
      }
      for (int j = 0; j < returns.length; j++) {
        double[] in = new double[count];
        double[] out = new double[periods - count];
        int i = 0;
        int o = 0;
        for (int b = 0; b < blocks; b++) {
          int from = start(b, blocks, periods);
          int length = start(b + 1, blocks, periods) - from;
          if ((mask >> b & 1) == 1) {
            System.arraycopy(returns[j], from, in, i, length);
            i += length;
          } else {
            System.arraycopy(returns[j], from, out, o, length);
            o += length;
          }
        }
        inside[j] = finite(statistic.applyAsDouble(in), j);
        outside[j] = finite(statistic.applyAsDouble(out), j);
      }
    }

    private static double finite(double value, int strategy) {
      if (Double.isNaN(value)) {
        throw new InvalidDataException(
            "the statistic of strategy " + strategy + ": value NaN: must be a number");
      }
      return value;
    }
  }
}
