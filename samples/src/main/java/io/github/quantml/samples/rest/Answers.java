// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples.rest;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.ModelUri;
import io.github.quantml.api.ModelVersion;
import io.github.quantml.ensemble.MultiModelEnsemble;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.jspecify.annotations.Nullable;

/**
 * Predictions as they were sent, by the address that asked, while bars and ensemble are the same.
 */
final class Answers {
  private static final int MOST_KEPT = 1_000;

  private final Models models;
  private final Map<String, Answer> kept = new ConcurrentHashMap<>();

  Answers(Models models) {
    this.models = models;
  }

  /** One answer; what of it never changes is encoded once. */
  static final class Answer {
    private final String ticker;
    private final BarSeries bars;
    private final ModelUri uri;
    private final MultiModelEnsemble ensemble;
    private final byte[] json;
    private final ByteBuffer sent;
    private final String model;
    private final HttpField modelField;
    private final HttpField lengthField;

    Answer(
        String ticker,
        BarSeries bars,
        ModelUri uri,
        MultiModelEnsemble ensemble,
        ModelVersion version,
        byte[] json) {
      this.ticker = ticker;
      this.bars = bars;
      this.uri = uri;
      this.ensemble = ensemble;
      this.json = json;
      this.sent = ByteBuffer.allocateDirect(json.length).put(json).flip().asReadOnlyBuffer();
      this.model = version.name() + "/" + version.version();
      this.modelField = new PreEncodedHttpField("X-Model", model);
      this.lengthField =
          new PreEncodedHttpField(HttpHeader.CONTENT_LENGTH, Integer.toString(json.length));
    }

    byte[] json() {
      return json;
    }

    ByteBuffer buffer() {
      return sent.duplicate();
    }

    String model() {
      return model;
    }

    HttpField modelField() {
      return modelField;
    }

    HttpField lengthField() {
      return lengthField;
    }
  }

  /** The answer to an address as it was called, if it still holds. */
  @SuppressWarnings("ReferenceEquality")
  @Nullable Answer find(String address) {
    Answer answer = kept.get(address);
    // The market hands out the same series until its bars change: no column need be compared.
    return answer != null
            && models.bars(answer.ticker) == answer.bars
            && models.inference().ensemble(answer.uri) == answer.ensemble
        ? answer
        : null;
  }

  void keep(String address, Answer answer) {
    if (kept.size() >= MOST_KEPT) {
      kept.clear(); // whoever asks in so many ways does not need them kept
    }
    kept.put(address, answer);
  }

  int size() {
    return kept.size();
  }
}
