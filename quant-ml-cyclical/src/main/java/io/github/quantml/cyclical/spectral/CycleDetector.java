// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.spectral;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.InvalidDataException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.util.FastMath;

/**
 * Searches an evenly spaced series for cycles that red noise does not explain.
 *
 * <p>One cycle at a time: test all Fourier frequencies against AR(1) noise ({@link RedNoiseTest}),
 * take the strongest, refine its period off the grid together with those found before ({@link
 * HarmonicRegression}), subtract, repeat until nothing significant is left. Removing a cycle before
 * looking for the next keeps the sidelobes of a strong one from being reported as cycles of their
 * own.
 *
 * <p>Two preparations manufacture cycles, and the detector looks for the traces of both: testing
 * price levels (Nelson and Kang, 1981, Spurious periodicity in inappropriately detrended time
 * series) and smoothing or band-passing first (Slutsky, 1937; Yule, 1927).
 *
 * <p>Immutable, thread-safe. O(n log n) per cycle.
 */
public final class CycleDetector {
  private static final int LEAST_LENGTH = 32;
  private static final double NORMAL_95 = 1.959963984540054;
  // Misfit of the null is judged strictly: it is a property of the input, not a finding.
  private static final double MISFIT_LEVEL = 1e-4;

  private final CycleDetectorConfig config;

  private CycleDetector(CycleDetectorConfig config) {
    this.config = config;
  }

  /** A detector with the given configuration. */
  public static CycleDetector of(CycleDetectorConfig config) {
    return new CycleDetector(config);
  }

  /** A detector with {@link CycleDetectorConfig#defaults()}. */
  public static CycleDetector withDefaults() {
    return of(CycleDetectorConfig.defaults());
  }

  /**
   * Searches a stationary series such as log returns.
   *
   * @param x evenly spaced finite values, at least 32 and at least twice the longest period
   * @throws InsufficientDataException if the series is shorter
   * @throws InvalidDataException if it is constant, not finite, or a price level while suspect
   *     input is refused
   */
  public CycleReport detect(double[] x) {
    Series.require("cycle detection", x, LEAST_LENGTH);
    int n = x.length;
    if (2 * config.maxPeriod() > n) {
      throw new InsufficientDataException(
          "cycle detection up to a period of " + config.maxPeriod() + " bars: values",
          (long) FastMath.ceil(2 * config.maxPeriod()),
          n);
    }
    List<String> warnings = new ArrayList<>();
    checkLevel(x, warnings);
    double longest = config.maxPeriod() > 0 ? config.maxPeriod() : n / 3.0;
    int firstBin = Math.max(1, (int) FastMath.ceil(n / longest - 1e-9));
    int lastBin = Math.min((n - 1) / 2, (int) FastMath.floor(n / config.minPeriod() + 1e-9));
    if (lastBin < firstBin) {
      throw new InsufficientDataException(
          "cycle detection from "
              + config.minPeriod()
              + " to "
              + longest
              + " bars: values for one frequency in that range",
          (long) FastMath.ceil(3 * config.minPeriod()),
          n);
    }
    return search(x, firstBin, lastBin, warnings);
  }

  private CycleReport search(double[] x, int firstBin, int lastBin, List<String> warnings) {
    double[] y = config.detrend().apply(x);
    double level = config.level();
    RedNoiseTest first = RedNoiseTest.of(y, firstBin, lastBin, level);
    List<Candidate> found = new ArrayList<>();
    HarmonicFit fit = null;
    RedNoiseTest test = first;
    double[] residual = y;
    while (found.size() < config.maxCycles()) {
      int bin = test.strongest();
      boolean significant = test.familyP(bin) < level;
      if (!significant && !found.isEmpty()) {
        break;
      }
      found.add(new Candidate(test, bin, significant));
      fit = CycleRefinement.add(config.detrend(), y, fit, test.frequency(bin));
      residual = CycleRefinement.residual(y, fit);
      if (!significant) {
        break;
      }
      test = RedNoiseTest.of(residual, firstBin, lastBin, level);
    }
    boolean credible = checkNull(found, test, warnings);
    List<Cycle> cycles = new ArrayList<>();
    for (int i = 0; fit != null && i < found.size(); i++) {
      cycles.add(describe(y, fit, i, found.get(i), test.noise(), credible));
    }
    return new CycleReport(x.length, groupHarmonics(cycles), test.noise(), first, warnings);
  }

  private record Candidate(RedNoiseTest test, int bin, boolean significant) {}

  private boolean checkNull(List<Candidate> found, RedNoiseTest last, List<String> warnings) {
    boolean anySignificant = found.get(0).significant();
    // With the significant cycles removed, what is left should look like red noise.
    double misfit = last.misfitP();
    if (!(misfit < MISFIT_LEVEL)) {
      return true;
    }
    warnings.add(
        "the spectrum is not that of first-order red noise (p = "
            + misfit
            + "), as after a moving average or band-pass filter, which manufacture cycles; p-values"
            + " are not to be trusted");
    if (anySignificant && config.onSuspect() == SuspectInput.REFUSE) {
      warnings.add("no cycle is called significant for that reason");
      return false;
    }
    return true;
  }

  /** Dickey and Fuller's test with a constant, 5 % critical value −2.86. */
  private void checkLevel(double[] x, List<String> warnings) {
    if (dickeyFuller(x) < -2.86) {
      return;
    }
    boolean positive = Arrays.stream(x).allMatch(value -> value > 0);
    String what =
        "a unit root is not rejected: the series looks like a level, in which random drift passes for"
            + " slow cycles; analyse returns (log differences) instead";
    if (positive && config.onSuspect() == SuspectInput.REFUSE) {
      throw new InvalidDataException("cycle detection: " + what);
    }
    warnings.add(what);
  }

  /** t-statistic of ρ − 1 in x_t = c + ρ·x_{t−1} + ε_t. */
  static double dickeyFuller(double[] x) {
    int n = x.length - 1;
    double meanLag = 0;
    double meanStep = 0;
    for (int t = 1; t <= n; t++) {
      meanLag += x[t - 1] / n;
      meanStep += (x[t] - x[t - 1]) / n;
    }
    double lag = 0;
    double cross = 0;
    double step = 0;
    for (int t = 1; t <= n; t++) {
      double a = x[t - 1] - meanLag;
      double b = x[t] - x[t - 1] - meanStep;
      lag += a * a;
      cross += a * b;
      step += b * b;
    }
    double slope = cross / lag;
    double variance = Math.max(0, step - slope * cross) / (n - 2);
    return variance > 0 ? slope / Math.sqrt(variance / lag) : Double.NEGATIVE_INFINITY;
  }

  private static Cycle describe(
      double[] y,
      HarmonicFit fit,
      int index,
      Candidate candidate,
      RedNoise noise,
      boolean credible) {
    int n = y.length;
    double f = fit.frequency(index);
    double amplitude = fit.amplitude(index);
    double density = noise.density(f);
    // Rife and Boorstyn (1974), equation 31, with the noise density at f in place of white noise.
    double error = Math.sqrt(6 * density / n) / (FastMath.PI * n * amplitude);
    double slowest = f - NORMAL_95 * error;
    double[] alone = CycleRefinement.residualWithout(y, fit, index);
    return new Cycle(
        1 / f,
        1 / (f + NORMAL_95 * error),
        slowest > 0 ? 1 / slowest : Double.POSITIVE_INFINITY,
        amplitude,
        Math.sqrt(2 * density / n),
        fit.phase(index),
        candidate.test().localP(candidate.bin()),
        candidate.test().familyP(candidate.bin()),
        candidate.test().fdrQ(candidate.bin()),
        candidate.significant() && credible,
        CycleRefinement.stability(alone, f),
        CycleRefinement.outOfSampleR2(alone, f),
        n * f,
        -1);
  }

  /** Marks a cycle whose frequency is a whole multiple, within resolution, of a slower one's. */
  private static List<Cycle> groupHarmonics(List<Cycle> cycles) {
    List<Cycle> grouped = new ArrayList<>();
    for (Cycle cycle : cycles) {
      int fundamental = -1;
      for (int j = 0; j < cycles.size(); j++) {
        Cycle slower = cycles.get(j);
        double multiple = cycle.cyclesObserved() / slower.cyclesObserved();
        double whole = FastMath.rint(multiple);
        boolean related =
            whole >= 2
                && slower.significant()
                && Math.abs(cycle.cyclesObserved() - whole * slower.cyclesObserved()) < 0.5;
        boolean slowest = fundamental < 0 || slower.period() > cycles.get(fundamental).period();
        fundamental = related && slowest ? j : fundamental;
      }
      grouped.add(cycle.asHarmonicOf(fundamental));
    }
    return grouped;
  }
}
