// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.quantml.api.LoadLimits;
import io.github.quantml.api.ModelFormatException;
import io.github.quantml.api.ModelUri;
import io.github.quantml.api.ModelVersion;
import io.github.quantml.api.QuantMlException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalModelRegistryTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @TempDir Path root;
  private LocalModelRegistry registry;

  @BeforeEach
  void open() {
    registry = LocalModelRegistry.in(root).withClock(Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private long number(String uri) {
    return registry.resolve(ModelUri.parse(uri)).integer("number");
  }

  @Test
  void versionsCountFromOneAndComeBackAsTheyWent() {
    ModelVersion first = registry.register("ensemble", StoreBundles.numbered(10));
    ModelVersion second =
        registry.register("ensemble", StoreBundles.numbered(20), Map.of("note", "better"));

    assertThat(first).isEqualTo(new ModelVersion("ensemble", 1, NOW, List.of(), Map.of()));
    assertThat(second.version()).isEqualTo(2);
    assertThat(registry.list("ensemble")).containsExactly(first, second);
    assertThat(registry.names()).containsExactly("ensemble");
    assertThat(registry.resolve(ModelUri.parse("models:/ensemble/1")).toBytes())
        .isEqualTo(StoreBundles.numbered(10).toBytes());
    assertThat(number("models:/ensemble/latest")).isEqualTo(20);
    assertThat(registry.latest("ensemble")).contains(second);
    assertThat(registry.check()).isEmpty();
  }

  @Test
  void anUnknownNameHasNoVersionsAndItsAddressIsAnError() {
    assertThat(registry.list("nobody")).isEmpty();
    assertThat(registry.latest("nobody")).isEmpty();
    assertThat(registry.names()).isEmpty();
    assertThatThrownBy(() -> number("models:/nobody/latest"))
        .isInstanceOf(QuantMlException.class)
        .hasMessageContaining("models:/nobody/latest");
    registry.register("a", StoreBundles.numbered(1));
    assertThatThrownBy(() -> number("models:/a/7"))
        .hasMessageContaining("models:/a/7")
        .hasMessageContaining("[1]");
    assertThatThrownBy(() -> number("models:/a@champion"))
        .hasMessageContaining("models:/a@champion");
  }

  @Test
  void anAliasMovesAndRollsBackAlongItsPast() {
    for (int i = 1; i <= 3; i++) {
      registry.register("m", StoreBundles.numbered(i));
      registry.alias("m", "champion", i);
    }
    registry.alias("m", "champion", 3);
    assertThat(registry.aliasHistory("m", "champion")).containsExactly(1, 2, 3);
    assertThat(number("models:/m@champion")).isEqualTo(3);
    assertThat(registry.rollBack("m", "champion").version()).isEqualTo(2);
    assertThat(registry.rollBack("m", "champion").aliases()).containsExactly("champion");
    assertThat(number("models:/m@champion")).isEqualTo(1);
    assertThatThrownBy(() -> registry.rollBack("m", "champion"))
        .isInstanceOf(QuantMlException.class)
        .hasMessageContaining("models:/m@champion")
        .hasMessageContaining("version 1 only");
    assertThat(registry.version(ModelUri.parse("models:/m@champion")).aliases())
        .containsExactly("champion");
    registry.removeAlias("m", "champion");
    assertThatThrownBy(() -> number("models:/m@champion")).isInstanceOf(QuantMlException.class);
  }

  @Test
  void rollingBackPassesOverVersionsThatAreGone() {
    for (int i = 1; i <= 3; i++) {
      registry.register("m", StoreBundles.numbered(i));
      registry.alias("m", "champion", i);
    }
    registry.delete("m", 2);
    assertThat(registry.rollBack("m", "champion").version()).isEqualTo(1);
  }

  @Test
  void aVersionBehindAnAliasCanNeitherBeDeletedNorArchived() {
    registry.register("m", StoreBundles.numbered(1));
    registry.alias("m", "champion", 1);
    assertThatThrownBy(() -> registry.delete("m", 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("champion");
    assertThatThrownBy(() -> registry.archive("m", 1)).isInstanceOf(IllegalStateException.class);
    assertThat(number("models:/m@champion")).isEqualTo(1);
  }

  @Test
  void aDeletedVersionIsGoneAndItsNumberIsNotGivenOutAgain() throws IOException {
    registry.register("m", StoreBundles.numbered(1));
    registry.register("m", StoreBundles.numbered(2));
    registry.delete("m", 2);
    assertThat(registry.list("m")).extracting(ModelVersion::version).containsExactly(1);
    assertThatThrownBy(() -> number("models:/m/2")).hasMessageContaining("was deleted");
    assertThat(registry.register("m", StoreBundles.numbered(3)).version()).isEqualTo(3);
    try (Stream<Path> files = Files.walk(root)) {
      assertThat(files.filter(f -> f.endsWith("model.bundle"))).hasSize(2);
    }
  }

  @Test
  void anArchivedVersionIsReadableButNotLatest() {
    registry.register("m", StoreBundles.numbered(1));
    registry.register("m", StoreBundles.numbered(2));
    registry.archive("m", 2);
    assertThat(number("models:/m/latest")).isEqualTo(1);
    assertThat(number("models:/m/2")).isEqualTo(2);
    assertThat(registry.show("m")).extracting(StoredVersion::archived).containsExactly(false, true);
    assertThatThrownBy(() -> registry.alias("m", "champion", 2))
        .isInstanceOf(IllegalStateException.class);
    registry.restore("m", 2);
    assertThat(number("models:/m/latest")).isEqualTo(2);
  }

  @Test
  void tagsAreReplacedAndRemoved() {
    registry.register("m", StoreBundles.numbered(1));
    registry.tag("m", 1, "sharpe", "0.9");
    registry.tag("m", 1, "sharpe", "1.1");
    registry.tag("m", 1, "by", "me");
    registry.removeTag("m", 1, "by");
    assertThat(registry.list("m").get(0).tags()).isEqualTo(Map.of("sharpe", "1.1"));
  }

  @Test
  void provenanceIsReadWithoutTheModel() throws IOException {
    registry.register("m", StoreBundles.withProvenance());
    StoredVersion shown = registry.show(ModelUri.parse("models:/m/1"));
    assertThat(shown.provenance()).contains(StoreBundles.PROVENANCE);
    assertThat(shown.kind()).isEqualTo("test");
    Files.delete(shown.file());
    assertThat(registry.show("m").get(0).provenance()).contains(StoreBundles.PROVENANCE);
  }

  @Test
  void namesThatNoDirectoryMayHaveAreKeptApart() {
    List<String> names =
        List.of("..", ".", "con", "a b", "A B", "Ab", "ab", " x", "x.", "a".repeat(250), "-rf");
    for (String name : names) {
      registry.register(name, StoreBundles.numbered(names.indexOf(name)));
    }
    assertThat(registry.names()).containsExactlyInAnyOrderElementsOf(names);
    for (String name : names) {
      assertThat(number("models:/" + name + "/latest")).isEqualTo(names.indexOf(name));
    }
    assertThat(root.getParent().resolve("versions")).doesNotExist();
    Set<String> ignoringCase = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    try (Stream<Path> directories = Files.list(root.resolve("models"))) {
      directories.forEach(d -> assertThat(ignoringCase.add(d.getFileName().toString())).isTrue());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void namesWithSlashesOrNothingAreArgumentErrors() {
    for (String name : List.of("", " ", "a/b", "a\\b", "a\nb", "x".repeat(251))) {
      assertThatThrownBy(() -> registry.register(name, StoreBundles.numbered(1)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("model name");
    }
    registry.register("m", StoreBundles.numbered(1));
    for (String alias : List.of("", "latest", "v3", "a b", "../x")) {
      assertThatThrownBy(() -> registry.alias("m", alias, 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("alias");
    }
  }

  @Test
  void registrationsAtTheSameTimeGetVersionsOfTheirOwn() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<ModelVersion>> tasks = new ArrayList<>();
      for (int i = 0; i < 24; i++) {
        long number = i;
        // A registry each: what they share is the directory.
        tasks.add(() -> LocalModelRegistry.in(root).register("m", StoreBundles.numbered(number)));
      }
      Set<Integer> versions = new TreeSet<>();
      List<Future<ModelVersion>> results = threads.invokeAll(tasks);
      for (int i = 0; i < results.size(); i++) {
        int version = results.get(i).get().version();
        versions.add(version);
        assertThat(number("models:/m/" + version)).isEqualTo(i);
      }
      assertThat(versions).hasSize(24).contains(1, 24);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void whatADeadWriterLeftIsNotSeenAndRemovedByTheNext() throws IOException {
    registry.register("m", StoreBundles.numbered(1));
    Path draft = Files.createDirectories(root.resolve("drafts").resolve("left"));
    Files.write(draft.resolve("model.bundle"), new byte[100]);
    Files.createDirectories(root.resolve("models").resolve("m").resolve("versions").resolve("x"));
    assertThat(registry.list("m")).hasSize(1);
    registry.register("m", StoreBundles.numbered(2));
    assertThat(draft).doesNotExist();
    assertThat(registry.check()).isEmpty();
  }

  private List<Path> filesOf(String... names) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(f -> List.of(names).contains(f.getFileName().toString())).sorted().toList();
    }
  }

  /** Everything a reader can ask of version 1, as text; damage must throw or change nothing. */
  private String everything() {
    return registry.show("m")
        + " "
        + registry.aliasHistory("m", "champion")
        + registry.names()
        + registry.version(ModelUri.parse("models:/m@champion"))
        + registry.resolve(ModelUri.parse("models:/m/1")).names()
        + number("models:/m/1");
  }

  @Test
  void everyFlippedBitAndEveryCutIsNoticedAndNamesItsFile() throws IOException {
    registry.register("m", StoreBundles.numbered(1), Map.of("note", "n"));
    registry.alias("m", "champion", 1);
    everything();
    for (Path file : filesOf("state.json", "version.json", "model.bundle")) {
      byte[] good = Files.readAllBytes(file);
      for (int bit = 0; bit < good.length * 8; bit++) {
        byte[] bad = good.clone();
        bad[bit / 8] ^= (byte) (1 << bit % 8);
        Files.write(file, bad);
        assertThatThrownBy(this::everything)
            .as("bit %d of %s", bit, file.getFileName())
            .isInstanceOf(ModelFormatException.class)
            .hasMessageContaining(file.toString());
      }
      for (int length = 0; length < good.length; length++) {
        Files.write(file, java.util.Arrays.copyOf(good, length));
        assertThatThrownBy(this::everything)
            .isInstanceOf(ModelFormatException.class)
            .hasMessageContaining(file.toString());
      }
      Files.delete(file);
      assertThatThrownBy(this::everything)
          .isInstanceOf(ModelFormatException.class)
          .hasMessageContaining(file.toString());
      assertThat(registry.check()).hasSize(1);
      Files.write(file, good);
      assertThat(everything()).isNotEmpty();
    }
  }

  @Test
  void aDamagedVersionLeavesTheOthersUsable() throws IOException {
    registry.register("m", StoreBundles.numbered(1));
    registry.register("m", StoreBundles.numbered(2));
    Files.write(registry.show("m").get(0).file(), new byte[3]);
    assertThat(number("models:/m/latest")).isEqualTo(2);
    assertThat(registry.check()).hasSize(1);
    registry.delete("m", 1);
    assertThat(registry.check()).isEmpty();
  }

  @Test
  void linksAreNotFollowed() throws IOException {
    registry.register("m", StoreBundles.numbered(1));
    Path outside = Files.createTempDirectory("outside");
    Path secret = Files.write(outside.resolve("secret"), StoreBundles.numbered(9).toBytes());
    Path file = registry.show("m").get(0).file();
    Files.delete(file);
    Files.createSymbolicLink(file, secret);
    assertThatThrownBy(() -> number("models:/m/1"))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("no regular file");
    Files.createSymbolicLink(root.resolve("models").resolve("evil"), outside);
    Files.createSymbolicLink(root.resolve("drafts").resolve("evil"), outside);
    Files.createSymbolicLink(file.getParent().resolveSibling("7"), outside);
    assertThat(registry.names()).containsExactly("m");
    registry.delete("m", 1);
    registry.register("m", StoreBundles.numbered(2));
    assertThat(registry.list("m")).extracting(ModelVersion::version).containsExactly(2);
    assertThat(secret).exists();
  }

  @Test
  void aHugeFileIsRefusedBeforeItIsRead() throws IOException {
    registry.register("m", StoreBundles.numbered(1));
    LocalModelRegistry small = registry.withLimits(LoadLimits.defaults().withMaxBytes(1000));
    assertThatThrownBy(() -> small.resolve(ModelUri.parse("models:/m/1")))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("limit");
    assertThatThrownBy(() -> small.register("m", StoreBundles.numbered(2)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(registry.list("m")).hasSize(1);
  }

  @Test
  void availabilityIsSaidWithoutTouchingAnything() throws IOException {
    assertThat(LocalModelRegistry.in(root.resolve("x/y")).isAvailable()).isTrue();
    assertThat(root.resolve("x")).doesNotExist();
    Path file = Files.write(root.resolve("file"), new byte[1]);
    assertThat(LocalModelRegistry.in(file).isAvailable()).isFalse();
    assertThatThrownBy(() -> LocalModelRegistry.in(file).register("m", StoreBundles.numbered(1)))
        .isInstanceOf(QuantMlException.class)
        .hasMessageContaining(file.toString());
  }
}
