// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.quantml.api.QuantMlException;
import io.github.quantml.samples.host.Host;
import io.github.quantml.samples.host.MarketData;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestJobsTest {
  private static final String TRAIN = "/api/v1/ml/train";

  private static String training(String ticker, String horizon, boolean force) {
    return String.format(
        Locale.ROOT, "{\"ticker\":\"%s\",\"horizon\":\"%s\",\"force\":%b}", ticker, horizon, force);
  }

  private static String state(JsonNode job) {
    return job.get("state").asText();
  }

  /** A directory whose one ticker has too few bars for anything. */
  private static MarketData few(Path directory) {
    List<String> lines = new ArrayList<>(List.of("date,open,high,low,close,volume"));
    for (int i = 0; i < 20; i++) {
      lines.add(LocalDate.of(2014, 1, 1).plusDays(i) + ",10,11,9," + (10 + i % 2) + ",100");
    }
    try {
      Files.write(directory.resolve("FEW.csv"), lines);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return MarketData.of(directory);
  }

  @Test
  void aJobTrainsAndItsModelServesAndOneThatIsQueuedSurvivesARestart(
      @TempDir Path home, @TempDir Path data) {
    Host host = TestService.host(home, few(data));
    String failing;
    String queued;
    try (TestService service = TestService.start(TestService.config(), host)) {
      TestService.Answer accepted = service.post(TRAIN, training("AAPL", "5b", false));
      assertThat(accepted.status()).isEqualTo(202);
      String id = accepted.json().get("job_id").asText();
      assertThat(accepted.header("Location")).isEqualTo("/api/v1/ml/jobs/" + id);
      failing = service.post(TRAIN, training("FEW", "5b", false)).json().get("job_id").asText();
      assertThat(service.post(TRAIN, training("AAPL", "5b", false)).json().get("job_id").asText())
          .as("the same training is queued once")
          .isEqualTo(id);

      JsonNode done = service.await(id, job -> state(job).equals("succeeded"));
      assertThat(done.get("report").asText()).contains("version 1 of AAPL-5b-ensemble");
      assertThat(done.get("history").findValuesAsText("state"))
          .containsExactly("queued", "running", "succeeded");
      assertThat(service.get("/api/v1/ml/predictions/AAPL?horizon=5b").header("X-Model"))
          .isEqualTo("AAPL-5b-ensemble/1");
      assertThat(service.send("DELETE", "/api/v1/ml/jobs/" + id, null, "").status()).isEqualTo(409);

      JsonNode failed = service.await(failing, job -> state(job).equals("failed"));
      assertThat(failed.get("error").asText()).contains("needs", "20");
      assertThat(failed.get("history").findValuesAsText("state"))
          .as("the same bars would fail again")
          .containsExactly("queued", "running", "failed");

      String cancelled =
          service.post(TRAIN, training("AAPL", "7b", false)).json().get("job_id").asText();
      assertThat(state(service.send("DELETE", "/api/v1/ml/jobs/" + cancelled, null, "").json()))
          .isEqualTo("cancelled");
      queued = service.post(TRAIN, training("AAPL", "5b", true)).json().get("job_id").asText();
      assertThat(service.service().recurringJobs()).containsExactly("retrain-weekly");
    }
    try (TestService service = TestService.start(TestService.config(), host)) {
      assertThat(service.get("/api/v1/ml/predictions/AAPL?horizon=5b").header("X-Model"))
          .startsWith("AAPL-5b-ensemble/");
      service.await(queued, job -> state(job).equals("succeeded"));
      TestService.Answer now = service.get("/api/v1/ml/predictions/AAPL?horizon=5b");
      assertThat(now.status()).isEqualTo(200);
      assertThat(service.get("/api/v1/ml/models").json().get("models").get(0).get("versions"))
          .as("the version of the queued training is there too")
          .hasSize(2);
      assertThat(service.get("/api/v1/ml/jobs").json().get("jobs").findValuesAsText("id"))
          .contains(queued, failing);
      assertThat(service.get("/api/v1/ml/jobs").json().get("jobs").findValuesAsText("ticker"))
          .hasSize(4);
    }
  }

  @Test
  void theJobDashboardListensOnLoopbackOnly(@TempDir Path home) throws IOException {
    int port = free();
    RestConfig config =
        new RestConfig("127.0.0.1", 0, port, "", 4_096, Duration.ofSeconds(5), 2, "", 5);
    try (TestService service = TestService.start(config, TestService.host(home))) {
      assertThat(service.service().jobDashboardPort()).hasValue(port);
      try (Socket local = new Socket(InetAddress.getLoopbackAddress(), port)) {
        assertThat(local.isConnected()).isTrue();
      }
      for (NetworkInterface card : Collections.list(NetworkInterface.getNetworkInterfaces())) {
        for (InetAddress address : Collections.list(card.getInetAddresses())) {
          if (!address.isLoopbackAddress()) {
            assertThat(isOpen(address, port)).as("%s", address).isFalse();
          }
        }
      }
    }
  }

  private static boolean isOpen(InetAddress address, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), 1_000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static int free() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Test
  void aPortThatIsTakenIsNamed(@TempDir Path home) throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      assertThatThrownBy(
              () -> RestService.start(RestConfig.defaults().withPort(port), TestService.host(home)))
          .isInstanceOf(QuantMlException.class)
          .hasMessageContaining("port " + port + " of 127.0.0.1");
      RestConfig board =
          new RestConfig("127.0.0.1", 0, port, "", 4_096, Duration.ofSeconds(5), 2, "", 5);
      assertThatThrownBy(() -> RestService.start(board, TestService.host(home)))
          .isInstanceOf(QuantMlException.class)
          .hasMessageContaining("job dashboard");
    }
  }

  @Test
  void aJobStoreThatCannotBeReachedIsNamedWithoutItsPassword(@TempDir Path home) {
    RestConfig config =
        new RestConfig(
            "127.0.0.1",
            0,
            0,
            "",
            4_096,
            Duration.ofSeconds(5),
            2,
            "jdbc:h2:file:/dev/null/jobs;PASSWORD=hidden",
            5);
    assertThatThrownBy(() -> RestService.start(config, TestService.host(home)))
        .isInstanceOf(QuantMlException.class)
        .hasMessageContaining("jdbc:h2:file:/dev/null/jobs: cannot be opened")
        .hasMessageNotContaining("hidden");
  }
}
