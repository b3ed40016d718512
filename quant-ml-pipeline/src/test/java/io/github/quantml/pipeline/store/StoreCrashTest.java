// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreCrashTest {
  @TempDir Path root;

  @Test
  void nothingAcknowledgedIsLostAndNothingIsHalfThereAfterTwentyKills() throws Exception {
    assertThat(StoreKills.run(root, 20, 20)).isGreaterThan(100);
  }
}
