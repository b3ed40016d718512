// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelBundleTest {
  private static final LoadLimits LIMITS = LoadLimits.defaults();

  private static ModelBundle bundle() {
    return ModelBundle.builder("kind", 2)
        .text("text", "grüße")
        .integer("integer", Long.MIN_VALUE)
        .number("number", -0.0)
        .numbers("numbers", 1, Double.MIN_VALUE, 1e308)
        .integers("integers", Long.MIN_VALUE, 0, Long.MAX_VALUE)
        .bytes(ModelBundle.ONNX, new byte[] {1, 2, 3})
        .horizon("horizon", new Horizon(21, Duration.ofDays(30)))
        .bundle("inner", ModelBundle.builder("inner", 1).text("at", "2024-01-01T00:00:00Z").build())
        .build();
  }

  @Test
  void what_is_written_is_read_back_bit_for_bit() {
    ModelBundle back = ModelBundle.fromBytes(bundle().toBytes(), LIMITS);
    assertThat(back.kind()).isEqualTo("kind");
    assertThat(back.schema()).isEqualTo(2);
    assertThat(back.names()).isEqualTo(bundle().names());
    assertThat(back.text("text")).isEqualTo("grüße");
    assertThat(back.integer("integer")).isEqualTo(Long.MIN_VALUE);
    assertThat(Double.doubleToRawLongBits(back.number("number"))).isEqualTo(1L << 63);
    assertThat(back.numbers("numbers", 3)).containsExactly(1, Double.MIN_VALUE, 1e308);
    assertThat(back.integers("integers", 3)).containsExactly(Long.MIN_VALUE, 0, Long.MAX_VALUE);
    assertThat(back.onnx()).hasValueSatisfying(b -> assertThat(b).containsExactly(1, 2, 3));
    assertThat(back.horizon("horizon")).isEqualTo(bundle().horizon("horizon"));
    assertThat(back.bundle("inner").instant("at")).isEqualTo(Instant.parse("2024-01-01T00:00:00Z"));
    assertThat(back.toBytes()).isEqualTo(bundle().toBytes());
  }

  @Test
  void every_prefix_of_a_file_is_refused() {
    byte[] file = bundle().toBytes();
    for (int n = 0; n < file.length; n++) {
      byte[] cut = Arrays.copyOf(file, n);
      assertThatThrownBy(() -> ModelBundle.fromBytes(cut, LIMITS))
          .isInstanceOf(ModelFormatException.class);
    }
  }

  @Test
  void every_flipped_bit_of_a_file_is_refused() {
    byte[] file = bundle().toBytes();
    for (int bit = 0; bit < 8 * file.length; bit++) {
      byte[] flipped = file.clone();
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThatThrownBy(() -> ModelBundle.fromBytes(flipped, LIMITS))
          .isInstanceOf(ModelFormatException.class);
    }
  }

  @Test
  void messages_say_what_is_wrong_with_a_file() {
    byte[] file = bundle().toBytes();
    assertThatThrownBy(() -> ModelBundle.fromBytes(Arrays.copyOf(file, 60), LIMITS))
        .hasMessageContaining("cut off");
    assertThatThrownBy(() -> ModelBundle.fromBytes(new byte[100], LIMITS))
        .hasMessage("model file does not begin as a quant-ml model does");
    assertThatThrownBy(() -> ModelBundle.fromBytes(file, LIMITS.withMaxBytes(50)))
        .hasMessageContaining("limit of 50 bytes");
    byte[] newer = file.clone();
    newer[9] = 2;
    assertThatThrownBy(() -> ModelBundle.fromBytes(newer, LIMITS))
        .hasMessage("model file has format version 2, this library reads version 1");
  }

  @Test
  void limits_on_entries_and_depth_hold() {
    byte[] file = bundle().toBytes();
    assertThatThrownBy(() -> ModelBundle.fromBytes(file, new LoadLimits(1_000_000, 3, 8)))
        .hasMessageContaining("limit is 3");
    assertThatThrownBy(() -> ModelBundle.fromBytes(file, new LoadLimits(1_000_000, 100, 1)))
        .hasMessageContaining("deeper than 1");
  }

  @Test
  void getters_name_what_is_missing_of_the_wrong_type_or_not_finite() {
    ModelBundle b = ModelBundle.builder("k", 1).number("nan", Double.NaN).text("t", "x").build();
    assertThatThrownBy(() -> b.number("none"))
        .hasMessage("model bundle 'k', entry 'none' is missing");
    assertThatThrownBy(() -> b.number("t"))
        .hasMessage("model bundle 'k', entry 't' must be Double, is String");
    assertThatThrownBy(() -> b.number("nan")).hasMessageContaining("must be finite, got NaN");
    assertThatThrownBy(() -> b.instant("t")).hasMessageContaining("not an ISO-8601 instant");
    assertThatThrownBy(() -> b.horizon("t")).hasMessageContaining("is not a horizon");
    assertThatThrownBy(() -> b.require("other", 1)).hasMessageContaining("expected kind 'other'");
    assertThatThrownBy(() -> bundle().require("kind", 1)).hasMessageContaining("schema 2");
    assertThatThrownBy(() -> bundle().numbers("numbers", 2)).hasMessageContaining("got 3");
  }

  @Test
  void a_write_leaves_one_whole_file(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("deep/er/model.quantml");
    ModelBundle.builder("old", 1).build().write(file);
    bundle().write(file);
    assertThat(ModelBundle.read(file, LIMITS).kind()).isEqualTo("kind");
    try (var files = Files.list(file.getParent())) {
      assertThat(files).containsExactly(file);
    }
    assertThatThrownBy(() -> ModelBundle.read(file, LIMITS.withMaxBytes(10)))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("larger than the limit of 10 bytes");
  }

  @Test
  void provenance_survives_its_bundle() {
    Provenance p = Provenance.of("t", TrainingData.of(Bars.walk("X", 9, 1)), 7, Map.of("k", "v"));
    assertThat(Provenance.from(ModelBundle.fromBytes(p.toBundle().toBytes(), LIMITS))).isEqualTo(p);
    assertThat(p.settings()).containsEntry("horizon", "1b");
  }
}
