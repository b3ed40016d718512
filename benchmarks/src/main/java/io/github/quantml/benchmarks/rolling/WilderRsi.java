// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.rolling;

import com.tictactec.ta.lib.Core;
import io.github.quantml.math.rolling.WilderSmoothing;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * The relative strength index: Wilder's averages of gains and of losses, and their quotient.
 *
 * <p>Both sides do the whole of it. Ours are the averages; gains, losses and the quotient are
 * written here.
 */
public class WilderRsi extends SeriesComparison {
  /** Bars that the averages start with. */
  @Param("14")
  public int length;

  private final Core core = new Core();

  /** For JMH. */
  public WilderRsi() {}

  @Override
  public String kernel() {
    return "rsi";
  }

  @Override
  @Benchmark
  public double[] quantMl() {
    double[] gains = new double[x.length - 1];
    double[] losses = new double[x.length - 1];
    for (int t = 0; t < gains.length; t++) {
      double change = x[t + 1] - x[t];
      gains[t] = Math.max(change, 0);
      losses[t] = Math.max(-change, 0);
    }
    WilderSmoothing smoothing = WilderSmoothing.of(length);
    smoothing.applyInto(gains, gains);
    smoothing.applyInto(losses, losses);
    for (int t = 0; t < gains.length; t++) {
      gains[t] = 100 * gains[t] / (gains[t] + losses[t]);
    }
    return gains;
  }

  @Benchmark
  public double[] taLib() {
    return TaLib.run(
        core,
        x.length,
        length,
        (lib, last, begin, count, out) -> lib.rsi(0, last, x, length, begin, count, out));
  }
}
