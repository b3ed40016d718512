// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.mlflow.rest;

import io.github.quantml.api.InvalidDataException;
import java.net.URI;
import java.util.Locale;

/** Checks of a tracking address: this library speaks to servers only. */
public final class ServerUri {
  private ServerUri() {}

  /**
   * The address of a server, without a slash at its end.
   *
   * @param where what the text was set by, for messages
   * @throws InvalidDataException unless the text is an {@code http} or {@code https} address
   */
  public static URI parse(String where, String text) {
    URI uri;
    try {
      uri = URI.create(text.strip().replaceAll("/+$", ""));
    } catch (IllegalArgumentException e) {
      throw new InvalidDataException(where + ", value '" + text + "': is no address", e);
    }
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new InvalidDataException(
          where
              + ", value '"
              + text
              + "': only http:// and https:// can be tracked to from Java. For a database or a"
              + " directory start a server on it, `mlflow server --backend-store-uri "
              + (text.isBlank() ? "..." : text)
              + "`, and set its address here");
    }
    if (uri.getHost() == null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw new InvalidDataException(
          where + ", value '" + text + "': must be http(s)://HOST[:PORT][/PREFIX]");
    }
    if (uri.getRawUserInfo() != null) {
      throw new InvalidDataException(
          where
              + ": must not contain a user name or password; set MLFLOW_TRACKING_USERNAME and"
              + " MLFLOW_TRACKING_PASSWORD, or MLFLOW_TRACKING_TOKEN");
    }
    return uri;
  }
}
