// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.api;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where a model came from: enough to train it again to the same bytes.
 *
 * @param trainer name of the trainer
 * @param symbol instrument it was trained on
 * @param dataFingerprint {@link BarSeries#fingerprint} of the training bars
 * @param trainedFrom close of the first training bar
 * @param trainedTo close of the last training bar
 * @param bars number of training bars
 * @param seed seed of the training
 * @param libraryVersion version of this library
 * @param settings configuration by name
 */
public record Provenance(
    String trainer,
    String symbol,
    long dataFingerprint,
    Instant trainedFrom,
    Instant trainedTo,
    int bars,
    long seed,
    String libraryVersion,
    Map<String, String> settings) {
  /** Version of this library. */
  public static final String LIBRARY_VERSION = "0.1.0-SNAPSHOT";

  public Provenance {
    settings = Collections.unmodifiableMap(new TreeMap<>(settings));
  }

  /** Provenance of a model trained on {@code data} now. */
  public static Provenance of(
      String trainer, TrainingData data, long seed, Map<String, String> settings) {
    BarSeries bars = data.bars();
    if (bars.isEmpty()) {
      throw new InsufficientDataException(bars.symbol() + ": bars to train on", 1, 0);
    }
    Map<String, String> all = new TreeMap<>(settings);
    all.put("horizon", data.horizon().toString());
    return new Provenance(
        trainer,
        bars.symbol(),
        bars.fingerprint(),
        bars.time(0),
        bars.time(bars.size() - 1),
        bars.size(),
        seed,
        LIBRARY_VERSION,
        all);
  }

  /** The same facts as a bundle, to lie inside a model's file. */
  public ModelBundle toBundle() {
    ModelBundle.Builder b =
        ModelBundle.builder("provenance", 1)
            .text("trainer", trainer)
            .text("symbol", symbol)
            .integer("data", dataFingerprint)
            .text("from", trainedFrom.toString())
            .text("to", trainedTo.toString())
            .integer("bars", bars)
            .integer("seed", seed)
            .text("version", libraryVersion);
    settings.forEach((k, v) -> b.text("setting." + k, v));
    return b.build();
  }

  /** Reads what {@link #toBundle} wrote. */
  public static Provenance from(ModelBundle bundle) {
    bundle.require("provenance", 1);
    Map<String, String> settings = new TreeMap<>();
    for (String name : bundle.names()) {
      if (name.startsWith("setting.")) {
        settings.put(name.substring("setting.".length()), bundle.text(name));
      }
    }
    return new Provenance(
        bundle.text("trainer"),
        bundle.text("symbol"),
        bundle.integer("data"),
        bundle.instant("from"),
        bundle.instant("to"),
        bundle.count("bars", 1, Integer.MAX_VALUE),
        bundle.integer("seed"),
        bundle.text("version"),
        settings);
  }
}
