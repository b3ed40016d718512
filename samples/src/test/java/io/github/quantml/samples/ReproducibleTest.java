// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.Contribution;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.MarketContext;
import io.github.quantml.api.Prediction;
import io.github.quantml.api.TrainingData;
import io.github.quantml.ensemble.MultiModelEnsemble;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Law 2: the same bytes from any number of threads and from every JVM that runs this test. */
class ReproducibleTest {
  /**
   * SHA-256 of the saved ensemble and of its prediction; whoever changes the numerics renews them.
   */
  private static final String SAVED =
      "be15f6ec508a350c35be3af8a001ad4b625f3cc731891cb63ad6098374c9298e";

  private static final String PREDICTED =
      "d79815dc65c01094f72a8b5cce01e756582da58b2c507a297459abd1eebd4aba";

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
    Prediction prediction = one.predict(bars, MarketContext.empty());
    assertThat(two.predict(bars, MarketContext.empty())).isEqualTo(prediction);
    assertThat(List.of(sha256(one.toBundle().toBytes()), sha256(bits(prediction))))
        .containsExactly(SAVED, PREDICTED);
  }

  /** Bits, not text: how a double is written changed between JDK 17 and 19. */
  private static byte[] bits(Prediction p) {
    ByteBuffer bits = ByteBuffer.allocate(1_024);
    bits.putDouble(p.expectedReturn()).putDouble(p.volatility()).putDouble(p.confidence());
    bits.putDouble(p.interval().lower()).putDouble(p.interval().upper());
    bits.putDouble(p.probabilities().up()).putDouble(p.probabilities().down());
    for (Contribution c : p.contributions()) {
      if (c instanceof Contribution.Used u) {
        bits.putDouble(u.weight()).putDouble(u.expectedReturn()).putDouble(u.volatility());
      }
    }
    p.similarPatterns().forEach(s -> bits.putDouble(s.distance()).putDouble(s.subsequentReturn()));
    return bits.array();
  }
}
