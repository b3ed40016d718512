// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples.rest;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who may call: whoever shows the token, by a host name that is ours. */
final class Guard {
  private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final String BEARER = "bearer ";

  private final String token;
  private final boolean loopback;

  Guard(RestConfig config) {
    this.token = config.token();
    this.loopback = config.isLoopback();
  }

  /** Answers to our names only. */
  void host(Context http) {
    if (!isOurs(http.header("Host"))) {
      throw new ProblemException(
          Problem.Kind.FORBIDDEN_HOST,
          "Host: must be one of localhost, 127.0.0.1 and [::1] on a loopback service");
    }
  }

  /**
   * Whether a Host header may be answered. A page of another site whose name was pointed at this
   * machine must not get answers: on a loopback address only local names are answered.
   */
  boolean isOurs(@Nullable String host) {
    return !loopback || LOCAL.contains(name(host));
  }

  /** Compares in a time that says nothing of where texts differ. */
  static boolean isEqual(String a, String b) {
    return MessageDigest.isEqual(
        a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
  }

  private static String name(@Nullable String host) {
    if (host == null) {
      return "localhost"; // HTTP/1.0 names none
    }
    int end = host.startsWith("[") ? host.indexOf(']') + 1 : host.indexOf(':');
    return (end > 0 ? host.substring(0, end) : host).toLowerCase(Locale.ROOT);
  }

  void token(Context http) {
    if (!isRight(http.header("Authorization"))) {
      throw new ProblemException(
          Problem.Kind.UNAUTHORIZED, "Authorization: must be 'Bearer TOKEN' with the right token");
    }
  }

  boolean needsToken() {
    return !token.isEmpty();
  }

  /** Whether an Authorization header shows the token, or none is needed. */
  boolean isRight(@Nullable String shown) {
    return token.isEmpty()
        || (shown != null
            && shown.regionMatches(true, 0, BEARER, 0, BEARER.length())
            && isEqual(token, shown.substring(BEARER.length()).strip()));
  }
}
