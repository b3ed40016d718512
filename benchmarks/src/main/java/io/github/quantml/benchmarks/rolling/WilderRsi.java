// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.rolling;

import com.tictactec.ta.lib.Core;
import io.github.quantml.math.rolling.WilderSmoothing;
import io.github.quantml.math.rolling.WindowStream;
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
    WindowStream gains = WilderSmoothing.of(length).stream();
    WindowStream losses = WilderSmoothing.of(length).stream();
    double[] out = new double[x.length - 1];
    for (int t = 0; t < out.length; t++) {
      double change = x[t + 1] - x[t];
      double gain = gains.update(Math.max(change, 0));
      double loss = losses.update(Math.max(-change, 0));
      out[t] = 100 * gain / (gain + loss);
    }
    return out;
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
