// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.options;

import io.github.quantml.benchmarks.Comparison;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/**
 * Prints processor time a row of ours and of the peers on the JVM, which a busy machine distorts
 * less than the wall clock of {@code benchmarks/compare}.
 *
 * <pre>
 * java -cp benchmarks/target/benchmarks.jar io.github.quantml.benchmarks.options.CpuTimeTable
 * </pre>
 *
 * <p>Each side is run for ten seconds, in turns with the others of its case; the least time of a
 * call counts.
 */
public final class CpuTimeTable {
  private static final double SECONDS = 10;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final PrintStream out;
  private double sink;

  private CpuTimeTable(PrintStream out) {
    this.out = out;
  }

  /** One side of a case. */
  private record Side(String name, Supplier<double[]> call) {}

  /** Prints. */
  public static void main(String[] args) {
    CpuTimeTable t = new CpuTimeTable(new PrintStream(System.out, true, StandardCharsets.UTF_8));
    t.print();
  }

  private void print() {
    out.println("| case | side | rows | processor time a row | peer over ours |");
    out.println("|---|---|---:|---:|---:|");
    BlackImplied implied = new BlackImplied();
    implied.options = 50_000;
    measure(implied, "blackImplied", 50_000, "strata", implied::strata);
    BlackImpliedSample calls = new BlackImpliedSample();
    calls.options = 500;
    measure(calls, "blackImpliedCalls", 500, "finmath", calls::finmath);
    GreeksInOnePass greeks = new GreeksInOnePass();
    greeks.options = 20_000;
    measure(greeks, "priceAndGreeks", 20_000, "strata", greeks::strata);
    for (String profile : new String[] {"FAST", "SHARED", "ACCURATE"}) {
      American american = new American();
      american.profile = profile;
      measure(american, "american(" + profile + ")", 6_000);
    }
    AmericanImplied volatility = new AmericanImplied();
    volatility.options = 500;
    volatility.prepare(Comparison.Scale.FULL);
    measure(volatility, "americanImplied", volatility.truth().length);
    for (String returns : new String[] {"simulated", "sp500"}) {
      GarchFit garch = new GarchFit();
      garch.returns = returns;
      measure(garch, "garchRobust(" + returns + ")", 1);
    }
    Profile profile = new Profile();
    profile.contracts = 15_000;
    measure(profile, "gammaProfile", 1);
    for (String quotes : new String[] {"simulated", "spx"}) {
      SurfaceFit surface = new SurfaceFit();
      surface.quotes = quotes;
      measure(surface, "surface20(" + quotes + ")", 1);
    }
    out.println();
    out.println("(checksum " + sink + ")");
  }

  private void measure(Comparison c, String name, int rows) {
    measure(c, name, rows, new Side[] {new Side("ours", c::quantMl)});
  }

  private void measure(Comparison c, String name, int rows, String peer, Supplier<double[]> call) {
    measure(c, name, rows, new Side[] {new Side("ours", c::quantMl), new Side(peer, call)});
  }

  private void measure(Comparison c, String name, int rows, Side[] sides) {
    c.prepare(Comparison.Scale.FULL);
    double[] best = new double[sides.length];
    double[] spent = new double[sides.length];
    boolean more = true;
    while (more) {
      more = false;
      for (int i = 0; i < sides.length; i++) {
        if (spent[i] < SECONDS) {
          long start = THREADS.getCurrentThreadCpuTime();
          sink += sides[i].call().get()[0];
          double nanos = THREADS.getCurrentThreadCpuTime() - start;
          best[i] = spent[i] == 0 ? nanos : Math.min(best[i], nanos);
          spent[i] += nanos * 1e-9;
          more = true;
        }
      }
    }
    for (int i = 0; i < sides.length; i++) {
      out.printf(
          "| %s | %s | %d | %s | %s |%n",
          name,
          sides[i].name(),
          rows,
          time(best[i] / rows),
          i == 0 ? "" : "%.2f".formatted(best[i] / best[0]));
    }
  }

  private static String time(double nanos) {
    return nanos < 1e4
        ? "%.0f ns".formatted(nanos)
        : nanos < 1e6 ? "%.1f µs".formatted(nanos / 1e3) : "%.2f ms".formatted(nanos / 1e6);
  }
}
