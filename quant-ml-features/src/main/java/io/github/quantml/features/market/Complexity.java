// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.market;

import static io.github.quantml.features.graph.Columns.log;
import static io.github.quantml.features.graph.Columns.logReturn;

import io.github.quantml.features.Feature;
import io.github.quantml.features.FeatureFamily;
import io.github.quantml.features.graph.Columns;
import io.github.quantml.features.graph.Inputs;
import io.github.quantml.features.graph.Node;
import io.github.quantml.features.graph.WindowFunction;
import io.github.quantml.math.stats.Hurst;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.util.FastMath;

/**
 * The family {@code complexity}: how far the log returns of a window are from noise, and
 * fractionally differenced log prices. NaN where the returns of a window are all equal.
 */
public final class Complexity {
  private static final int[] WINDOWS = {64, 128};
  private static final int DIFFERENCE_LENGTH = 100;

  private Complexity() {}

  public static FeatureFamily family() {
    List<Feature> out = new ArrayList<>();
    for (int n : WINDOWS) {
      for (int order : new int[] {3, 4}) {
        out.add(permutationEntropy(order, n));
      }
      add(
          out,
          "hurst_" + n,
          "exponent of the rescaled range, above ½ for trends",
          "Hurst (1951)",
          n,
          (in, from, m) -> hurst(in[0], from, m, true));
      add(
          out,
          "dfa_" + n,
          "exponent of detrended fluctuations, above ½ for trends",
          "Peng et al. (1994)",
          n,
          (in, from, m) -> hurst(in[0], from, m, false));
      add(
          out,
          "lempel_ziv_" + n,
          "distinct phrases in the signs of returns, times log₂(n)/n",
          "Lempel and Ziv (1976)",
          n,
          (in, from, m) -> lempelZiv(in[0], from, m));
    }
    add(
        out,
        "sample_entropy_64",
        "−ln(triples/pairs of like stretches), m 2, r 0.2 standard deviations",
        "Richman and Moorman (2000)",
        64,
        (in, from, m) -> sampleEntropy(in[0], from, m));
    for (int tenths : new int[] {2, 4, 6, 8}) {
      double[] weights = differenceWeights(tenths / 10.0, DIFFERENCE_LENGTH);
      out.add(
          Feature.named(
                  "fractional_difference_0" + tenths,
                  "log price differenced 0."
                      + tenths
                      + " times over "
                      + DIFFERENCE_LENGTH
                      + " bars")
              .source("Hosking (1981); fixed width by López de Prado (2018), section 5.5")
              .window(
                  DIFFERENCE_LENGTH,
                  (in, from, m) -> {
                    double sum = 0;
                    for (int k = 0; k < m; k++) {
                      sum += weights[k] * in[0][from + m - 1 - k];
                    }
                    return sum;
                  },
                  log(Inputs.close())));
    }
    return new FeatureFamily("complexity", "Entropy, memory and fractional differences", out);
  }

  private static void add(
      List<Feature> out, String name, String meaning, String source, int n, WindowFunction f) {
    out.add(
        Feature.named(name, meaning + "; " + n + " returns")
            .source(source)
            .scaleFree()
            .window(n, f, logReturn(Inputs.close(), 1)));
  }

  /** Coefficients of (1 − L)^d: 1, −d, −d(1 − d)/2, …. */
  static double[] differenceWeights(double d, int length) {
    double[] weights = new double[length];
    weights[0] = 1;
    for (int k = 1; k < length; k++) {
      weights[k] = -weights[k - 1] * (d - k + 1) / k;
    }
    return weights;
  }

  /** The code of each pattern is computed once, at its last bar. */
  private static Feature permutationEntropy(int order, int n) {
    Node code =
        Columns.window(
            "permutation_code_" + order,
            order,
            (in, from, m) -> code(in[0], from, m),
            logReturn(Inputs.close(), 1));
    int patterns = order == 3 ? 6 : 24;
    double[] parts = entropyParts(n - order + 1, patterns);
    return Feature.named(
            "permutation_entropy_" + order + "_" + n,
            "entropy of the order of " + order + " neighbours, 1 for noise; " + n + " returns")
        .source("Bandt and Pompe (2002)")
        .scaleFree()
        .window(
            n - order + 1, (in, from, m) -> patternEntropy(in[0], from, m, patterns, parts), code);
  }

  /** The Lehmer code of a pattern: equal values count in the order of time. */
  private static int code(double[] x, int from, int order) {
    int code = 0;
    for (int a = 0; a < order; a++) {
      int smaller = 0;
      for (int b = a + 1; b < order; b++) {
        smaller += x[from + b] < x[from + a] ? 1 : 0;
      }
      code = code * (order - a) + smaller;
    }
    return code;
  }

  /** What a pattern adds to the entropy if it occurs 0, 1, … times of {@code total}. */
  private static double[] entropyParts(int total, int patterns) {
    double[] parts = new double[total + 1];
    for (int count = 1; count <= total; count++) {
      double p = count / (double) total;
      parts[count] = -p * FastMath.log(p) / FastMath.log(patterns);
    }
    return parts;
  }

  private static double patternEntropy(
      double[] codes, int from, int total, int patterns, double[] parts) {
    int[] counts = new int[patterns];
    for (int i = from; i < from + total; i++) {
      counts[(int) codes[i]]++;
    }
    double sum = 0;
    for (int count : counts) {
      sum += parts[count];
    }
    return sum;
  }

  static double permutation(double[] x, int from, int n, int order) {
    int total = n - order + 1;
    double[] codes = new double[total];
    for (int i = 0; i < total; i++) {
      codes[i] = code(x, from + i, order);
    }
    int patterns = order == 3 ? 6 : 24;
    return patternEntropy(codes, 0, total, patterns, entropyParts(total, patterns));
  }

  static double sampleEntropy(double[] x, int from, int n) {
    double mean = 0;
    for (int i = from; i < from + n; i++) {
      mean += x[i] / n;
    }
    double squares = 0;
    for (int i = from; i < from + n; i++) {
      squares += (x[i] - mean) * (x[i] - mean);
    }
    double radius = 0.2 * Math.sqrt(squares / n);
    if (!(squares > 0)) {
      return Double.NaN;
    }
    int pairs = 0;
    int triples = 0;
    for (int i = from; i < from + n - 2; i++) {
      for (int j = i + 1; j < from + n - 2; j++) {
        if (Math.abs(x[i] - x[j]) <= radius && Math.abs(x[i + 1] - x[j + 1]) <= radius) {
          pairs++;
          triples += Math.abs(x[i + 2] - x[j + 2]) <= radius ? 1 : 0;
        }
      }
    }
    // Without any match the entropy is at least that of one, the customary ceiling.
    return FastMath.log(Math.max(pairs, 1) / Math.max(triples, 0.5));
  }

  private static double hurst(double[] x, int from, int n, boolean range) {
    double[] window = Arrays.copyOfRange(x, from, from + n);
    for (int i = 1; i < n; i++) {
      if (window[i] != window[0]) {
        return range ? Hurst.rescaledRange(window) : Hurst.detrendedFluctuation(window);
      }
    }
    return Double.NaN;
  }

  /**
   * Phrases of the exhaustive history of the signs, "up" against "not up".
   *
   * <p>Bit s of the candidates says that the phrase so far occurs from s on, overlapping its own
   * start or not; one shift and one "and" per sign tell whether it still does.
   */
  static double lempelZiv(double[] x, int from, int n) {
    int words = (n + Long.SIZE - 1) / Long.SIZE;
    long[] up = new long[words];
    for (int i = 0; i < n; i++) {
      up[i / Long.SIZE] |= x[from + i] > 0 ? 1L << i : 0;
    }
    long[] candidates = new long[words];
    int phrases = 0;
    int start = 0;
    while (start < n) {
      for (int w = 0; w < words; w++) {
        int bits = Math.max(0, Math.min(Long.SIZE, start - w * Long.SIZE));
        candidates[w] = bits == Long.SIZE ? -1L : (1L << bits) - 1;
      }
      int length = 0;
      while (start + length < n && remain(candidates, up, length, x[from + start + length] > 0)) {
        length++;
      }
      phrases++;
      start += length + 1;
    }
    return phrases * FastMath.log(2, n) / n;
  }

  /** Keeps the candidates s whose sign {@code ahead} values on is as given; whether any is left. */
  private static boolean remain(long[] candidates, long[] up, int ahead, boolean sign) {
    int word = ahead / Long.SIZE;
    int shift = ahead % Long.SIZE;
    long any = 0;
    for (int w = 0; w < candidates.length; w++) {
      long low = w + word < up.length ? up[w + word] >>> shift : 0;
      long high = shift > 0 && w + word + 1 < up.length ? up[w + word + 1] << -shift : 0;
      candidates[w] &= sign ? low | high : ~(low | high);
      any |= candidates[w];
    }
    return any != 0;
  }
}
