// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.deep;

import io.github.quantml.deep.net.Io;
import io.github.quantml.deep.net.Linear;
import io.github.quantml.deep.net.Network;
import io.github.quantml.deep.net.WindowNorm;
import io.github.quantml.deep.train.Loss;
import io.github.quantml.deep.train.TrainingOptions;
import java.util.Map;

/**
 * One linear map from the past of a column to its future, or two of a window decomposed into trend
 * and rest.
 *
 * <p>Source: Zeng, Chen, Zhang, Xu (2023), Are transformers effective for time series forecasting?
 *
 * @param sequenceLength rows of a window, at least 1
 * @param kernel odd rows of the moving average that is the trend, 0 for one plain map
 * @param norm what is done to each window inside the network
 * @param loss what is made small, and what is forecast
 * @param training how it is trained
 */
public record LinearConfig(
    int sequenceLength, int kernel, WindowNorm norm, Loss loss, TrainingOptions training)
    implements NetworkConfig {
  public LinearConfig {
    ConfigText.atLeast("sequenceLength", 1, sequenceLength);
    ConfigText.atLeast("kernel", 0, kernel);
  }

  /** DLinear: a trend of 25 rows, no window normalisation. */
  public static LinearConfig dlinear(int sequenceLength) {
    return new LinearConfig(
        sequenceLength, 25, WindowNorm.NONE, Loss.mse(), TrainingOptions.defaults());
  }

  /** NLinear: one map of the changes since the window's last row. */
  public static LinearConfig nlinear(int sequenceLength) {
    return new LinearConfig(
        sequenceLength, 0, WindowNorm.SUBTRACT_LAST, Loss.mse(), TrainingOptions.defaults());
  }

  @Override
  public String architecture() {
    return kernel == 0 ? "nlinear" : "dlinear";
  }

  @Override
  public int inputFeatures() {
    return 0;
  }

  @Override
  public LinearConfig withTraining(TrainingOptions value) {
    return new LinearConfig(sequenceLength, kernel, norm, loss, value);
  }

  @Override
  public LinearConfig withLoss(Loss value) {
    return new LinearConfig(sequenceLength, kernel, norm, value, training);
  }

  @Override
  public LinearConfig withNorm(WindowNorm value) {
    return new LinearConfig(sequenceLength, kernel, value, loss, training);
  }

  @Override
  public Network network(Io io) {
    return new Linear(io, kernel);
  }

  @Override
  public Map<String, String> settings() {
    return ConfigText.settings(this, training(), "kernel", kernel);
  }
}
