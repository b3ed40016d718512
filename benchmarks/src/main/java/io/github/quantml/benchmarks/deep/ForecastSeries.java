// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.deep;

import io.github.quantml.benchmarks.Comparison;
import io.github.quantml.deep.LSTMModelConfig;
import io.github.quantml.deep.SequenceTrainer;
import io.github.quantml.deep.data.Panel;
import io.github.quantml.deep.data.Windows;
import io.github.quantml.deep.serve.OnnxForecaster;
import io.github.quantml.deep.train.TrainingOptions;
import io.github.quantml.math.random.CounterRandom;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * The next 12 values of a series of 500 by an LSTM of two layers of 64 over its last 60: from the
 * series to the forecast. The networks are not the same, so what is compared is how many finite
 * numbers came.
 */
public class ForecastSeries extends Comparison {
  private static final int LENGTH = 60;
  private static final int STEPS = 12;

  /** Values of the series. */
  @Param("500")
  public int values;

  private double[] series = {};
  private @Nullable OnnxForecaster forecaster;

  /** For JMH. */
  public ForecastSeries() {}

  @Override
  public void prepare(Scale scale) {
    CounterRandom random = CounterRandom.of(3);
    series = new double[500];
    for (int i = 1; i < series.length; i++) {
      series[i] = 0.9 * series[i - 1] + random.nextGaussian();
    }
    Windows windows = Windows.of(Panel.ofColumns(List.of("y"), series), LENGTH, STEPS);
    forecaster =
        SequenceTrainer.of(
                new LSTMModelConfig(LENGTH, 1, 64, 1)
                    .withLayers(2)
                    .withTraining(TrainingOptions.defaults().withEpochs(1)))
            .train(windows, null)
            .forecaster();
  }

  @Override
  public String workload() {
    return "deep";
  }

  @Override
  public String kernel() {
    return "series";
  }

  @Override
  public Map<String, double[]> inputs() {
    return Map.of("y", series);
  }

  @Override
  @Benchmark
  public double[] quantMl() {
    float[] window = new float[LENGTH];
    for (int k = 0; k < LENGTH; k++) {
      window[k] = (float) series[series.length - LENGTH + k];
    }
    int finite = 0;
    for (float y : Objects.requireNonNull(forecaster).predict(window)) {
      finite += Float.isFinite(y) ? 1 : 0;
    }
    return new double[] {finite};
  }
}
