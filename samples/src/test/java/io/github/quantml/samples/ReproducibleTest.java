// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.MarketContext;
import io.github.quantml.api.TrainingData;
import io.github.quantml.ensemble.MultiModelEnsemble;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Law 2: the same bytes from any number of threads and from every JVM that runs this test. */
class ReproducibleTest {
  /**
   * SHA-256 of the saved ensemble and of its prediction; whoever changes the numerics renews them.
   */
  private static final String SAVED = "to be measured";

  private static final String PREDICTED = "to be measured";

  private static MultiModelEnsemble train(BarSeries bars, int threads) {
    return MultiModelEnsemble.trainer()
        .horizon(Horizon.ofBars(5))
        .seed(42)
        .threads(threads)
        .train(TrainingData.of(bars));
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  @Test
  void one_and_two_threads_and_every_jvm_give_the_same_bytes() throws Exception {
    BarSeries bars = SampleData.apple();
    MultiModelEnsemble one = train(bars, 1);
    MultiModelEnsemble two = train(bars, 2);
    assertThat(two.toBundle().toBytes()).isEqualTo(one.toBundle().toBytes());
    String prediction = one.predict(bars, MarketContext.empty()).toJson();
    assertThat(two.predict(bars, MarketContext.empty()).toJson()).isEqualTo(prediction);
    assertThat(sha256(one.toBundle().toBytes())).isEqualTo(SAVED);
    assertThat(sha256(prediction.getBytes(StandardCharsets.UTF_8))).isEqualTo(PREDICTED);
  }
}
