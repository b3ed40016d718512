// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.mlflow;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** A real {@code mlflow server} on loopback: SQLite, artifacts handed through. */
final class MlflowProcess implements AutoCloseable {
  private final Path directory;
  private final int port;
  private Process process;

  private MlflowProcess(Path directory, int port) {
    this.directory = directory;
    this.port = port;
  }

  /** Directory of the programs of the virtual environment under test. */
  static Path bin() {
    return Path.of(Objects.requireNonNull(System.getProperty("quantml.mlflow.bin")));
  }

  static MlflowProcess start(Path directory) throws IOException, InterruptedException {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    MlflowProcess server = new MlflowProcess(directory, free);
    server.start();
    return server;
  }

  void start() throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            bin().resolve("mlflow").toString(),
            "server",
            "--host",
            "127.0.0.1",
            "--port",
            Integer.toString(port),
            "--workers",
            "1",
            "--backend-store-uri",
            "sqlite:///" + directory.resolve("mlflow.db"),
            "--artifacts-destination",
            directory.resolve("artifacts").toString(),
            "--serve-artifacts");
    builder.directory(directory.toFile());
    builder.redirectErrorStream(true);
    builder.redirectOutput(
        ProcessBuilder.Redirect.appendTo(directory.resolve("server.log").toFile()));
    process = builder.start();
    HttpClient client = HttpClient.newHttpClient();
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
    while (true) {
      try {
        HttpResponse<String> health =
            client.send(
                HttpRequest.newBuilder(URI.create(uri() + "/health")).build(),
                HttpResponse.BodyHandlers.ofString());
        if (health.statusCode() == 200) {
          return;
        }
      } catch (IOException e) {
        if (!process.isAlive() || System.nanoTime() > end) {
          throw new IOException(
              "mlflow server: " + Files.readString(directory.resolve("server.log")), e);
        }
      }
      process.waitFor(200, TimeUnit.MILLISECONDS);
    }
  }

  String uri() {
    return "http://127.0.0.1:" + port;
  }

  /** Kills the server and its workers, as a crash would. */
  void kill() {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    all.add(process.toHandle());
    all.forEach(ProcessHandle::destroyForcibly);
    for (ProcessHandle one : all) {
      one.onExit().join();
    }
  }

  /** Runs Python code with arguments against this server and returns what it printed. */
  String python(String code, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(bin().resolve("python").toString(), "-c", code));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    Path errors = directory.resolve("python.err");
    builder.redirectError(errors.toFile());
    builder.environment().put("MLFLOW_TRACKING_URI", uri());
    builder.environment().remove("MLFLOW_RUN_ID");
    Process python = builder.start();
    python.getOutputStream().close();
    String out = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (python.waitFor() != 0) {
      throw new IOException("python: " + Files.readString(errors));
    }
    return out;
  }

  @Override
  public void close() {
    kill();
  }
}
