// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.deep;

import io.github.quantml.deep.net.Io;
import io.github.quantml.deep.net.Naive;
import io.github.quantml.deep.net.Network;
import io.github.quantml.deep.net.WindowNorm;
import io.github.quantml.deep.train.Loss;
import io.github.quantml.deep.train.TrainingOptions;
import java.util.Map;

/**
 * The last row again, or the last season again: what every model is to be measured against. Nothing
 * is trained.
 *
 * @param sequenceLength rows of a window, at least the period
 * @param period rows of a season, 1 for the last value
 */
public record NaiveConfig(int sequenceLength, int period) implements NetworkConfig {
  public NaiveConfig {
    ConfigText.atLeast("period", 1, period);
    ConfigText.atLeast("sequenceLength", period, sequenceLength);
  }

  /** The last value. */
  public static NaiveConfig lastValue() {
    return new NaiveConfig(1, 1);
  }

  /** The last season of so many rows. */
  public static NaiveConfig seasonal(int period) {
    return new NaiveConfig(period, period);
  }

  @Override
  public String architecture() {
    return period == 1 ? "naive" : "seasonal-naive";
  }

  @Override
  public int inputFeatures() {
    return 0;
  }

  @Override
  public NaiveConfig withTraining(TrainingOptions value) {
    return this;
  }

  @Override
  public TrainingOptions training() {
    return TrainingOptions.defaults();
  }

  @Override
  public NaiveConfig withLoss(Loss value) {
    return this;
  }

  @Override
  public Loss loss() {
    return Loss.mse();
  }

  @Override
  public NaiveConfig withNorm(WindowNorm value) {
    return this;
  }

  @Override
  public WindowNorm norm() {
    return WindowNorm.NONE;
  }

  @Override
  public Network network(Io io) {
    return new Naive(io, period);
  }

  @Override
  public Map<String, String> settings() {
    return ConfigText.settings(this, training(), "period", period);
  }
}
