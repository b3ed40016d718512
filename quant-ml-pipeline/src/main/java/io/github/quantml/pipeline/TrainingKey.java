// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline;

import io.github.quantml.api.Provenance;
import io.github.quantml.api.QuantMlException;
import io.github.quantml.api.TrainingData;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Names a training by everything that decides its result: two trainings of one key come to the same
 * bytes.
 *
 * @param text 32 hexadecimal digits
 */
record TrainingKey(String text) {
  /** Where the provenance of an ensemble holds it. */
  static final String NOTE = "training.key";

  static TrainingKey of(PipelineConfig config, TrainingData data, List<MemberSource> members) {
    StringBuilder all = new StringBuilder();
    line(all, Provenance.LIBRARY_VERSION);
    line(all, data.bars().symbol());
    line(all, Long.toHexString(data.bars().fingerprint()));
    line(all, Long.toHexString(data.context().fingerprint()));
    line(all, data.horizon().toString());
    line(all, Long.toString(config.seed));
    line(all, config.ensemble.toString());
    members.forEach(m -> line(all, m.description()));
    if (members.stream().anyMatch(m -> m.recipe() != null)) {
      line(all, config.tuning.toString());
    }
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(all.toString().getBytes(StandardCharsets.UTF_8));
      return new TrainingKey(HexFormat.of().formatHex(digest, 0, 16));
    } catch (NoSuchAlgorithmException e) {
      throw new QuantMlException("this Java has no SHA-256", e);
    }
  }

  private static void line(StringBuilder all, String text) {
    all.append(text.length()).append(' ').append(text).append('\n');
  }
}
