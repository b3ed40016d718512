// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.deep.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.quantml.api.InvalidDataException;
import io.github.quantml.api.ModelFormatException;
import io.github.quantml.deep.LSTMModelConfig;
import io.github.quantml.deep.NaiveConfig;
import io.github.quantml.deep.SequenceTrainer;
import io.github.quantml.deep.data.Panel;
import io.github.quantml.deep.data.Windows;
import io.github.quantml.math.random.CounterRandom;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are damaged, foreign, or made to harm. */
class HostileFileTest {
  private static byte[] good = {};
  private static Windows windows = naiveWindows();

  private static Windows naiveWindows() {
    double[] values = new double[80];
    CounterRandom.of(1).fillGaussian(values);
    return Windows.of(Panel.ofRows(List.of("bid", "ask"), values), 6, 2);
  }

  @BeforeAll
  static void train() {
    LSTMModelConfig config = new LSTMModelConfig(6, 2, 3, 1);
    good =
        SequenceTrainer.of(config.withTraining(config.training().withEpochs(1).withBatchSize(8)))
            .train(windows, null)
            .toOnnx();
  }

  @Test
  void everyPrefixAndEveryFlippedBitIsRefused() {
    for (int n = 0; n < good.length; n += n < 64 ? 1 : 37) {
      byte[] cut = Arrays.copyOf(good, n);
      assertThatThrownBy(() -> OnnxForecaster.of(cut)).isInstanceOf(ModelFormatException.class);
    }
    CounterRandom random = CounterRandom.of(2);
    for (int k = 0; k < 2000; k++) {
      byte[] broken = good.clone();
      broken[random.nextInt(broken.length)] ^= (byte) (1 << random.nextInt(8));
      assertThatThrownBy(() -> OnnxForecaster.of(broken)).isInstanceOf(ModelFormatException.class);
    }
    byte[] longer = Arrays.copyOf(good, good.length + 1);
    assertThatThrownBy(() -> OnnxForecaster.of(longer)).isInstanceOf(ModelFormatException.class);
  }

  /** A protobuf field of bytes. */
  private static byte[] field(int number, byte[]... parts) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    Arrays.stream(parts).forEach(body::writeBytes);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    varint(out, ((long) number << 3) | 2);
    varint(out, body.size());
    out.writeBytes(body.toByteArray());
    return out.toByteArray();
  }

  private static byte[] number(int number, long value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    varint(out, (long) number << 3);
    varint(out, value);
    return out.toByteArray();
  }

  private static byte[] text(int number, String value) {
    return field(number, value.getBytes(StandardCharsets.UTF_8));
  }

  private static void varint(ByteArrayOutputStream out, long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.write((int) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  /** The good file with something behind it, and a seal that fits. */
  private static byte[] with(byte[]... more) {
    int size = Seal.append(new byte[1]).length - 1;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(good, 0, good.length - size);
    Arrays.stream(more).forEach(out::writeBytes);
    return Seal.append(out.toByteArray());
  }

  private static void refuses(byte[] file, String... words) {
    assertThatThrownBy(() -> OnnxForecaster.of(file))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContainingAll(words);
  }

  @Test
  void dataOutsideTheFileIsRefused() {
    byte[] location = field(13, text(1, "location"), text(2, "/etc/passwd"));
    byte[] tensor = field(5, number(1, 4), number(2, 1), text(8, "w"), location, number(14, 1));
    byte[] graph = field(7, tensor);
    refuses(Seal.append(graph), "external_data");
    refuses(with(graph), "second graph");
  }

  @Test
  void foreignOperatorsDomainsFunctionsAndSubGraphsAreRefused() {
    refuses(Seal.append(field(7, field(1, text(1, "x"), text(2, "y"), text(4, "Loop")))), "Loop");
    refuses(
        Seal.append(field(7, field(1, text(4, "Add"), text(7, "com.evil")))), "field 7 of a node");
    byte[] branch = field(5, text(1, "body"), field(6, text(2, "inner")));
    refuses(Seal.append(field(7, field(1, text(4, "Add"), branch))), "field 6 of an attribute");
    refuses(with(field(25, text(1, "f"))), "field 25 of the model");
    refuses(with(field(8, text(1, "ai.onnx.ml"), number(2, 3))), "foreign domain");
    refuses(with(field(8, text(1, ""), number(2, 18))), "operator set");
  }

  @Test
  void liesAboutSizesAreRefused() {
    byte[] huge =
        field(5, number(1, 1 << 30), number(1, 1 << 30), number(1, 1 << 30), number(2, 1));
    refuses(Seal.append(field(7, huge)), "protobuf");
    byte[] small = field(5, number(1, 1000), number(2, 1), text(8, "w"), field(9, new byte[8]));
    refuses(Seal.append(field(7, small)), "do not fit its shape");
    byte[] packed = field(5, field(1, new byte[] {4}), number(2, 1));
    refuses(Seal.append(field(7, packed)), "another type");
    refuses(Seal.append(new byte[] {0x3A, 0x7F}), "longer than what holds it");
    refuses(Seal.append(new byte[] {0x08, 0x08}), "no graph");
  }

  @Test
  void metadataThatDoesNotFitTheGraphIsRefused() {
    refuses(with(field(14, text(1, "quantml.length"), text(2, "7"))), "second entry");
    String text = new String(good, StandardCharsets.ISO_8859_1);
    int size = Seal.append(new byte[1]).length - 1;
    byte[] longer =
        Seal.append(
            text.substring(0, text.length() - size)
                .replace("quantml.horizon\u0012\u0001" + "2", "quantml.horizon\u0012\u0001" + "3")
                .getBytes(StandardCharsets.ISO_8859_1));
    refuses(longer, "onnx:");
    byte[] none =
        Seal.append(
            text.substring(0, text.length() - size)
                .replace("quantml.horizon", "quantml.horizoN")
                .getBytes(StandardCharsets.ISO_8859_1));
    refuses(none, "quantml.horizon is missing");
  }

  @Test
  void sizesAndDigestsAreChecked(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("model.onnx");
    Files.write(file, good);
    ServeOptions options = ServeOptions.defaults();
    assertThatThrownBy(() -> OnnxForecaster.read(file, options.withMaxBytes(100)))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("at most 100 bytes");
    assertThatThrownBy(() -> OnnxForecaster.read(file, options.withExpectedSha256("0".repeat(64))))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("expected SHA-256");
    try (OnnxForecaster read = OnnxForecaster.read(file, options)) {
      try (OnnxForecaster again =
          OnnxForecaster.read(file, options.withExpectedSha256(read.sha256()))) {
        assertThat(again.predict(windows.window(0))).isEqualTo(read.predict(windows.window(0)));
      }
    }
  }

  @Test
  void wrongWindowsAreNamed() {
    OnnxForecaster forecaster = OnnxForecaster.of(good);
    assertThatThrownBy(() -> forecaster.predict(new float[11]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must hold 12 numbers (1 × 6 rows × 2 features)");
    float[] holed = new float[12];
    holed[7] = Float.NaN;
    assertThatThrownBy(() -> forecaster.predict(holed))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("feature 'ask', row 3: must be finite, got NaN");
    holed[7] = Float.NEGATIVE_INFINITY;
    assertThatThrownBy(() -> forecaster.predict(holed)).isInstanceOf(InvalidDataException.class);
    assertThatThrownBy(() -> forecaster.attention(new float[12]))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("does not attend");
    forecaster.close();
    forecaster.close();
    assertThatThrownBy(() -> forecaster.predict(new float[12]))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void aNaiveForecastRepeatsTheLastRows() {
    Windows all = Windows.of(windows.inputs(), 3, 4);
    OnnxForecaster seasonal =
        SequenceTrainer.of(NaiveConfig.seasonal(3)).train(all, null).forecaster();
    float[] window = all.window(5);
    assertThat(seasonal.predict(window))
        .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-6 ? 0 : Float.compare(a, b))
        .containsExactly(
            window[0], window[1], window[2], window[3], window[4], window[5], window[0], window[1]);
  }
}
