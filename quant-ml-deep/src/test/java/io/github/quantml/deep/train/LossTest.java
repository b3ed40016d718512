// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.deep.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.quantml.api.BackendUnavailableException;
import io.github.quantml.deep.serve.Output;
import io.github.quantml.math.distribution.NormalReturns;
import io.github.quantml.math.distribution.StudentTReturns;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Losses against their definitions, the optimizer against its equations, devices. */
class LossTest {
  private static double loss(Loss loss, double came, double... said) {
    float[] s = new float[said.length];
    for (int k = 0; k < s.length; k++) {
      s[k] = (float) said[k];
    }
    try (NDManager scope = Engines.load().newBaseManager(Device.cpu())) {
      EngineOps ops =
          new EngineOps(scope, List.of(), scope.zeros(new Shape(1)), scope, new HashMap<>(), false);
      return loss.apply(
              ops,
              scope.create(s, new Shape(1, 1, 1, s.length)),
              scope.create(new float[] {(float) came}, new Shape(1, 1, 1, 1)))
          .getFloat();
    }
  }

  @Test
  void pointLosses() {
    assertThat(loss(Loss.mse(), 3, 1)).isCloseTo(4, within(1e-6));
    assertThat(loss(Loss.mae(), 3, 1)).isCloseTo(2, within(1e-6));
    // 0.5²/2 inside δ = 1.5; 1.5·(2 − 0.75) outside.
    assertThat(loss(Loss.huber(1.5), 1.5, 1)).isCloseTo(0.125, within(1e-6));
    assertThat(loss(Loss.huber(1.5), -1, 1)).isCloseTo(1.875, within(1e-6));
    // Above: 0.1·2; below: 0.9·… (1 − p)·1 at p = 0.9 is 0.1.
    assertThat(loss(Loss.pinball(0.1, 0.9), 2, 0, 3))
        .isCloseTo((0.1 * 2 + 0.1 * 1) / 2, within(1e-6));
  }

  @ParameterizedTest
  @ValueSource(doubles = {2.1, 2.7, 4, 10, 80, 1000})
  void likelihoodsAreThoseOfTheDistributions(double nu) {
    for (double came : new double[] {-3, 0.2, 1, 7}) {
      assertThat(loss(Loss.gaussian(), came, 0.5, 1.7))
          .isCloseTo(-NormalReturns.of(0.5, 1.7).logDensity(came), within(3e-6));
      double exact = -StudentTReturns.of(0.5, 1.7, nu).logDensity(came);
      // Floats: ln(1 + z²/ν)·(ν + 1)/2 loses ν/2 units in the last place of 1.
      assertThat(loss(Loss.studentT(), came, 0.5, 1.7, nu))
          .isCloseTo(exact, within(5e-6 + 6e-8 * nu));
    }
  }

  @Test
  void aLossNeedsItsOutput() {
    assertThatThrownBy(() -> new Loss(Loss.Kind.GAUSSIAN, 1, Output.point()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("GAUSSIAN needs GAUSSIAN, got POINT");
    assertThatThrownBy(() -> Loss.huber(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Loss.pinball(0.9, 0.1)).isInstanceOf(IllegalArgumentException.class);
  }

  /** Algorithm 2 of Loshchilov and Hutter (2019), in doubles. */
  @Test
  void theOptimizerFollowsItsEquations() {
    double[] theta = {1, -2, 0.5};
    double[] m = new double[3];
    double[] v = new double[3];
    double[] decays = {1, 0, 1};
    try (NDManager lasting = Engines.load().newBaseManager(Device.cpu())) {
      var parameters = lasting.create(new float[] {1, -2, 0.5f}, new Shape(3));
      AdamW optimizer =
          new AdamW(lasting, parameters, new float[3], new float[3], new float[] {1, 0, 1}, 0.1);
      for (int t = 1; t <= 50; t++) {
        double rate = 0.01 / t;
        float[] g = new float[3];
        for (int k = 0; k < 3; k++) {
          g[k] = (float) Math.sin(t + k);
          m[k] = 0.9 * m[k] + 0.1 * g[k];
          v[k] = 0.999 * v[k] + 0.001 * g[k] * g[k];
          double mHat = m[k] / (1 - Math.pow(0.9, t));
          double vHat = v[k] / (1 - Math.pow(0.999, t));
          theta[k] -= rate * (0.1 * decays[k] * theta[k] + mHat / (Math.sqrt(vHat) + 1e-8));
        }
        try (NDManager scope = lasting.newSubManager()) {
          optimizer.step(scope.create(g, new Shape(3)), rate, t);
        }
      }
      float[] got = parameters.toFloatArray();
      for (int k = 0; k < 3; k++) {
        assertThat((double) got[k]).isCloseTo(theta[k], within(2e-6));
      }
    }
  }

  @Test
  void aMissingGpuIsAnErrorOrAProcessorAsThePolicySays() {
    assertThat(Engines.device(0, DevicePolicy.CPU)).isEqualTo(Device.cpu());
    assertThat(Engines.device(0, DevicePolicy.GPU_OR_CPU)).isEqualTo(Device.cpu());
    assertThat(Engines.device(2, DevicePolicy.GPU_OR_CPU)).isEqualTo(Device.gpu());
    assertThat(Engines.device(1, DevicePolicy.GPU)).isEqualTo(Device.gpu());
    assertThat(Engines.device(1, DevicePolicy.CPU)).isEqualTo(Device.cpu());
    assertThatThrownBy(() -> Engines.device(0, DevicePolicy.GPU))
        .isInstanceOf(BackendUnavailableException.class)
        .hasMessageContaining("pytorch-native-cu128")
        .hasMessageContaining("GPU_OR_CPU");
  }

  /**
   * Between forward and backward the Java memory of every number is collected and overwritten. With
   * DJL's own {@code x.mul(3f)} the gradient is then whatever came to lie there.
   */
  @Test
  void aCollectionBeforeTheGradientDoesNotMoveIt() {
    List<ByteBuffer> rubbish = new ArrayList<>();
    var engine = Engines.load();
    try (NDManager scope = engine.newBaseManager(Device.cpu())) {
      for (int round = 0; round < 5; round++) {
        var x = scope.create(new float[] {2, 5}, new Shape(2));
        EngineOps ops = new EngineOps(scope, List.of(), x, scope, new HashMap<>(), true);
        Engines.STEP.lock();
        try (var collector = engine.newGradientCollector()) {
          x.setRequiresGradient(true);
          var y = ops.scale(ops.square(ops.scale(x, 3)), 0.5).sum();
          System.gc();
          for (int k = 0; k < 2000; k++) {
            ByteBuffer block = ByteBuffer.allocateDirect(16);
            block.asFloatBuffer().put(new float[] {9e9f, 9e9f, 9e9f, 9e9f});
            rubbish.add(block);
          }
          collector.backward(y);
        } finally {
          Engines.STEP.unlock();
        }
        // d(9x²/2)/dx = 9x.
        assertThat(x.getGradient().toFloatArray()).containsExactly(18, 45);
      }
    }
    assertThat(rubbish).hasSize(10_000);
  }
}
