// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.mlflow.journal;

import io.github.quantml.mlflow.rest.RegistryApi;
import io.github.quantml.mlflow.rest.VersionInfo;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Versions that are made once, however often they are asked for. */
public final class Registrations {
  /** Tag whose value is unique to one registration. */
  public static final String TOKEN = "quantml.registration";

  private Registrations() {}

  /**
   * Makes a version, or finds the one that an earlier attempt of the same registration made.
   *
   * @param tags tags of the version, {@link #TOKEN} among them
   * @param look whether an earlier attempt may have had its effect
   */
  public static VersionInfo version(
      RegistryApi registry,
      String model,
      String source,
      String runId,
      Map<String, String> tags,
      boolean look) {
    registry.createModel(model);
    String token = Objects.requireNonNull(tags.get(TOKEN), TOKEN);
    if (look) {
      Optional<VersionInfo> made =
          registry.searchVersions("name='" + model + "'").stream()
              .filter(v -> token.equals(v.version().tags().get(TOKEN)))
              .findFirst();
      if (made.isPresent()) {
        return made.get();
      }
    }
    return registry.createVersion(model, source, runId, "", tags);
  }
}
