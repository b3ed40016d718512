// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.store;

import io.github.quantml.api.ModelBundle;
import io.github.quantml.api.ModelFormatException;
import io.github.quantml.api.Provenance;
import io.github.quantml.pipeline.file.CheckedLine;
import io.github.quantml.pipeline.file.DurableFiles;
import io.github.quantml.pipeline.file.Json;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** What never changes about a version: the content of its {@code version.json}. */
record VersionFacts(
    String name,
    int number,
    Instant created,
    String kind,
    int schema,
    long bytes,
    String sha256,
    String library,
    Optional<Provenance> provenance) {
  private static final int FORMAT = 1;
  private static final String PROVENANCE = "provenance";

  static VersionFacts of(
      String name, int number, Instant created, ModelBundle bundle, byte[] file) {
    return new VersionFacts(
        name,
        number,
        created,
        bundle.kind(),
        bundle.schema(),
        file.length,
        DurableFiles.sha256(file),
        Provenance.LIBRARY_VERSION,
        provenance(bundle));
  }

  private static Optional<Provenance> provenance(ModelBundle bundle) {
    if (!bundle.has(PROVENANCE)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Provenance.from(bundle.bundle(PROVENANCE)));
    } catch (ModelFormatException foreign) {
      // A host's own model may use the name for something else; that is no reason to refuse it.
      return Optional.empty();
    }
  }

  byte[] toBytes() {
    return CheckedLine.of(
        out -> {
          out.writeNumberField("format", FORMAT);
          out.writeStringField("name", name);
          out.writeNumberField("version", number);
          out.writeStringField("created", created.toString());
          out.writeStringField("kind", kind);
          out.writeNumberField("schema", schema);
          out.writeNumberField("bytes", bytes);
          out.writeStringField("sha256", sha256);
          out.writeStringField("library", library);
          if (provenance.isPresent()) {
            Provenance p = provenance.get();
            out.writeObjectFieldStart(PROVENANCE);
            out.writeStringField("trainer", p.trainer());
            out.writeStringField("symbol", p.symbol());
            out.writeStringField("data", String.format("%016x", p.dataFingerprint()));
            out.writeStringField("from", p.trainedFrom().toString());
            out.writeStringField("to", p.trainedTo().toString());
            out.writeNumberField("bars", p.bars());
            out.writeNumberField("seed", p.seed());
            out.writeStringField("version", p.libraryVersion());
            Json.texts(out, "settings", p.settings());
            out.writeEndObject();
          }
        });
  }

  static VersionFacts from(byte[] bytes) throws IOException {
    Json json = CheckedLine.only(bytes);
    if (json.integer("format") != FORMAT) {
      throw new IOException(
          "has format " + json.text("format") + ", this library reads format " + FORMAT);
    }
    try {
      return new VersionFacts(
          json.text("name"),
          (int) json.integer("version"),
          Instant.parse(json.text("created")),
          json.text("kind"),
          (int) json.integer("schema"),
          json.integer("bytes"),
          json.text("sha256"),
          json.text("library"),
          json.has(PROVENANCE) ? Optional.of(provenance(json.get(PROVENANCE))) : Optional.empty());
    } catch (DateTimeException | NumberFormatException e) {
      throw new IOException("has a time or number that is none: " + e.getMessage(), e);
    }
  }

  private static Provenance provenance(Json json) throws IOException {
    return new Provenance(
        json.text("trainer"),
        json.text("symbol"),
        Long.parseUnsignedLong(json.text("data"), 16),
        Instant.parse(json.text("from")),
        Instant.parse(json.text("to")),
        (int) json.integer("bars"),
        json.integer("seed"),
        json.text("version"),
        json.texts("settings"));
  }
}
