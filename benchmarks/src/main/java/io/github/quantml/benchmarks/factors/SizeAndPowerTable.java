// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.factors;

import io.github.quantml.factors.data.Basis;
import io.github.quantml.factors.data.ReturnTable;
import io.github.quantml.factors.pricing.AlphaTests;
import io.github.quantml.factors.signal.MeanTest;
import io.github.quantml.math.distribution.StandardNormal;
import io.github.quantml.math.random.CounterRandom;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Prints the tables of {@code docs/FACTORS.md}: how often tests reject at 5 %, where the null holds
 * and where it does not.
 *
 * <pre>
 * java -cp benchmarks/target/benchmarks.jar \
 *     io.github.quantml.benchmarks.factors.SizeAndPowerTable [draws [seed]]
 * </pre>
 *
 * <p>The same numbers in every run.
 */
public final class SizeAndPowerTable {
  private static final double LEVEL = 0.05;

  private final int draws;
  private final CounterRandom root;

  private SizeAndPowerTable(int draws, long seed) {
    this.draws = draws;
    this.root = CounterRandom.of(seed);
  }

  /** Prints. */
  public static void main(String[] args) {
    int draws = args.length > 0 ? Integer.parseInt(args[0]) : 2_000;
    long seed = args.length > 1 ? Long.parseLong(args[1]) : 42;
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    new SizeAndPowerTable(draws, seed).print(out);
  }

  private void print(PrintStream out) {
    out.println("| GRS | N | T | alpha, per cent a month | rejected |");
    out.println("|---|---|---|---|---|");
    for (int n : new int[] {10, 25}) {
      for (int t : new int[] {60, 240}) {
        for (double alpha : new double[] {0, 0.1, 0.2}) {
          out.printf("| | %d | %d | %.1f | %.1f %% |%n", n, t, alpha, 100 * grs(n, t, alpha / 100));
        }
      }
    }
    out.println();
    out.println("| days of overlap | n | naive t | HAC t, lag h - 1 | cosine t |");
    out.println("|---|---|---|---|---|");
    for (int h : new int[] {1, 5, 21}) {
      for (int n : new int[] {500, 2_500}) {
        double[] r = overlap(h, n);
        out.printf(
            "| %d | %d | %.1f %% | %.1f %% | %.1f %% |%n",
            h, n, 100 * r[0], 100 * r[1], 100 * r[2]);
      }
    }
  }

  /** The share of draws in which GRS of three factors rejects; every second asset has the alpha. */
  private double grs(int n, int t, double alpha) {
    List<LocalDate> dates =
        IntStream.range(0, t).mapToObj(r -> LocalDate.of(2000, 1, 1).plusDays(r)).toList();
    List<String> names = IntStream.range(0, n).mapToObj(i -> "A" + i).toList();
    int rejected = 0;
    for (int d = 0; d < draws; d++) {
      CounterRandom random = root.split(1_000_003L * d + 31L * n + t);
      double[][] f = new double[3][t];
      for (double[] column : f) {
        random.fillGaussian(column);
        for (int r = 0; r < t; r++) {
          column[r] = 0.004 + 0.03 * column[r];
        }
      }
      double[][] y = new double[n][t];
      for (int i = 0; i < n; i++) {
        random.fillGaussian(y[i]);
        for (int r = 0; r < t; r++) {
          y[i][r] = alpha * (i % 2) + f[0][r] + 0.5 * f[1][r] * (i % 3) + 0.02 * y[i][r];
        }
      }
      ReturnTable factors = ReturnTable.of(List.of("F", "G", "H"), dates, f, Basis.EXCESS);
      ReturnTable assets = ReturnTable.of(names, dates, y, Basis.EXCESS);
      rejected += AlphaTests.of(assets, factors).grs().pValue() < LEVEL ? 1 : 0;
    }
    return rejected / (double) draws;
  }

  /** Shares of draws in which a mean of h-day sums of independent days looks different from 0. */
  private double[] overlap(int h, int n) {
    double critical = StandardNormal.survivalQuantile(LEVEL / 2);
    double[] out = new double[3];
    for (int d = 0; d < draws; d++) {
      CounterRandom random = root.split(7_000_003L * d + 31L * n + h);
      double[] days = new double[n + h];
      random.fillGaussian(days);
      double[] x = new double[n];
      for (int t = 0; t < n; t++) {
        for (int j = 0; j < h; j++) {
          x[t] += days[t + j];
        }
      }
      MeanTest one = MeanTest.of(x, h - 1);
      out[0] += Math.abs(one.tIid()) > critical ? 1.0 / draws : 0;
      out[1] += Math.abs(one.tHac()) > critical ? 1.0 / draws : 0;
      out[2] += one.pCosine() < LEVEL ? 1.0 / draws : 0;
    }
    return out;
  }
}
