// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline;

import io.github.quantml.api.QuantMlSettings;
import io.github.quantml.pipeline.tune.Sampler;
import java.time.Duration;

/**
 * How members that have a search space are tuned: on the first bars only, which no forecast of the
 * evaluation lies in.
 *
 * @param trials most settings tried per member, at least 1
 * @param timeout longest time per member
 * @param share first share of the bars that tuning sees, in (0, 0.8]
 * @param folds stretches at the end of that share that are forecast by members trained on what lies
 *     before, at least 2
 * @param sampler how settings are chosen
 */
public record TuningConfig(int trials, Duration timeout, double share, int folds, Sampler sampler) {
  public TuningConfig {
    if (trials < 1) {
      throw new IllegalArgumentException("trials: must be at least 1, got " + trials);
    }
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("timeout: must be positive, got " + timeout);
    }
    if (!(share > 0 && share <= 0.8)) {
      throw new IllegalArgumentException("share: must lie in (0, 0.8], got " + share);
    }
    if (folds < 2) {
      throw new IllegalArgumentException("folds: must be at least 2, got " + folds);
    }
  }

  /** {@code ML_OPTUNA_N_TRIALS} and {@code ML_OPTUNA_TIMEOUT}; first 40 %, 4 folds, TPE. */
  public static TuningConfig of(QuantMlSettings settings) {
    return new TuningConfig(
        settings.optunaTrials(), settings.optunaTimeout(), 0.4, 4, Sampler.tpe());
  }

  public TuningConfig withTrials(int value) {
    return new TuningConfig(value, timeout, share, folds, sampler);
  }

  public TuningConfig withTimeout(Duration value) {
    return new TuningConfig(trials, value, share, folds, sampler);
  }

  public TuningConfig withShare(double value) {
    return new TuningConfig(trials, timeout, value, folds, sampler);
  }

  public TuningConfig withSampler(Sampler value) {
    return new TuningConfig(trials, timeout, share, folds, value);
  }
}
