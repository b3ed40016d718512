// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs the Python script of a workload on the inputs of one case.
 *
 * <p>The script gets a directory with {@code case.json} and the inputs as raw little-endian
 * doubles, writes results beside them, and prints one flat JSON object per peer: {@code {"peer":
 * name, "ns": best}} or {@code {"peer": name, "error": message}}.
 */
final class PythonPeers {
  private static final Pattern FIELD =
      Pattern.compile("\"(\\w+)\": (?:\"((?:[^\"\\\\]|\\\\.)*)\"|([-+.0-9eE]+))");

  private final Map<String, Path> pythons;
  private final Path scripts;
  private final boolean quick;

  /** With the interpreter of each workload; a workload may have none. */
  PythonPeers(Map<String, Path> pythons, Path scripts, boolean quick) {
    this.pythons = pythons;
    this.scripts = scripts;
    this.quick = quick;
  }

  /** What one peer did. {@code error} is empty unless it failed. */
  record Answer(String peer, double nanos, String error) {}

  boolean hasScript(Case one) {
    return Files.exists(script(one));
  }

  boolean hasInterpreter(Case one) {
    return pythons.containsKey(one.comparison().workload());
  }

  private Path script(Case one) {
    return scripts.resolve(one.comparison().workload() + ".py");
  }

  /** Writes what the script reads. */
  static void writeInputs(Case one, Path directory) throws IOException {
    Map<String, double[]> inputs = one.comparison().inputs();
    StringBuilder names = new StringBuilder();
    for (Map.Entry<String, double[]> input : new TreeMap<>(inputs).entrySet()) {
      String name = input.getKey();
      names.append(names.isEmpty() ? "" : ", ").append('"').append(name).append('"');
      write(directory.resolve(name + ".f64"), input.getValue());
    }
    Files.writeString(
        directory.resolve("case.json"),
        "{\"kernel\": \"%s\", \"value\": \"%s\", \"inputs\": [%s]}%n"
            .formatted(one.comparison().kernel(), one.value(), names));
  }

  List<Answer> time(Case one, Path directory) throws IOException, InterruptedException {
    Path python = Objects.requireNonNull(pythons.get(one.comparison().workload()), "interpreter");
    Path log = directory.resolve("stderr.txt");
    ProcessBuilder builder =
        new ProcessBuilder(python.toString(), script(one).toString(), directory.toString())
            .redirectError(log.toFile());
    // Set for the OpenBLAS that ND4J carries; NumPy brings its own, which needs no such limit.
    builder.environment().remove("OPENBLAS_CORETYPE");
    builder.environment().put("PEER_SECONDS", quick ? "0.2" : "1");
    Process process = builder.start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    List<Answer> answers = new ArrayList<>();
    out.lines().filter(line -> line.startsWith("{")).forEach(line -> answers.add(parse(line)));
    int status = process.waitFor();
    if (status != 0) {
      String last =
          Files.readAllLines(log).stream()
              .filter(line -> !line.isBlank())
              .reduce((before, line) -> line)
              .orElse("exit status " + status);
      answers.add(new Answer("python", Double.NaN, last.strip()));
    }
    return answers;
  }

  private static Answer parse(String line) {
    String peer = "python";
    double nanos = Double.NaN;
    String error = "";
    Matcher field = FIELD.matcher(line);
    while (field.find()) {
      switch (field.group(1)) {
        case "peer" -> peer = field.group(2);
        case "ns" -> nanos = Double.parseDouble(field.group(3));
        case "error" -> error = field.group(2);
        default -> {}
      }
    }
    return new Answer(peer, nanos, error);
  }

  /** The result that a peer wrote. */
  static double[] result(Path directory, String peer) throws IOException {
    byte[] bytes = Files.readAllBytes(directory.resolve(peer + ".out.f64"));
    DoubleBuffer values = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer();
    double[] result = new double[values.remaining()];
    values.get(result);
    return result;
  }

  private static void write(Path file, double[] values) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asDoubleBuffer().put(values);
    Files.write(file, bytes.array());
  }
}
