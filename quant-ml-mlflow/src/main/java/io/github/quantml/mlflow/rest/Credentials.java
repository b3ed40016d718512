// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.mlflow.rest;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** Who asks. The secret is in no message and no {@code toString}. */
public final class Credentials {
  private final String header;
  private final String kind;

  private Credentials(String header, String kind) {
    this.header = header;
    this.kind = kind;
  }

  /** Nobody in particular. */
  public static Credentials none() {
    return new Credentials("", "none");
  }

  /** User name and password. */
  public static Credentials basic(String user, String password) {
    if (user.indexOf(':') >= 0) {
      throw new IllegalArgumentException("user name: must not contain a colon");
    }
    byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return new Credentials("Basic " + Base64.getEncoder().encodeToString(pair), "basic");
  }

  /** A bearer token. */
  public static Credentials bearer(String token) {
    if (token.isEmpty() || !token.chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
      throw new IllegalArgumentException("token: must be printable ASCII without spaces");
    }
    return new Credentials("Bearer " + token, "bearer");
  }

  /**
   * From the variables that MLflow's own clients read: {@code MLFLOW_TRACKING_USERNAME} with {@code
   * MLFLOW_TRACKING_PASSWORD}, else {@code MLFLOW_TRACKING_TOKEN}.
   */
  public static Credentials fromEnvironment(Map<String, String> environment) {
    String user = environment.getOrDefault("MLFLOW_TRACKING_USERNAME", "");
    String token = environment.getOrDefault("MLFLOW_TRACKING_TOKEN", "");
    if (!user.isEmpty()) {
      return basic(user, environment.getOrDefault("MLFLOW_TRACKING_PASSWORD", ""));
    }
    return token.isEmpty() ? none() : bearer(token);
  }

  /** The value of the Authorization header. */
  Optional<String> header() {
    return header.isEmpty() ? Optional.empty() : Optional.of(header);
  }

  public boolean isNone() {
    return header.isEmpty();
  }

  @Override
  public String toString() {
    return kind;
  }
}
