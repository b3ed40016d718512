// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RestGuardTest {
  private static final Guard OPEN = new Guard(RestConfig.defaults());
  private static final Guard CLOSED = new Guard(RestConfig.defaults().withToken("s3cret"));

  @ParameterizedTest
  @ValueSource(
      strings = {"localhost", "LOCALHOST:8080", "127.0.0.1", "127.0.0.1:9", "[::1]", "[::1]:8080"})
  void localNamesAreOurs(String host) {
    assertThat(OPEN.isOurs(host)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:8080",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "[::2]",
        "[::1",
        "",
        ":8080",
        "127.0.0.2"
      })
  void otherNamesAreNot(String host) {
    assertThat(OPEN.isOurs(host)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer s3cret", "bearer s3cret", "BEARER  s3cret "})
  void theTokenOpens(String header) {
    assertThat(CLOSED.isRight(header)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "s3cret",
        "Bearer",
        "Bearer ",
        "Bearer s3cre",
        "Bearer s3cret2",
        "Basic s3cret"
      })
  void nothingElseDoes(String header) {
    assertThat(CLOSED.isRight(header)).isFalse();
    assertThat(CLOSED.isRight(null)).isFalse();
    assertThat(OPEN.isRight(null)).isTrue();
  }

  @Test
  void aServiceThatOthersReachNeedsAToken() {
    assertThatThrownBy(
            () -> new RestConfig("0.0.0.0", 0, 0, "", 1_024, Duration.ofSeconds(1), 1, "", 5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("token");
  }

  @Test
  void aServiceWithATokenTellsOthersNothing(@TempDir Path home) {
    try (TestService service =
        TestService.start(
            new RestConfig("127.0.0.1", 0, 0, "s3cret", 2_048, Duration.ofNanos(1), 1, "", 5),
            TestService.host(home))) {
      TestService.train(service.host(), "AAPL", "5b", false);
      String path = "/api/v1/ml/predictions/AAPL?horizon=5b";
      String get = "GET " + path + " HTTP/1.1\r\nConnection: close\r\nHost: ";

      assertThat(service.raw(get + "localhost\r\n\r\n"))
          .startsWith("HTTP/1.1 401 ")
          .contains("WWW-Authenticate: Bearer", "application/problem+json");
      assertThat(service.raw(get + "evil.example\r\nAuthorization: Bearer s3cret\r\n\r\n"))
          .startsWith("HTTP/1.1 403 ")
          .contains("application/problem+json");
      assertThat(service.raw("GET / HTTP/1.1\r\nConnection: close\r\nHost: localhost\r\n\r\n"))
          .startsWith("HTTP/1.1 200 ");
      assertThat(
              service.raw("GET /metrics HTTP/1.1\r\nConnection: close\r\nHost: localhost\r\n\r\n"))
          .startsWith("HTTP/1.1 401 ");
      assertThat(service.get("/api/v1/ml/models").status()).isEqualTo(200);

      TestService.Answer late = service.get(path);
      assertThat(late.status()).isEqualTo(503);
      assertThat(late.header("Retry-After")).isEqualTo("1");
      assertThat(late.json().get("type").asText()).endsWith("#problem-deadline");

      TestService.Answer large =
          service.post("/api/v1/ml/predict", "{\"symbol\":\"" + "A".repeat(4_000) + "\"}");
      assertThat(large.status()).isEqualTo(413);
      assertThat(large.header("Content-Type")).isEqualTo("application/problem+json");
    }
  }

  @Test
  void aKnownAnswerIsNotGivenWithoutTheToken(@TempDir Path home) {
    try (TestService service =
        TestService.start(TestService.config().withToken("s3cret"), TestService.host(home))) {
      TestService.train(service.host(), "AAPL", "5b", false);
      String path = "/api/v1/ml/predictions/AAPL?horizon=5b";
      assertThat(service.get(path).status()).isEqualTo(200);
      assertThat(service.get(path).status()).isEqualTo(200);

      String get = "GET " + path + " HTTP/1.1\r\nConnection: close\r\nHost: ";
      assertThat(service.raw(get + "localhost\r\n\r\n")).startsWith("HTTP/1.1 401 ");
      assertThat(service.raw(get + "localhost\r\nAuthorization: Bearer wrong\r\n\r\n"))
          .startsWith("HTTP/1.1 401 ");
      assertThat(service.raw(get + "evil.example\r\nAuthorization: Bearer s3cret\r\n\r\n"))
          .startsWith("HTTP/1.1 403 ");
    }
  }
}
