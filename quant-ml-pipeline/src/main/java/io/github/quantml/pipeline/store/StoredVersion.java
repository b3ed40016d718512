// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.store;

import io.github.quantml.api.ModelVersion;
import io.github.quantml.api.Provenance;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a registry knows about a version without reading its model.
 *
 * @param version name, number, time, aliases and tags
 * @param archived whether it was put aside: listed, never {@code latest}, never behind an alias
 * @param kind kind of its bundle: which loader reads it
 * @param schema schema of its bundle
 * @param bytes length of its file
 * @param sha256 SHA-256 of its file, in hexadecimal digits
 * @param library version of this library that registered it
 * @param provenance data, settings, seed and code of its training, when its bundle tells
 * @param file its file
 */
public record StoredVersion(
    ModelVersion version,
    boolean archived,
    String kind,
    int schema,
    long bytes,
    String sha256,
    String library,
    Optional<Provenance> provenance,
    Path file) {}
