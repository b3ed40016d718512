// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.deep;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.quantml.api.MarketContext;
import io.github.quantml.api.TrainingContext;
import io.github.quantml.api.TrainingData;
import io.github.quantml.api.spi.PortableModel;
import io.github.quantml.deep.data.Windows;
import io.github.quantml.deep.train.TrainingOptions;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only another process can show: class paths without parts, kills, sockets, memory. */
class ProcessTest {
  /** Java with the class path of the tests, less the entries that contain one of the words. */
  private static Process start(Path output, String without, Class<?> main, String... arguments)
      throws IOException {
    String path =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(
                entry ->
                    without.isEmpty()
                        || Arrays.stream(without.split(",", -1)).noneMatch(entry::contains))
            .collect(Collectors.joining(File.pathSeparator));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // A heap of fixed size, all of it touched: what grows is native.
    command.addAll(List.of("-Xms128m", "-Xmx128m", "-XX:+AlwaysPreTouch"));
    command.addAll(List.of("-cp", path, main.getName()));
    command.addAll(Arrays.asList(arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
  }

  private static String run(Path directory, String without, Class<?> main, String... arguments)
      throws Exception {
    Path output = Files.createTempFile(directory, "out", ".txt");
    Process process = start(output, without, main, arguments);
    assertThat(process.waitFor(600, TimeUnit.SECONDS)).isTrue();
    String text = Files.readString(output, StandardCharsets.UTF_8);
    assertThat(process.exitValue()).as(text).isZero();
    return text;
  }

  @Test
  void servingNeedsNeitherDjlNorLibtorch(@TempDir Path directory) throws Exception {
    PortableModel model =
        (PortableModel)
            LSTMTrainer.of(
                    new LSTMModelConfig(8, 5, 4, 1)
                        .withTraining(TrainingOptions.defaults().withEpochs(1)))
                .train(TrainingData.of(Worlds.bars("TEST", 400, 0, 1)), TrainingContext.defaults());
    Path file = directory.resolve("model");
    model.toBundle().write(file);
    String expected =
        model.predict(Worlds.bars("TEST", 400, 0, 1), MarketContext.empty()).toString();
    String said = run(directory, "/ai/djl/,/gson/,/jna/", ServingProcess.class, file.toString());
    assertThat(said).contains(expected).contains("DJL: absent").contains("sockets: 0");
    assertThat(said).contains("lstm available: false");
  }

  @Test
  void trainingOpensNoSocketAndWithoutAnEngineSaysWhatToAdd(@TempDir Path directory)
      throws Exception {
    Path state = directory.resolve("none");
    assertThat(run(directory, "", TrainingProcess.class, state.toString(), "socketless"))
        .contains("sockets: 0")
        .doesNotContain("opened");
    assertThat(run(directory, "pytorch", TrainingProcess.class, state.toString(), "fails"))
        .contains("BackendUnavailableException")
        .contains("ai.djl.pytorch:pytorch-engine")
        .contains("classifier");
    assertThat(run(directory, "pytorch-native", TrainingProcess.class, state.toString(), "fails"))
        .contains("BackendUnavailableException")
        .contains("pytorch-native-cpu:2.7.1 with the classifier");
    assertThat(run(directory, "onnxruntime", TrainingProcess.class, state.toString(), "fails"))
        .contains("BackendUnavailableException")
        .contains("com.microsoft.onnxruntime:onnxruntime");
  }

  @Test
  void aKilledProcessGoesOnToTheSameBytes(@TempDir Path directory) throws Exception {
    Path whole = directory.resolve("whole");
    String expected = parameters(run(directory, "", TrainingProcess.class, whole.toString(), "go"));
    Path state = directory.resolve("state");
    Path output = directory.resolve("killed.txt");
    Process process = start(output, "", TrainingProcess.class, state.toString(), "slowly");
    while (process.isAlive() && !Files.exists(state)) {
      process.waitFor(5, TimeUnit.MILLISECONDS);
    }
    process.destroyForcibly().waitFor();
    assertThat(Files.readString(output)).doesNotContain("parameters");
    assertThat(parameters(run(directory, "", TrainingProcess.class, state.toString(), "go")))
        .isEqualTo(expected);
  }

  @Test
  void nativeMemoryIsFlatOverTenThousandStepsAndAMillionPredictions(@TempDir Path directory)
      throws Exception {
    String said = run(directory, "", MemoryProcess.class);
    System.out.print(said);
    assertThat(said).contains("steps: flat").contains("predictions: flat");
  }

  private static String parameters(String text) {
    return text.lines().filter(line -> line.startsWith("parameters")).findFirst().orElseThrow();
  }

  /** Data and network of {@link TrainingProcess}. */
  static Windows.Split data() {
    return Worlds.split(Worlds.waves(260, 2, 0.1, 3), 16, 4);
  }
}
