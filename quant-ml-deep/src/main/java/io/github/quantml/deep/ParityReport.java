// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.deep;

import io.github.quantml.api.QuantMlException;
import io.github.quantml.deep.data.Scaler;
import io.github.quantml.deep.data.Windows;
import io.github.quantml.deep.serve.OnnxForecaster;
import io.github.quantml.deep.train.EngineForecaster;
import io.github.quantml.math.random.CounterRandom;
import java.util.Locale;

/**
 * How far the exported file is from the network that was trained, on random and on real windows.
 *
 * @param windows compared
 * @param largest |difference| in the units of the labels
 * @param worst |difference| / max(σ, |y|), σ the standard deviation of the label: in standardised
 *     units the difference over max(1, |y|)
 */
public record ParityReport(int windows, double largest, double worst) {
  /** Largest {@link #worst} that an export may have. */
  public static final double ALLOWED = 1e-5;

  private static final int[] BATCHES = {1, 2, 7, 64, 257};
  private static final int MOST_REAL = 512;

  /**
   * Compares in batches of 1, 2, 7, 64 and 257 windows: random ones three standard deviations wide,
   * then up to 512 real ones.
   *
   * @throws QuantMlException when the worst is larger than {@link #ALLOWED}
   */
  static ParityReport require(
      EngineForecaster engine,
      OnnxForecaster file,
      Scaler inputs,
      Scaler labels,
      Windows real,
      long seed) {
    int size = file.spec().inputSize();
    CounterRandom random = CounterRandom.of(seed).split(0x9A417);
    ParityReport all = new ParityReport(0, 0, 0);
    double[] mean = inputs.mean();
    double[] std = inputs.std();
    for (int batch : BATCHES) {
      float[] windows = new float[batch * size];
      for (int k = 0; k < windows.length; k++) {
        int j = k % mean.length;
        windows[k] = (float) (mean[j] + 3 * std[j] * random.nextGaussian());
      }
      all = all.and(compare(engine, file, labels, windows, batch));
    }
    int batch = Math.min(MOST_REAL, real.size());
    float[] windows = new float[batch * size];
    for (int k = 0; k < batch; k++) {
      int w = (int) ((long) k * real.size() / batch);
      System.arraycopy(real.window(w), 0, windows, k * size, size);
    }
    all = all.and(compare(engine, file, labels, windows, batch));
    if (!(all.worst <= ALLOWED)) {
      throw new QuantMlException(
          "export: the file differs from the network by "
              + all.worst
              + ", more than "
              + ALLOWED
              + "; it was not written");
    }
    return all;
  }

  private static ParityReport compare(
      EngineForecaster engine, OnnxForecaster file, Scaler labels, float[] windows, int batch) {
    float[] expected = engine.predict(windows, batch);
    float[] got = new float[expected.length];
    file.predictInto(windows, batch, got);
    double[] std = labels.std();
    int width = file.spec().output().width();
    double largest = 0;
    double worst = 0;
    for (int k = 0; k < got.length; k++) {
      double difference = Math.abs((double) got[k] - expected[k]);
      double unit = std[k / width % std.length];
      largest = Math.max(largest, difference);
      worst = Math.max(worst, difference / Math.max(unit, Math.abs(expected[k])));
    }
    return new ParityReport(batch, largest, worst);
  }

  private ParityReport and(ParityReport other) {
    return new ParityReport(
        windows + other.windows, Math.max(largest, other.largest), Math.max(worst, other.worst));
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%d windows, largest %.2g, worst %.2g", windows, largest, worst);
  }
}
