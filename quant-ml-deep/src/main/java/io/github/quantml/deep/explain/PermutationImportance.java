// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.deep.explain;

import io.github.quantml.deep.data.Windows;
import io.github.quantml.deep.serve.OnnxForecaster;
import io.github.quantml.math.random.CounterRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * By how much the squared error of the forecast's centre grows when a feature of each window comes
 * from another window.
 *
 * <p>Windows overlap, so what is exchanged is blocks of neighbouring windows: a feature keeps its
 * course within a block, and only its tie to the other features and to the label is cut.
 *
 * <p>Source: Breiman (2001), Random forests, section 10; Fisher, Rudin, Dominici (2019), All models
 * are wrong, but many are useful, section 3.
 */
public final class PermutationImportance {
  private static final int AT_ONCE = 64;

  private final OnnxForecaster forecaster;
  private final Windows windows;
  private final int[] used;
  private final int block;
  private final float[] inputs;
  private final double[][] labels;

  private PermutationImportance(OnnxForecaster forecaster, Windows windows, int[] used, int block) {
    this.forecaster = forecaster;
    this.windows = windows;
    this.used = used;
    this.block = block;
    int size = forecaster.spec().inputSize();
    this.inputs = new float[used.length * size];
    this.labels = new double[used.length][];
    for (int k = 0; k < used.length; k++) {
      System.arraycopy(windows.window(used[k]), 0, inputs, k * size, size);
      labels[k] = windows.label(used[k]);
    }
  }

  /**
   * Prepares the windows.
   *
   * @param block windows that stay together, at least 1; about the length of a window
   * @param most windows used, the last ones, at least two blocks
   */
  public static PermutationImportance of(
      OnnxForecaster forecaster, Windows windows, int block, int most) {
    if (block < 1) {
      throw new IllegalArgumentException("block: must be at least 1, got " + block);
    }
    int count = Math.min(most, windows.size());
    if (count < 2 * block) {
      throw new IllegalArgumentException(
          "windows: must be at least two blocks of " + block + ", got " + count);
    }
    int[] used = new int[count];
    for (int k = 0; k < count; k++) {
      used[k] = windows.size() - count + k;
    }
    return new PermutationImportance(forecaster, windows, used, block);
  }

  /**
   * Growth of the mean squared error of each feature, averaged over rounds; near zero or below for
   * what does not matter. Raw units, the targets weighted alike.
   *
   * @param rounds of exchanging, at least 1
   */
  public Map<String, Double> measure(int rounds, long seed) {
    if (rounds < 1) {
      throw new IllegalArgumentException("rounds: must be at least 1, got " + rounds);
    }
    double base = error(inputs);
    Map<String, Double> out = new LinkedHashMap<>();
    List<String> names = forecaster.spec().features();
    for (int j = 0; j < names.size(); j++) {
      double sum = 0;
      for (int r = 0; r < rounds; r++) {
        CounterRandom random = CounterRandom.of(seed).split(j).split(r);
        sum += error(exchanged(j, random)) - base;
      }
      out.put(names.get(j), sum / rounds);
    }
    return out;
  }

  /** Shares of the growths that are positive; equal shares if none is. */
  public Map<String, Double> shares(int rounds, long seed) {
    Map<String, Double> growth = measure(rounds, seed);
    double total = growth.values().stream().mapToDouble(v -> Math.max(0, v)).sum();
    Map<String, Double> out = new LinkedHashMap<>();
    growth.forEach(
        (name, v) -> out.put(name, total > 0 ? Math.max(0, v) / total : 1.0 / growth.size()));
    return out;
  }

  private float[] exchanged(int feature, CounterRandom random) {
    int size = forecaster.spec().inputSize();
    int f = forecaster.spec().features().size();
    int blocks = used.length / block;
    int[] order = random.permutation(blocks);
    float[] out = inputs.clone();
    for (int k = 0; k < used.length; k++) {
      int b = k / block;
      // What is left over at the end takes the first windows.
      int from = b < blocks ? order[b] * block + k % block : k % block;
      for (int p = feature; p < size; p += f) {
        out[k * size + p] = inputs[from * size + p];
      }
    }
    return out;
  }

  private double error(float[] all) {
    int size = forecaster.spec().inputSize();
    int width = forecaster.spec().output().width();
    int centre = forecaster.spec().output().centre();
    int perWindow = forecaster.spec().outputSize();
    List<Double> errors = new ArrayList<>();
    for (int from = 0; from < used.length; from += AT_ONCE) {
      int batch = Math.min(AT_ONCE, used.length - from);
      float[] part = new float[batch * size];
      System.arraycopy(all, from * size, part, 0, part.length);
      float[] said = new float[batch * perWindow];
      forecaster.predictInto(part, batch, said);
      for (int k = 0; k < batch; k++) {
        double[] label = labels[from + k];
        double sum = 0;
        for (int v = 0; v < label.length; v++) {
          double e = label[v] - said[k * perWindow + v * width + centre];
          sum += e * e;
        }
        errors.add(sum / label.length);
      }
    }
    return errors.stream().mapToDouble(Double::doubleValue).sum() / errors.size();
  }

  @Override
  public String toString() {
    return "importance over " + used.length + " of " + windows.size() + " windows";
  }
}
