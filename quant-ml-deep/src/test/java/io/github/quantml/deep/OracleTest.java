// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.deep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.deep.data.Scaler;
import io.github.quantml.deep.explain.IntegratedGradients;
import io.github.quantml.deep.net.Encoder;
import io.github.quantml.deep.net.Io;
import io.github.quantml.deep.net.Lstm;
import io.github.quantml.deep.net.Network;
import io.github.quantml.deep.net.Normalised;
import io.github.quantml.deep.net.Parameter;
import io.github.quantml.deep.net.WindowNorm;
import io.github.quantml.deep.onnx.OnnxExporter;
import io.github.quantml.deep.serve.ForecastSpec;
import io.github.quantml.deep.serve.OnnxForecaster;
import io.github.quantml.deep.serve.Output;
import io.github.quantml.deep.train.EngineForecaster;
import io.github.quantml.math.distribution.StandardNormal;
import io.github.quantml.math.random.CounterRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Engine and file against the equations written out in doubles: Hochreiter and Schmidhuber's LSTM
 * with Gers's forget gate, and one layer of attention of Vaswani et al.
 */
class OracleTest {
  /** Parameters by name. */
  private static Map<String, float[]> named(Network network, float[] flat) {
    Map<String, float[]> out = new HashMap<>();
    int at = 0;
    for (Parameter p : network.parameters()) {
      out.put(p.name(), java.util.Arrays.copyOfRange(flat, at, at + p.size()));
      at += p.size();
    }
    return out;
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  /** States of one direction, each at its own row of the window. */
  private static double[][] direction(
      double[][] x, Map<String, float[]> p, String at, int hidden, boolean backward) {
    int n = x.length;
    int d = x[0].length;
    float[] w = p.get(at + "input");
    float[] u = p.get(at + "hidden");
    double[] h = new double[hidden];
    double[] c = new double[hidden];
    double[][] out = new double[n][];
    for (int s = 0; s < n; s++) {
      int t = backward ? n - 1 - s : s;
      double[] z = new double[4 * hidden];
      for (int g = 0; g < z.length; g++) {
        z[g] = (double) p.get(at + "bias")[g] + p.get(at + "bias2")[g];
        for (int k = 0; k < d; k++) {
          z[g] += w[g * d + k] * x[t][k];
        }
        for (int k = 0; k < hidden; k++) {
          z[g] += u[g * hidden + k] * h[k];
        }
      }
      double[] next = new double[hidden];
      for (int k = 0; k < hidden; k++) {
        c[k] = sigmoid(z[hidden + k]) * c[k] + sigmoid(z[k]) * Math.tanh(z[2 * hidden + k]);
        next[k] = sigmoid(z[3 * hidden + k]) * Math.tanh(c[k]);
      }
      h = next;
      out[t] = h;
    }
    return out;
  }

  private static ForecastSpec spec(Io io) {
    return new ForecastSpec(
        "test",
        IntStream.range(0, io.features()).mapToObj(j -> "f" + j).toList(),
        IntStream.range(0, io.targetCount()).mapToObj(j -> "t" + j).toList(),
        io.length(),
        io.steps(),
        io.steps(),
        io.output(),
        List.of(),
        1,
        "none",
        Map.of());
  }

  private static void bothSay(Normalised network, float[] flat, float[] x, double[] expected) {
    Io io = network.io();
    Scaler in = Scaler.identity(io.features());
    Scaler out = Scaler.identity(io.targetCount());
    try (EngineForecaster engine = new EngineForecaster(network, flat, in, out);
        OnnxForecaster file =
            OnnxForecaster.of(OnnxExporter.export(network, flat, in, out, spec(io)))) {
      float[] computed = engine.predict(x, 1);
      float[] served = file.predict(x);
      for (int k = 0; k < expected.length; k++) {
        assertThat((double) computed[k]).isCloseTo(expected[k], within(3e-6));
        assertThat((double) served[k]).isCloseTo(expected[k], within(3e-6));
      }
    }
  }

  private static float[] window(int size) {
    CounterRandom random = CounterRandom.of(3);
    float[] x = new float[size];
    for (int k = 0; k < size; k++) {
      x[k] = (float) random.nextGaussian();
    }
    return x;
  }

  /** As many features as units: where DJL's own block silently puts weights in wrong places. */
  @Test
  void twoLayersInTwoDirectionsAreTheEquations() {
    int n = 7;
    int hidden = 5;
    Io io = new Io(n, 5, 2, new int[] {-1, -1}, Output.point());
    Normalised network =
        Normalised.of(io, WindowNorm.NONE, new Lstm(io, hidden, 2, true, false, 0, 0, 1));
    float[] flat = network.start(11);
    Map<String, float[]> p = named(network, flat);
    float[] window = window(n * 5);
    double[][] x = new double[n][5];
    for (int k = 0; k < window.length; k++) {
      x[k / 5][k % 5] = window[k];
    }
    for (int l = 0; l < 2; l++) {
      double[][] forward = direction(x, p, "lstm." + l + ".0.", hidden, false);
      double[][] backward = direction(x, p, "lstm." + l + ".1.", hidden, true);
      x = new double[n][2 * hidden];
      for (int t = 0; t < n; t++) {
        System.arraycopy(forward[t], 0, x[t], 0, hidden);
        System.arraycopy(backward[t], 0, x[t], hidden, hidden);
      }
    }
    double[] state = x[n - 1].clone();
    // The backward direction has read the whole window at its first row.
    System.arraycopy(x[0], hidden, state, hidden, hidden);
    double[] expected = new double[4];
    for (int o = 0; o < 4; o++) {
      expected[o] = p.get("head.b")[o];
      for (int k = 0; k < 2 * hidden; k++) {
        expected[o] += p.get("head.w")[o * 2 * hidden + k] * state[k];
      }
    }
    bothSay(network, flat, window, expected);
  }

  private static double[][] linear(double[][] x, float[] w, float[] b) {
    double[][] out = new double[x.length][b.length];
    for (int i = 0; i < x.length; i++) {
      for (int o = 0; o < b.length; o++) {
        out[i][o] = b[o];
        for (int k = 0; k < x[i].length; k++) {
          out[i][o] += w[o * x[i].length + k] * x[i][k];
        }
      }
    }
    return out;
  }

  private static double[][] norm(double[][] x, float[] gamma, float[] beta) {
    double[][] out = new double[x.length][];
    for (int i = 0; i < x.length; i++) {
      double mean = 0;
      double square = 0;
      for (double v : x[i]) {
        mean += v / x[i].length;
      }
      for (double v : x[i]) {
        square += (v - mean) * (v - mean) / x[i].length;
      }
      out[i] = new double[x[i].length];
      for (int k = 0; k < out[i].length; k++) {
        out[i][k] = (x[i][k] - mean) / Math.sqrt(square + 1e-5) * gamma[k] + beta[k];
      }
    }
    return out;
  }

  private static double[][] sum(double[][] a, double[][] b) {
    double[][] out = new double[a.length][a[0].length];
    for (int i = 0; i < a.length; i++) {
      for (int k = 0; k < a[i].length; k++) {
        out[i][k] = a[i][k] + b[i][k];
      }
    }
    return out;
  }

  @Test
  void aTransformerLayerIsTheEquations() {
    int n = 4;
    int width = 6;
    int heads = 2;
    Io io = new Io(n, 3, 1, new int[] {-1}, Output.point());
    Normalised network =
        Normalised.of(
            io,
            WindowNorm.NONE,
            new Encoder(io, Encoder.Tokens.TIME, width, heads, 1, 5, true, false, 0.3, 1, 1));
    float[] flat = network.start(12);
    // Norms and their shifts that are not one and zero.
    CounterRandom random = CounterRandom.of(8);
    for (int k = 0; k < flat.length; k++) {
      flat[k] += (float) (0.05 * random.nextGaussian());
    }
    Map<String, float[]> p = named(network, flat);
    float[] window = window(n * 3);
    double[][] x = new double[n][3];
    for (int k = 0; k < window.length; k++) {
      x[k / 3][k % 3] = window[k];
    }
    double[][] h = linear(x, p.get("embed.w"), p.get("embed.b"));
    for (int t = 0; t < n; t++) {
      for (int k = 0; k < width; k++) {
        h[t][k] += p.get("position")[t * width + k];
      }
    }
    double[][] in = norm(h, p.get("layer.0.norm1.gamma"), p.get("layer.0.norm1.beta"));
    double[][] qkv = linear(in, p.get("layer.0.qkv.w"), p.get("layer.0.qkv.b"));
    double[][] mixed = new double[n][width];
    int size = width / heads;
    for (int a = 0; a < heads; a++) {
      for (int t = 0; t < n; t++) {
        double[] weights = new double[n];
        double total = 0;
        for (int s = 0; s < n; s++) {
          double dot = 0;
          for (int k = 0; k < size; k++) {
            dot += qkv[t][a * size + k] * qkv[s][width + a * size + k];
          }
          weights[s] = Math.exp(dot / Math.sqrt(size));
          total += weights[s];
        }
        for (int s = 0; s < n; s++) {
          for (int k = 0; k < size; k++) {
            mixed[t][a * size + k] += weights[s] / total * qkv[s][2 * width + a * size + k];
          }
        }
      }
    }
    h = sum(h, linear(mixed, p.get("layer.0.out.w"), p.get("layer.0.out.b")));
    in = norm(h, p.get("layer.0.norm2.gamma"), p.get("layer.0.norm2.beta"));
    double[][] up = linear(in, p.get("layer.0.up.w"), p.get("layer.0.up.b"));
    for (double[] row : up) {
      for (int k = 0; k < row.length; k++) {
        row[k] *= StandardNormal.cdf(row[k]);
      }
    }
    h = sum(h, linear(up, p.get("layer.0.down.w"), p.get("layer.0.down.b")));
    double[][] said =
        linear(norm(h, p.get("norm.gamma"), p.get("norm.beta")), p.get("head.w"), p.get("head.b"));
    bothSay(network, flat, window, said[n - 1]);
  }

  @Test
  void gradientsIntegrateToTheDifference() {
    Io io = new Io(6, 2, 3, new int[] {0, 1}, Output.point());
    Normalised network =
        Normalised.of(io, WindowNorm.SUBTRACT_LAST, new Lstm(io, 6, 1, false, true, 0, 0, 1));
    float[] flat = network.start(5);
    Scaler scaler = new Scaler(new double[] {5, -3}, new double[] {2, 0.5});
    try (EngineForecaster engine = new EngineForecaster(network, flat, scaler, scaler)) {
      float[] x = window(12);
      float[] baseline = new float[12];
      for (int k = 0; k < 12; k++) {
        x[k] = x[k] * 2 + (k % 2 == 0 ? 5 : -3);
        baseline[k] = k % 2 == 0 ? 5 : -3;
      }
      var parts = IntegratedGradients.of(engine, x, baseline, 3, 64);
      assertThat(Math.abs(parts.total())).isGreaterThan(0.01);
      assertThat(parts.missing()).isCloseTo(0, within(2e-3 * Math.abs(parts.total())));
      // Against differences of the forecast itself.
      float[] gradient = engine.gradient(x, 1, 3);
      for (int k = 0; k < 12; k++) {
        float[] above = x.clone();
        float[] below = x.clone();
        above[k] += 0.05f;
        below[k] -= 0.05f;
        double slope = (engine.predict(above, 1)[3] - engine.predict(below, 1)[3]) / 0.1;
        assertThat((double) gradient[k]).isCloseTo(slope, within(2e-3));
      }
    }
  }
}
