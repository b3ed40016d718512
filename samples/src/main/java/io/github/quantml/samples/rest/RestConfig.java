// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples.rest;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;

/**
 * How the service listens and what it bears.
 *
 * @param host address to listen on; {@code 127.0.0.1} by default
 * @param port port; 0 for any free one
 * @param jobDashboardPort port of the job library's own dashboard on the loopback address; 0 for
 *     none
 * @param token bearer token that calls must show; empty for none
 * @param maxBytes largest request body
 * @param deadline longest time a call may compute
 * @param concurrency calls that compute at the same time; more are refused with 429
 * @param jobsDatabase JDBC address of the jobs; empty for an H2 file beside the models
 * @param pollSeconds how often the job store is looked at, at least 5
 */
public record RestConfig(
    String host,
    int port,
    int jobDashboardPort,
    String token,
    int maxBytes,
    Duration deadline,
    int concurrency,
    String jobsDatabase,
    int pollSeconds) {
  public RestConfig {
    require("port", port >= 0 && port <= 65_535, port);
    require(
        "job dashboard port",
        jobDashboardPort >= 0 && jobDashboardPort <= 65_535,
        jobDashboardPort);
    require("max bytes", maxBytes >= 1_024, maxBytes);
    require("deadline", !deadline.isNegative() && !deadline.isZero(), deadline);
    require("concurrency", concurrency >= 1, concurrency);
    require("poll seconds", pollSeconds >= 5, pollSeconds);
    if (!isLoopback(host) && token.isBlank()) {
      throw new IllegalArgumentException(
          "host " + host + ": a service that others can reach needs a token (--token)");
    }
  }

  private static void require(String name, boolean holds, Object value) {
    if (!holds) {
      throw new IllegalArgumentException(name + ": out of range, got " + value);
    }
  }

  /** Loopback, port 8080, no token, bodies to 4 MiB, 10 s, twice as many calls as processors. */
  public static RestConfig defaults() {
    return new RestConfig(
        "127.0.0.1",
        8080,
        0,
        "",
        4 << 20,
        Duration.ofSeconds(10),
        2 * Runtime.getRuntime().availableProcessors(),
        "",
        5);
  }

  public RestConfig withPort(int value) {
    return new RestConfig(
        host,
        value,
        jobDashboardPort,
        token,
        maxBytes,
        deadline,
        concurrency,
        jobsDatabase,
        pollSeconds);
  }

  public RestConfig withToken(String value) {
    return new RestConfig(
        host,
        port,
        jobDashboardPort,
        value,
        maxBytes,
        deadline,
        concurrency,
        jobsDatabase,
        pollSeconds);
  }

  public RestConfig withLimits(int bytes, Duration longest, int calls) {
    return new RestConfig(
        host, port, jobDashboardPort, token, bytes, longest, calls, jobsDatabase, pollSeconds);
  }

  boolean isLoopback() {
    return isLoopback(host);
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("host: '" + host + "' is no address of this machine", e);
    }
  }
}
