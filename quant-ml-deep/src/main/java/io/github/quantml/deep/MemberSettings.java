// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.deep;

import io.github.quantml.api.QuantMlSettings;
import io.github.quantml.deep.train.DevicePolicy;
import io.github.quantml.deep.train.TrainingOptions;

/** The settings that all members here follow. */
final class MemberSettings {
  private MemberSettings() {}

  /** A member may use a GPU; where there is none it trains on the processor. */
  static TrainingOptions training(QuantMlSettings settings) {
    return TrainingOptions.defaults()
        .withBatchSize(settings.lstmBatchSize())
        .withEpochs(settings.lstmEpochs())
        .withDevice(settings.useGpu() ? DevicePolicy.GPU_OR_CPU : DevicePolicy.CPU);
  }
}
