// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.cyclical;

import io.github.quantml.cyclical.spectral.Cycle;
import io.github.quantml.cyclical.spectral.CycleDetector;
import io.github.quantml.cyclical.spectral.CycleDetectorConfig;
import io.github.quantml.cyclical.spectral.FisherG;
import io.github.quantml.cyclical.spectral.SuspectInput;
import io.github.quantml.math.random.CounterRandom;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.commons.math3.util.FastMath;

/**
 * Prints the tables of {@code docs/CYCLES.md}: how often the detector reports a cycle in noise, and
 * how often it finds one that is there.
 *
 * <pre>
 * java -cp benchmarks/target/benchmarks.jar \
 *     io.github.quantml.benchmarks.cyclical.FalseAlarmTable [series a cell [seed]]
 * </pre>
 *
 * <p>The same numbers in every run. Levels are looked at with a warning instead of an error, so
 * that random walks can be counted.
 */
public final class FalseAlarmTable {
  private static final int[] LENGTHS = {252, 512, 1024, 2048};
  private static final int WARM_UP = 500;
  private static final double[] PERIODS = {10, 20, 25.3, 50};

  private final CycleDetector detector =
      CycleDetector.of(CycleDetectorConfig.defaults().withOnSuspect(SuspectInput.WARN));
  private final int series;
  private final CounterRandom root;

  private FalseAlarmTable(int series, long seed) {
    this.series = series;
    this.root = CounterRandom.of(seed);
  }

  /** What noise is made of. */
  private enum Noise {
    WHITE("AR(1) φ = 0", 0, 0),
    HALF("φ = 0.5", 1, 0.5),
    RED("φ = 0.9", 2, 0.9),
    DEEP_RED("φ = 0.99", 3, 0.99),
    WALK("random walk", 4, 1),
    GARCH("GARCH(1,1)-t returns", 5, 0);

    final String title;
    final long stream;
    final double phi;

    Noise(String title, long stream, double phi) {
      this.title = title;
      this.stream = stream;
      this.phi = phi;
    }

    /** Values after a warm-up; the walk starts at 0. */
    double[] values(int n, CounterRandom random) {
      double[] x = new double[n];
      double state = 0;
      double variance = 1;
      for (int t = this == WALK ? 0 : -WARM_UP; t < n; t++) {
        if (this == GARCH) {
          state = Math.sqrt(0.6 * variance) * random.nextStudentT(5);
          variance = 0.02 + 0.08 * state * state + 0.9 * variance;
        } else {
          state = phi * state + random.nextGaussian();
        }
        if (t >= 0) {
          x[t] = state;
        }
      }
      return x;
    }
  }

  /** Prints all tables. */
  public static void main(String[] args) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    int series = args.length > 0 ? Integer.parseInt(args[0]) : 1_000;
    long seed = args.length > 1 ? Long.parseLong(args[1]) : 2026;
    FalseAlarmTable table = new FalseAlarmTable(series, seed);
    table.printAlarms(out);
    out.println();
    table.printFisher(out);
    out.println();
    table.printPower(out);
  }

  private void printAlarms(PrintStream out) {
    out.print("| n |");
    for (Noise noise : Noise.values()) {
      out.print(" " + noise.title + " |");
    }
    out.println("\n|---|" + "---|".repeat(Noise.values().length));
    for (int n : LENGTHS) {
      out.print("| " + n + " |");
      for (Noise noise : Noise.values()) {
        int alarms = 0;
        for (int i = 0; i < series; i++) {
          alarms += detector.detect(sample(noise, n, i)).significant().isEmpty() ? 0 : 1;
        }
        out.print(share(alarms) + " |");
        out.flush();
      }
      out.println();
    }
  }

  private void printFisher(PrintStream out) {
    out.print("Fisher's g, n = 512:");
    for (Noise noise : Noise.values()) {
      int alarms = 0;
      for (int i = 0; i < series; i++) {
        double g = FisherG.statistic(sample(noise, 512, i));
        alarms += FisherG.pValue(g, 255) < 0.05 ? 1 : 0;
      }
      out.print(" " + noise.title + share(alarms) + ";");
    }
    out.println();
  }

  private void printPower(PrintStream out) {
    out.println("| period in bars | found |\n|---|---|");
    for (double period : PERIODS) {
      int found = 0;
      for (int i = 0; i < series; i++) {
        double[] x = sample(Noise.RED, 1024, i);
        for (int t = 0; t < x.length; t++) {
          x[t] += 0.75 * FastMath.sin(2 * FastMath.PI * t / period + i);
        }
        found += detector.detect(x).significant().stream().anyMatch(c -> near(c, period)) ? 1 : 0;
      }
      out.println("| " + period + " |" + share(found) + " |");
    }
  }

  /** Within two hundredths. */
  private static boolean near(Cycle cycle, double period) {
    return Math.abs(cycle.period() - period) < 0.02 * period;
  }

  private double[] sample(Noise noise, int n, int index) {
    CounterRandom random = root.split(noise.stream).split(n).split(index);
    return noise.values(n, random);
  }

  private String share(int count) {
    return String.format(Locale.ROOT, " %.1f %%", 100.0 * count / series);
  }
}
