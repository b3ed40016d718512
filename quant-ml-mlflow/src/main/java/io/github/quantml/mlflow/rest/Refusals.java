// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.mlflow.rest;

import io.github.quantml.mlflow.MLFlowServerException;
import io.github.quantml.mlflow.MLFlowServerException.Kind;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;

/** What an answer that is no success means, and what to do about it. */
final class Refusals {
  private static final long MOST_SECONDS = 300;

  private Refusals() {}

  static MLFlowServerException of(
      URI base, Credentials credentials, String call, HttpResponse<?> response, byte[] body) {
    int status = response.statusCode();
    String code = "";
    String message = Connection.shown(body);
    try {
      Json json = Json.parse(body);
      code = json.get("error_code").text();
      message = json.get("message").isPresent() ? json.get("message").text() : message;
    } catch (IOException e) {
      // A proxy or another program answered; its text is shown as it is.
      code = "";
    }
    StringBuilder text =
        new StringBuilder("MLflow server " + base + ": " + call + " answered " + status);
    if (!code.isEmpty()) {
      text.append(' ').append(code);
    }
    if (!message.isBlank()) {
      text.append(": ").append(message.length() > 600 ? message.substring(0, 600) : message);
    }
    text.append(hint(credentials, status, code, message, response));
    return new MLFlowServerException(
        kind(status, code), status, retryAfter(response), text.toString(), null);
  }

  private static Kind kind(int status, String code) {
    if (code.equals("RESOURCE_ALREADY_EXISTS")) {
      return Kind.EXISTS;
    }
    if (code.equals("RESOURCE_DOES_NOT_EXIST") || code.equals("NOT_FOUND")) {
      return Kind.MISSING;
    }
    return switch (status) {
      case 401, 403, 407 -> Kind.DENIED;
      case 408, 425, 429 -> Kind.UNAVAILABLE;
      case 409 -> Kind.UNCLEAR;
      default -> status >= 500 ? Kind.UNCLEAR : Kind.REFUSED;
    };
  }

  private static String hint(
      Credentials credentials, int status, String code, String message, HttpResponse<?> response) {
    if (message.contains("Invalid Host header")) {
      return ". The server accepts only the host names it was told: start it with"
          + " --allowed-hosts and this name, port included";
    }
    if (message.contains("Cross-origin")) {
      return ". The server refuses calls of other origins: see its option"
          + " --cors-allowed-origins";
    }
    if (status == 401 || status == 403) {
      return credentials.isNone()
          ? ". No credentials were sent: set MLFLOW_TRACKING_USERNAME and"
              + " MLFLOW_TRACKING_PASSWORD, or MLFLOW_TRACKING_TOKEN"
          : status == 401
              ? ". The credentials that were sent (" + credentials + ") were not accepted"
              : ". The user may not do this: ask whoever runs the server for the permission";
    }
    if (status / 100 == 3) {
      return ". It redirects to "
          + response.headers().firstValue("Location").orElse("elsewhere")
          + ": set the address that answers itself";
    }
    if (status == 404 && code.isEmpty()) {
      return ". Either this is no MLflow server, or its address needs a path prefix, or its version"
          + " lacks this call";
    }
    return "";
  }

  private static Duration retryAfter(HttpResponse<?> response) {
    try {
      long seconds = Long.parseLong(response.headers().firstValue("Retry-After").orElse("0"));
      return Duration.ofSeconds(Math.max(0, Math.min(MOST_SECONDS, seconds)));
    } catch (NumberFormatException e) {
      return Duration.ZERO;
    }
  }
}
