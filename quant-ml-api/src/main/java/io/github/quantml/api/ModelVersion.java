// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.api;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One version of a registered model.
 *
 * @param name registered name
 * @param version number, from 1
 * @param created when it was registered
 * @param aliases names that point at it now
 * @param tags free key-value notes
 */
public record ModelVersion(
    String name, int version, Instant created, List<String> aliases, Map<String, String> tags) {
  public ModelVersion {
    aliases = List.copyOf(aliases);
    tags = Collections.unmodifiableMap(new TreeMap<>(tags));
  }
}
