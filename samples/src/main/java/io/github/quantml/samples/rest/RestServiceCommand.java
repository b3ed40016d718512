// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples.rest;

import io.github.quantml.api.QuantMlSettings;
import io.github.quantml.samples.host.Host;
import io.github.quantml.samples.host.MarketData;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Serves predictions, trainings and the dashboard until it is stopped. */
@Command(
    name = "rest-service",
    description = {
      "Serves predictions, training jobs, monitoring and a dashboard over HTTP.",
      "Models, runs and jobs lie under ML_MODEL_CACHE_DIR."
    },
    footer = {
      "",
      "Examples:",
      "  samples/run rest-service",
      "  samples/run rest-service --port 9000 --data ~/bars --token s3cret --host 0.0.0.0",
      "  curl -X POST localhost:8080/api/v1/ml/train -H 'Content-Type: application/json' \\",
      "       -d '{\"ticker\": \"AAPL\", \"horizon\": \"5b\"}'",
      "  curl 'localhost:8080/api/v1/ml/predictions/AAPL?horizon=5b'"
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class RestServiceCommand implements Callable<Integer> {
  @Option(
      names = "--host",
      defaultValue = "127.0.0.1",
      description =
          "Address to listen on; others than loopback need a token. Default: ${DEFAULT-VALUE}.")
  private String host = "127.0.0.1";

  @Option(
      names = "--port",
      defaultValue = "8080",
      description = "Port, 0 for any free one; default: ${DEFAULT-VALUE}.")
  private int port = 8080;

  @Option(
      names = "--job-dashboard-port",
      defaultValue = "8000",
      description =
          "Port of the job library's own dashboard, on loopback; 0 for none. Default: ${DEFAULT-VALUE}.")
  private int jobDashboardPort = 8000;

  @Option(
      names = "--token",
      defaultValue = "${env:QUANTML_REST_TOKEN:-}",
      description = "Bearer token that calls must show; default: QUANTML_REST_TOKEN, or none.")
  private String token = "";

  @Option(names = "--data", description = "Directory of bars: one TICKER.csv each.")
  private @Nullable Path data;

  @Option(
      names = "--jobs-database",
      defaultValue = "",
      description =
          "JDBC address of the jobs, such as jdbc:postgresql://host/db?user=...; default: an H2 file.")
  private String jobsDatabase = "";

  @Option(
      names = "--deadline-ms",
      defaultValue = "10000",
      description = "Longest time a call may compute; default: ${DEFAULT-VALUE}.")
  private long deadlineMs = 10_000;

  @Option(
      names = "--concurrency",
      defaultValue = "0",
      description =
          "Calls that compute at once, more are answered 429; default: twice the processors.")
  private int concurrency;

  @Spec private @Nullable CommandSpec spec;

  /** For picocli. */
  public RestServiceCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    MarketData market = data == null ? MarketData.bundled() : MarketData.of(data);
    RestConfig defaults = RestConfig.defaults();
    RestConfig config =
        new RestConfig(
            host,
            port,
            jobDashboardPort,
            token,
            defaults.maxBytes(),
            Duration.ofMillis(deadlineMs),
            concurrency == 0 ? defaults.concurrency() : concurrency,
            jobsDatabase,
            defaults.pollSeconds());
    RestService service = RestService.start(config, Host.of(QuantMlSettings.load(), market));
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  service.close();
                  stopped.countDown();
                },
                "rest-stop"));
    out.println("dashboard  " + service.address());
    out.println("documents  " + service.address() + "api/v1/docs");
    if (jobDashboardPort > 0) {
      out.println("jobs       http://127.0.0.1:" + jobDashboardPort + "/dashboard");
    }
    out.println("stop with Ctrl-C");
    out.flush();
    stopped.await();
    return 0;
  }
}
