// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.deep.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.deep.LSTMModelConfig;
import io.github.quantml.deep.LinearConfig;
import io.github.quantml.deep.NetworkConfig;
import io.github.quantml.deep.SequenceTrainer;
import io.github.quantml.deep.data.Panel;
import io.github.quantml.deep.data.Windows;
import io.github.quantml.deep.explain.PermutationImportance;
import io.github.quantml.deep.train.Loss;
import io.github.quantml.deep.train.TrainingOptions;
import io.github.quantml.math.random.CounterRandom;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Intervals and importances of a served model. */
class IntervalTest {
  private static final TrainingOptions SHORT = TrainingOptions.defaults().withEpochs(2);

  /** An autoregression beside noise; from row {@code loud} on its shocks are three times as big. */
  private static Panel panel(int rows, int loud) {
    CounterRandom random = CounterRandom.of(21);
    double[] y = new double[rows];
    double[] noise = new double[rows];
    for (int i = 0; i < rows; i++) {
      double shock = random.nextGaussian() * (i < loud ? 1 : 3);
      y[i] = (i == 0 ? 0 : 0.8 * y[i - 1]) + shock;
      noise[i] = random.nextGaussian();
    }
    return Panel.ofColumns(List.of("y", "noise"), y, noise);
  }

  static Stream<NetworkConfig> outputs() {
    LSTMModelConfig lstm = new LSTMModelConfig(6, 2, 6, 2).withTraining(SHORT);
    return Stream.of(
        LinearConfig.nlinear(6).withTraining(SHORT),
        lstm.withLoss(Loss.pinball(0.1, 0.5, 0.9)),
        lstm.withLoss(Loss.gaussian()),
        lstm.withLoss(Loss.studentT()));
  }

  private static OnnxForecaster train(NetworkConfig config, Windows.Split split) {
    return SequenceTrainer.of(config).train(split.train(), split.validation()).forecaster();
  }

  @ParameterizedTest
  @MethodSource("outputs")
  void splitIntervalsHoldTheirShareAndAdaptiveOnesInTheLongRun(NetworkConfig config) {
    Windows all = Windows.of(panel(3000, 2300), 6, 2, "y");
    OnnxForecaster forecaster = train(config, all.split(0.3, 0.3));
    SplitIntervals split = SplitIntervals.calibrate(forecaster, all.between(900, 1600), 0.1);
    AdaptiveIntervals adaptive = split.adapting(0.05, 300);
    Windows quiet = all.between(1600, 2300);
    Windows loud = all.between(2300, 3000);
    double inQuiet = share(forecaster, split, null, quiet);
    double inLoud = share(forecaster, split, null, loud);
    double followed = share(forecaster, split, adaptive, loud);
    // 700 outcomes that hang together: 0.9 within four standard errors of a third of them.
    assertThat(inQuiet).isBetween(0.82, 0.97);
    assertThat(inLoud).isLessThan(0.7);
    assertThat(followed).isBetween(0.84, 0.96);
  }

  /** Share of outcomes of the second step inside. */
  private static double share(
      OnnxForecaster forecaster,
      SplitIntervals split,
      AdaptiveIntervals adaptive,
      Windows windows) {
    int inside = 0;
    float[][] said = new float[windows.size()][];
    boolean[] was = new boolean[windows.size()];
    for (int w = 0; w < windows.size(); w++) {
      if (adaptive != null && w >= 2) {
        // What was forecast two rows ago has just come.
        adaptive.observe(1, said[w - 2], windows.label(w - 2)[1], was[w - 2], 2);
      }
      said[w] = forecaster.predict(windows.window(w));
      Bounds bounds = adaptive == null ? split.around(said[w]) : adaptive.around(said[w]);
      assertThat(bounds.lower()[1]).isLessThanOrEqualTo(bounds.upper()[1]);
      was[w] = bounds.contains(1, windows.label(w)[1]);
      inside += was[w] ? 1 : 0;
    }
    return inside / (double) windows.size();
  }

  @Test
  void fewWindowsCalibrateNothing() {
    Windows all = Windows.of(panel(300, 300), 6, 2, "y");
    OnnxForecaster forecaster =
        train(LinearConfig.nlinear(6).withTraining(SHORT), all.split(0.5, 0.2));
    assertThatThrownBy(() -> SplitIntervals.calibrate(forecaster, all.between(200, 209), 0.1))
        .isInstanceOf(InsufficientDataException.class)
        .hasMessageContaining("needs at least 9, got 8");
    assertThat(SplitIntervals.atLevel(new double[] {1, 2, 3, 4, 5, 6, 7, 8, 9}, 0.1)).isEqualTo(9);
    assertThat(SplitIntervals.atLevel(new double[] {1, 2, 3, 4, 5, 6, 7, 8, 9}, 0.5)).isEqualTo(5);
  }

  @Test
  void whatMattersIsWhatTheLabelHangsOn() {
    Windows all = Windows.of(panel(1500, 1500), 6, 1, "y");
    Windows.Split split = all.split(0.6, 0.2);
    OnnxForecaster forecaster =
        train(new LSTMModelConfig(6, 2, 8, 15).withTraining(SHORT.withEpochs(15)), split);
    PermutationImportance importance = PermutationImportance.of(forecaster, split.test(), 12, 250);
    Map<String, Double> growth = importance.measure(3, 1);
    // Half the variance of the label, 1/(1 − 0.8²) = 2.8, hangs on y alone.
    assertThat(growth.get("y")).isGreaterThan(1);
    assertThat(Math.abs(growth.get("noise"))).isLessThan(0.1);
    assertThat(importance.measure(3, 1)).isEqualTo(growth);
    Map<String, Double> shares = importance.shares(3, 1);
    assertThat(shares.get("y")).isGreaterThan(0.9);
    assertThatThrownBy(() -> PermutationImportance.of(forecaster, split.test(), 200, 250))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("two blocks");
  }
}
