// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.network.trading;

import io.github.quantml.math.random.CounterRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * All assignments of items to traders that keep every degree, each as likely as any other: the
 * fixed degree sequence model, drawn by trades of items between two traders (Strona et al. 2014,
 * curveball; Godard and Neal 2022, fastball).
 *
 * <p>Draws come from eight chains, each begun at the data and run for ten trades per trader before
 * its first draw and two between draws. The p-value of a pair is (1 + draws that share at least as
 * much)/(1 + draws), so it is never below 1/(1 + draws), which {@link PairTests#backbone} checks
 * against the number of pairs. The result depends on the data, the draws and the seed only.
 *
 * @param draws at least 100
 * @param seed root of the trades
 * @param executor of the chains; the result is the same for any
 */
public record FixedDegree(int draws, long seed, Executor executor) implements NullModel {
  private static final int CHAINS = 8;
  private static final int BURN_IN = 10;
  private static final int BETWEEN = 2;

  public FixedDegree {
    if (draws < 100) {
      throw new IllegalArgumentException("draws: must be at least 100, got " + draws);
    }
  }

  /** On the calling thread, seed 42. */
  public static FixedDegree of(int draws) {
    return new FixedDegree(draws, 42, Runnable::run);
  }

  @Override
  public PairTests test(Incidence incidence) {
    int n = incidence.traders().size();
    int pairs = n * (n - 1) / 2;
    CounterRandom root = CounterRandom.of(seed);
    List<CompletableFuture<Chain>> running = new ArrayList<>();
    for (int c = 0; c < CHAINS; c++) {
      int from = (int) ((long) draws * c / CHAINS);
      int to = (int) ((long) draws * (c + 1) / CHAINS);
      CounterRandom random = root.split(c);
      running.add(
          CompletableFuture.supplyAsync(
              () -> new Chain(incidence, random).run(to - from), executor));
    }
    double[] expected = new double[pairs];
    double[] pValues = new double[pairs];
    for (CompletableFuture<Chain> chain : running) {
      Chain done = chain.join();
      for (int p = 0; p < pairs; p++) {
        expected[p] += done.sums[p] / (double) draws;
        pValues[p] += done.reached[p];
      }
    }
    for (int p = 0; p < pairs; p++) {
      pValues[p] = (1 + pValues[p]) / (1.0 + draws);
    }
    return PairTests.of("fixed degree null", incidence, expected, pValues, 1 / (1.0 + draws));
  }

  /** A matrix that walks, its rows as lists and as bits. */
  private static final class Chain {
    private final int[][] rows;
    private final long[][] bits;
    private final int words;
    private final int[] observed;
    private final int[] mark;
    private final int[] pool;
    private final CounterRandom random;
    private int stamp;

    /** By pair: total shared, and draws that shared at least the observed. */
    final long[] sums;

    final int[] reached;

    Chain(Incidence incidence, CounterRandom random) {
      int n = incidence.traders().size();
      this.random = random;
      this.rows = new int[n][];
      this.words = (incidence.items().size() + 63) / 64;
      this.bits = new long[n][words];
      for (int i = 0; i < n; i++) {
        rows[i] = incidence.row(i);
        for (int item : rows[i]) {
          bits[i][item >> 6] |= 1L << item;
        }
      }
      this.mark = new int[incidence.items().size()];
      this.pool = new int[2 * incidence.items().size()];
      int pairs = n * (n - 1) / 2;
      this.sums = new long[pairs];
      this.reached = new int[pairs];
      this.observed = new int[pairs];
      int at = 0;
      for (int i = 0; i < n; i++) {
        for (int j = i + 1; j < n; j++) {
          observed[at++] = incidence.shared(i, j);
        }
      }
    }

    Chain run(int count) {
      int n = rows.length;
      if (n < 2) {
        return this;
      }
      trades(BURN_IN * n);
      for (int draw = 0; draw < count; draw++) {
        trades(BETWEEN * n);
        int at = 0;
        for (int i = 0; i < n; i++) {
          long[] a = bits[i];
          for (int j = i + 1; j < n; j++) {
            long[] b = bits[j];
            int shared = 0;
            for (int w = 0; w < words; w++) {
              shared += Long.bitCount(a[w] & b[w]);
            }
            sums[at] += shared;
            reached[at] += shared >= observed[at] ? 1 : 0;
            at++;
          }
        }
      }
      return this;
    }

    private void trades(int count) {
      for (int t = 0; t < count; t++) {
        int i = random.nextInt(rows.length);
        int j = random.nextInt(rows.length - 1);
        trade(i, j >= i ? j + 1 : j);
      }
    }

    /** The items that only one of two traders has are dealt again, as many to each as before. */
    private void trade(int i, int j) {
      int[] a = rows[i];
      int[] b = rows[j];
      // Items of b get the stamp, those also in a the next one: what is left is in one row only.
      stamp += 2;
      for (int item : b) {
        mark[item] = stamp;
      }
      int own = 0;
      int kept = 0;
      for (int item : a) {
        if (mark[item] == stamp) {
          mark[item] = stamp + 1;
          a[kept++] = item;
        } else {
          pool[own++] = item;
        }
      }
      int all = own;
      int keptB = 0;
      for (int item : b) {
        if (mark[item] == stamp + 1) {
          b[keptB++] = item;
        } else {
          pool[all++] = item;
        }
      }
      if (own == 0 || own == all) {
        System.arraycopy(pool, 0, a, kept, own);
        System.arraycopy(pool, own, b, keptB, all - own);
        return;
      }
      deal(own, all);
      for (int p = 0; p < all; p++) {
        int item = pool[p];
        long bit = 1L << item;
        if (p < own) {
          a[kept++] = item;
          bits[i][item >> 6] |= bit;
          bits[j][item >> 6] &= ~bit;
        } else {
          b[keptB++] = item;
          bits[j][item >> 6] |= bit;
          bits[i][item >> 6] &= ~bit;
        }
      }
    }

    /** A uniform choice of the first {@code own} of {@code all}, by the smaller of both parts. */
    private void deal(int own, int all) {
      if (own <= all - own) {
        for (int p = 0; p < own; p++) {
          swap(p, p + random.nextInt(all - p));
        }
      } else {
        for (int p = all - 1; p >= own; p--) {
          swap(p, random.nextInt(p + 1));
        }
      }
    }

    private void swap(int p, int q) {
      int t = pool[p];
      pool[p] = pool[q];
      pool[q] = t;
    }
  }
}
