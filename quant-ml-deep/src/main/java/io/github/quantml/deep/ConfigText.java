// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.deep;

import io.github.quantml.deep.train.TrainingOptions;
import java.util.Map;
import java.util.TreeMap;

/** Checks and texts that the configurations share. */
final class ConfigText {
  private ConfigText() {}

  static void atLeast(String name, int least, int value) {
    if (value < least) {
      throw new IllegalArgumentException(name + ": must be at least " + least + ", got " + value);
    }
  }

  static void share(String name, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(name + ": must lie in [0, 1), got " + value);
    }
  }

  /** Settings of the training and pairs of name and value. */
  static Map<String, String> settings(
      NetworkConfig config, TrainingOptions training, Object... pairs) {
    Map<String, String> out = new TreeMap<>(training.settings());
    out.put("architecture", config.architecture());
    out.put("sequenceLength", Integer.toString(config.sequenceLength()));
    out.put("norm", config.norm().name());
    out.put("loss", config.loss().kind().name());
    out.put("output", config.loss().output().toString());
    for (int k = 0; k < pairs.length; k += 2) {
      out.put(pairs[k].toString(), pairs[k + 1].toString());
    }
    return out;
  }
}
