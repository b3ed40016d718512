// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;

/**
 * An error as RFC 9457 problem JSON.
 *
 * @param type what kind of problem, as a relative address
 * @param title the kind in words
 * @param status HTTP status
 * @param detail what a caller can act on
 * @param instance names this occurrence in the log of the service; null when nothing was logged
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Problem(String type, String title, int status, String detail, @Nullable String instance) {
  static final String JSON = "application/problem+json";

  /** Kinds of problems. */
  enum Kind {
    BAD_REQUEST(400, "The request cannot be read"),
    UNAUTHORIZED(401, "A valid bearer token is needed"),
    FORBIDDEN_HOST(403, "The service does not answer to this host name"),
    NOT_FOUND(404, "There is no such thing"),
    METHOD_NOT_ALLOWED(405, "The address does not know this method"),
    CONFLICT(409, "The state does not allow it"),
    TOO_LARGE(413, "The request is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "The body must be application/json"),
    UNPROCESSABLE(422, "The request makes no sense"),
    TOO_MANY(429, "Too many calls at once"),
    FAILED(500, "The service failed"),
    DEADLINE(503, "The deadline passed");

    private final int status;
    private final String title;

    Kind(int status, String title) {
      this.status = status;
      this.title = title;
    }

    int status() {
      return status;
    }
  }

  static Problem of(Kind kind, String detail) {
    return of(kind, detail, null);
  }

  static Problem of(Kind kind, String detail, @Nullable String instance) {
    String slug = kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    return new Problem("/api/v1/docs#problem-" + slug, kind.title, kind.status, detail, instance);
  }

  void send(Context http) {
    http.status(status);
    if (status == Kind.TOO_MANY.status() || status == Kind.DEADLINE.status()) {
      http.header("Retry-After", "1");
    }
    if (status == Kind.UNAUTHORIZED.status()) {
      http.header("WWW-Authenticate", "Bearer");
    }
    http.result(Json.bytes(this));
    http.contentType(JSON);
  }
}
