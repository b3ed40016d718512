// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.quantml.api.BarSeries;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.QuantMlSettings;
import io.github.quantml.api.Setting;
import io.github.quantml.api.TrainingData;
import io.github.quantml.data.MarketSimulator;
import io.github.quantml.data.SimulatedSurroundings;
import io.github.quantml.data.SimulatorConfig;
import io.github.quantml.pipeline.MLTrainingPipeline;
import io.github.quantml.pipeline.store.LocalModelRegistry;
import io.github.quantml.pipeline.store.StoredVersion;
import io.github.quantml.samples.host.Host;
import io.github.quantml.samples.host.MarketData;
import io.github.quantml.samples.rest.RestConfig;
import io.github.quantml.samples.rest.RestService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Kills the REST service while jobs run, starts it again and waits for them: every job that was
 * accepted ends well, once, and the registry is that of trainings nobody disturbed. Run by
 * .ci/check-kills; arguments are the number of kills and the seed.
 */
public final class JobKills {
  private static final String MEMBERS = "\"random_walk\", \"volatility\", \"regime\"";
  private static final Horizon HORIZON = Horizon.ofBars(5);
  private static final int BARS = 220;
  private static final int JOBS = 2;
  private static final long LATEST_KILL_MS = 1_500;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Path home;
  private final Path market;
  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private JobKills(Path root) throws IOException {
    this.home = Files.createDirectories(root.resolve("home"));
    this.market = Files.createDirectories(root.resolve("market"));
  }

  /** The service; arguments are its directory, that of the bars, and a file for its address. */
  static final class Service {
    private Service() {}

    public static void main(String[] args) throws Exception {
      RestService service =
          RestService.start(
              RestConfig.defaults().withPort(0), host(Path.of(args[0]), Path.of(args[1])));
      Path draft = Path.of(args[2] + ".draft");
      Files.writeString(draft, service.address());
      Files.move(draft, Path.of(args[2]));
      new CountDownLatch(1).await();
    }
  }

  private static Host host(Path home, Path market) {
    return Host.of(
        QuantMlSettings.defaults().with(Setting.ML_MODEL_CACHE_DIR, home.toString()),
        MarketData.of(market));
  }

  public static void main(String[] args) throws Exception {
    int kills = Integer.parseInt(args[0]);
    Path root = Files.createTempDirectory("job-kills");
    long start = System.nanoTime();
    try {
      String said = new JobKills(root).rounds(kills, new SplittableRandom(Long.parseLong(args[1])));
      System.out.printf(Locale.ROOT, "%s (%.0f s)%n", said, (System.nanoTime() - start) / 1e9);
    } finally {
      try (Stream<Path> found = Files.walk(root)) {
        for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  private String rounds(int kills, SplittableRandom random) throws Exception {
    TreeSet<String> jobs = new TreeSet<>();
    int underWay = 0;
    for (int kill = 0; kill < kills; kill++) {
      List<String> posted = new ArrayList<>();
      Process service = null;
      try {
        service = start();
        String address = address(service);
        for (int j = 0; j < JOBS; j++) {
          posted.add(post(address, ticker(kill * JOBS + j)));
        }
        if (random.nextInt(4) > 0) { // else it is killed with the jobs still in their queue
          while (posted.stream().noneMatch(job -> !state(address, job).equals("queued"))) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
          }
        }
        LockSupport.parkNanos(random.nextLong(LATEST_KILL_MS * 1_000_000));
        for (String job : posted) {
          underWay += state(address, job).equals("running") ? 1 : 0;
        }
      } finally {
        kill(service);
      }
      jobs.addAll(posted);
      try {
        service = start();
        String address = address(service);
        for (String job : posted) {
          await(address, job, service);
        }
        TreeSet<String> listed = new TreeSet<>();
        call(address + "api/v1/ml/jobs", null).get("jobs").forEach(j -> listed.add(id(j)));
        require(
            listed.containsAll(posted) && jobs.containsAll(listed),
            "kill " + kill + ": jobs " + listed + ", posted " + jobs);
      } finally {
        kill(service);
      }
      require(
          LocalModelRegistry.in(home.resolve("registry")).check().isEmpty(),
          "kill " + kill + ": the registry has faults");
    }
    compare(kills * JOBS);
    return kills
        + " kills of the service with "
        + jobs.size()
        + " jobs, "
        + underWay
        + " of them running just before; all succeeded, each version once and like the undisturbed"
        + " one";
  }

  private static String id(JsonNode job) {
    return job.get("id").asText();
  }

  private void compare(int tickers) throws IOException {
    Path direct = Files.createDirectories(home.resolveSibling("direct"));
    Host host = host(direct, market);
    for (int i = 0; i < tickers; i++) {
      BarSeries bars = host.market().bars("T" + i);
      MLTrainingPipeline.of(
              host.training(bars, HORIZON, List.of("random_walk", "volatility", "regime")).build())
          .trainAllModels(TrainingData.of(bars));
    }
    Map<String, String> wanted = content(direct);
    Map<String, String> got = content(home);
    require(wanted.equals(got), "registry " + got + " instead of " + wanted);
    require(wanted.size() == 4 * tickers, "trained: " + wanted.keySet());
  }

  private static Map<String, String> content(Path home) {
    LocalModelRegistry registry = LocalModelRegistry.in(home.resolve("registry"));
    Map<String, String> all = new TreeMap<>();
    for (String name : registry.names()) {
      for (StoredVersion v : registry.show(name)) {
        all.put(name + "/" + v.version().version(), v.sha256() + " " + v.version().aliases());
      }
    }
    return all;
  }

  private Path file(String name) {
    return home.resolveSibling(name);
  }

  private Process start() throws IOException {
    Files.deleteIfExists(file("address"));
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            Service.class.getName(),
            home.toString(),
            market.toString(),
            file("address").toString())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(file("log.txt").toFile()))
        .start();
  }

  private static void kill(Process service) throws InterruptedException {
    if (service != null) {
      service.destroyForcibly().waitFor();
    }
  }

  private String address(Process service) throws IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!Files.exists(file("address"))) {
      require(
          service.isAlive() && System.nanoTime() < end,
          "the service does not start: " + Files.readString(file("log.txt")));
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    return Files.readString(file("address"));
  }

  /** Writes the bars of a new ticker and names it. */
  private String ticker(int number) throws IOException {
    String name = "T" + number;
    BarSeries bars =
        MarketSimulator.of(
                SimulatorConfig.defaults()
                    .withSymbol(name)
                    .withBars(BARS)
                    .withSurroundings(new SimulatedSurroundings(0, 0, 0, 0, 0)))
            .simulate(number)
            .bars();
    StringBuilder csv = new StringBuilder("date,open,high,low,close,volume\n");
    for (int i = 0; i < bars.size(); i++) {
      csv.append(bars.time(i)).append(',').append(bars.open(i)).append(',').append(bars.high(i));
      csv.append(',').append(bars.low(i)).append(',').append(bars.close(i)).append(',');
      csv.append(bars.volume(i)).append('\n');
    }
    Files.writeString(market.resolve(name + ".csv"), csv);
    return name;
  }

  private String post(String address, String ticker) {
    JsonNode answer =
        call(
            address + "api/v1/ml/train",
            "{\"ticker\": \""
                + ticker
                + "\", \"horizon\": \""
                + HORIZON
                + "\", \"model\": \"all\", \"members\": ["
                + MEMBERS
                + "]}");
    return answer.get("job_id").asText();
  }

  private String state(String address, String job) {
    return call(address + "api/v1/ml/jobs/" + job, null).get("state").asText();
  }

  private void await(String address, String job, Process service) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!state(address, job).equals("succeeded")) {
      require(
          service.isAlive() && System.nanoTime() < end,
          "job " + job + " does not end: " + call(address + "api/v1/ml/jobs/" + job, null));
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
    }
  }

  private JsonNode call(String address, String body) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address));
    if (body != null) {
      request
          .header("Content-Type", "application/json")
          .POST(HttpRequest.BodyPublishers.ofString(body));
    }
    try {
      HttpResponse<String> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      require(
          answer.statusCode() < 300, address + ": " + answer.statusCode() + " " + answer.body());
      return json.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError(what);
    }
  }
}
