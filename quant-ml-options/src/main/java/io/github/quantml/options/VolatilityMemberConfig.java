// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options;

import io.github.quantml.options.volatility.Innovation;
import io.github.quantml.options.volatility.VarianceModel;
import java.util.Map;

/**
 * Settings of the member {@code volatility}.
 *
 * @param model GARCH or GJR, whose variances add up over a horizon in closed form
 * @param law of the innovations
 */
public record VolatilityMemberConfig(VarianceModel model, Innovation law) {
  public VolatilityMemberConfig {
    if (model != VarianceModel.GARCH && model != VarianceModel.GJR) {
      throw new IllegalArgumentException("model: must be GARCH or GJR, got " + model);
    }
  }

  /** GJR with Student's t. */
  public static VolatilityMemberConfig defaults() {
    return new VolatilityMemberConfig(VarianceModel.GJR, Innovation.STUDENT_T);
  }

  Map<String, String> settings() {
    return Map.of("model", model.name(), "law", law.name());
  }
}
