// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.store;

import io.github.quantml.api.LoadLimits;
import io.github.quantml.api.ModelBundle;
import io.github.quantml.api.ModelFormatException;
import io.github.quantml.api.ModelUri;
import io.github.quantml.api.ModelVersion;
import io.github.quantml.api.QuantMlException;
import io.github.quantml.api.spi.ModelRegistry;
import io.github.quantml.pipeline.file.DirectoryLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Model versions in a directory, for one machine or a shared disk.
 *
 * <pre>
 * ROOT/lock                                  held by the one writer
 * ROOT/drafts/                               work in progress; what a dead writer left is removed
 * ROOT/models/NAME/state.json                aliases and their past, tags, archived, deleted
 * ROOT/models/NAME/versions/3/model.bundle   the model, as {@link ModelBundle#toBytes} gives it
 * ROOT/models/NAME/versions/3/version.json   its length, SHA-256, time and provenance
 * </pre>
 *
 * <p>NAME is the name itself when that is short, lower-case and plain; otherwise a legible stem and
 * part of the name's SHA-256. The JSON files are one line each that begins with its own CRC-32C.
 *
 * <p>A version and a changed state are written as drafts, brought to the disk and moved into place,
 * so a writer that is killed at any point, or a machine that loses power, leaves the state before
 * or after the call, and nothing between. A call that returned is on the disk. Writers, threads and
 * processes alike, take turns; readers never wait. Numbers are never given out twice.
 *
 * <p>A flipped bit or a cut-off file is a {@link ModelFormatException} that names the file; the
 * other versions stay usable. Links are not followed, other than in the path of ROOT. Thread-safe;
 * touches no file until it is used.
 */
public final class LocalModelRegistry implements ModelRegistry {
  private final Path root;
  private final Clock clock;
  private final LoadLimits limits;
  private final RegistryFiles files;

  private LocalModelRegistry(Path root, Clock clock, LoadLimits limits) {
    this.root = root;
    this.clock = clock;
    this.limits = limits;
    this.files = new RegistryFiles(root);
  }

  /** A registry in a directory, which the first registration makes. */
  public static LocalModelRegistry in(Path root) {
    return new LocalModelRegistry(root, Clock.systemUTC(), LoadLimits.defaults());
  }

  public LocalModelRegistry withClock(Clock value) {
    return new LocalModelRegistry(root, value, limits);
  }

  /** With other limits for the files it reads. */
  public LocalModelRegistry withLimits(LoadLimits value) {
    return new LocalModelRegistry(root, clock, value);
  }

  @Override
  public String name() {
    return "local";
  }

  /** Whether the directory, or the nearest one above it that exists, can be written. */
  @Override
  public boolean isAvailable() {
    Path place = root.toAbsolutePath();
    while (place != null && !Files.exists(place)) {
      place = place.getParent();
    }
    return place != null && Files.isDirectory(place) && Files.isWritable(place);
  }

  public Path root() {
    return root;
  }

  private interface Work<T> {
    T run() throws IOException;
  }

  private <T> T reading(Work<T> work) {
    try {
      return work.run();
    } catch (IOException e) {
      throw new QuantMlException("registry " + root + ": cannot be read: " + e, e);
    }
  }

  private <T> T writing(Work<T> work) {
    try {
      Files.createDirectories(root);
      return DirectoryLock.holding(
          root,
          () -> {
            files.prepare();
            return work.run();
          });
    } catch (IOException e) {
      throw new QuantMlException("registry " + root + ": cannot be written: " + e, e);
    }
  }

  @Override
  public ModelVersion register(String name, ModelBundle bundle) {
    return register(name, bundle, Map.of());
  }

  /** Keeps a bundle as the next version of a name, with notes. */
  public ModelVersion register(String name, ModelBundle bundle, Map<String, String> tags) {
    Names.model(name);
    tags.keySet().forEach(key -> Names.key("tag", key));
    byte[] file = bundle.toBytes();
    if (file.length > limits.maxBytes()) {
      throw new IllegalArgumentException(
          "model '"
              + name
              + "': at most "
              + limits.maxBytes()
              + " bytes can be read back, got "
              + file.length);
    }
    return writing(
        () -> {
          RegistryState state = files.state(name).orElseGet(() -> new RegistryState(name));
          files.sweep(state);
          int number = files.next(state);
          // Notes come first: they mean nothing until the version appears, and then they are there.
          // Notes of a registration that died before it are dropped here.
          state.tags.remove(number);
          if (!tags.isEmpty()) {
            state.tags.put(number, new TreeMap<>(tags));
          }
          files.write(state);
          Instant now = Instant.now(clock);
          files.add(VersionFacts.of(name, number, now, bundle, file), file);
          return new ModelVersion(name, number, now, List.of(), tags);
        });
  }

  @Override
  public ModelBundle resolve(ModelUri uri) {
    return reading(
        () -> {
          Found found = find(uri);
          try {
            return files.bundle(files.facts(uri.name(), found.number), limits);
          } catch (ModelFormatException e) {
            throw goneMeanwhile(uri.name(), found.number)
                ? new QuantMlException(uri + ": was deleted meanwhile", e)
                : e;
          }
        });
  }

  @Override
  public ModelVersion version(ModelUri uri) {
    return show(uri).version();
  }

  /** What is known about the version at an address; its model is not read. */
  public StoredVersion show(ModelUri uri) {
    return reading(
        () -> {
          Found found = find(uri);
          return stored(found.state, found.number);
        });
  }

  /** Whether what looks damaged was deleted while it was read. */
  private boolean goneMeanwhile(String name, int number) throws IOException {
    return files.state(name).map(state -> state.deleted.contains(number)).orElse(true);
  }

  private record Found(RegistryState state, int number) {}

  private Found find(ModelUri uri) throws IOException {
    Names.model(uri.name());
    RegistryState state = files.state(uri.name()).orElse(null);
    if (state == null) {
      throw new QuantMlException(
          uri + ": no model of that name in " + root + "; names there: " + files.names());
    }
    List<Integer> numbers = files.numbers(state);
    if (uri.selector() instanceof ModelUri.Selector.Version v) {
      if (numbers.contains(v.number())) {
        return new Found(state, v.number());
      }
      throw new QuantMlException(
          uri
              + (state.deleted.contains(v.number()) ? ": was deleted" : ": no such version")
              + "; versions there: "
              + numbers);
    }
    if (uri.selector() instanceof ModelUri.Selector.Alias a) {
      List<Integer> history = state.aliases.get(a.alias());
      if (history != null) {
        return new Found(state, history.get(history.size() - 1));
      }
      throw new QuantMlException(uri + ": no such alias; aliases there: " + state.aliases.keySet());
    }
    for (int i = numbers.size() - 1; i >= 0; i--) {
      if (!state.archived.contains(numbers.get(i))) {
        return new Found(state, numbers.get(i));
      }
    }
    throw new QuantMlException(uri + ": no version that is not archived");
  }

  private StoredVersion stored(RegistryState state, int number) {
    VersionFacts facts = files.facts(state.name, number);
    return new StoredVersion(
        new ModelVersion(
            state.name,
            number,
            facts.created(),
            state.aliasesOf(number),
            state.tags.getOrDefault(number, Map.of())),
        state.archived.contains(number),
        facts.kind(),
        facts.schema(),
        facts.bytes(),
        facts.sha256(),
        facts.library(),
        facts.provenance(),
        files.modelFile(state.name, number));
  }

  /** The highest version of a name that is not archived; empty when there is none. */
  public Optional<ModelVersion> latest(String name) {
    return reading(
        () -> {
          RegistryState state = files.state(Names.model(name)).orElse(null);
          if (state != null) {
            List<Integer> numbers = new ArrayList<>(files.numbers(state));
            numbers.removeAll(state.archived);
            if (!numbers.isEmpty()) {
              return Optional.of(stored(state, numbers.get(numbers.size() - 1)).version());
            }
          }
          return Optional.empty();
        });
  }

  @Override
  public List<String> names() {
    return reading(files::names);
  }

  @Override
  public List<ModelVersion> list(String name) {
    return show(name).stream().map(StoredVersion::version).toList();
  }

  /** What is known about every version of a name, oldest first; empty for an unknown name. */
  public List<StoredVersion> show(String name) {
    return reading(
        () -> {
          List<StoredVersion> all = new ArrayList<>();
          RegistryState state = files.state(Names.model(name)).orElse(null);
          if (state != null) {
            for (int number : files.numbers(state)) {
              try {
                all.add(stored(state, number));
              } catch (ModelFormatException e) {
                if (!goneMeanwhile(name, number)) {
                  throw e;
                }
              }
            }
          }
          return all;
        });
  }

  private <T> T changing(ModelUri uri, Change<T> change) {
    return writing(
        () -> {
          Found found = find(uri);
          T result = change.apply(found.state, found.number);
          files.write(found.state);
          files.sweep(found.state);
          return result;
        });
  }

  private interface Change<T> {
    T apply(RegistryState state, int number);
  }

  private static ModelUri uri(String name, int version) {
    return new ModelUri(name, new ModelUri.Selector.Version(version));
  }

  @Override
  public void alias(String name, String alias, int version) {
    Names.alias(alias);
    changing(
        uri(name, version),
        (state, number) -> {
          if (state.archived.contains(number)) {
            throw new IllegalStateException(
                uri(name, number)
                    + ": is archived; restore it before '"
                    + alias
                    + "' points at it");
          }
          state.point(alias, number);
          return number;
        });
  }

  /** Takes an alias away; its past goes with it. */
  public void removeAlias(String name, String alias) {
    changing(
        new ModelUri(name, new ModelUri.Selector.Alias(Names.alias(alias))),
        (state, number) -> state.aliases.remove(alias));
  }

  /**
   * Where an alias pointed, oldest first; the last is where it points. Empty for an unknown one.
   */
  public List<Integer> aliasHistory(String name, String alias) {
    return reading(
        () ->
            files
                .state(Names.model(name))
                .map(state -> List.copyOf(state.aliases.getOrDefault(alias, List.of())))
                .orElse(List.of()));
  }

  /** {@inheritDoc} Versions deleted or archived since are passed over. */
  @Override
  public ModelVersion rollBack(String name, String alias) {
    ModelUri address = new ModelUri(name, new ModelUri.Selector.Alias(Names.alias(alias)));
    return changing(
        address,
        (state, number) -> {
          List<Integer> history = new ArrayList<>(state.aliases.getOrDefault(alias, List.of()));
          history.remove(history.size() - 1);
          // Without versions that are gone, A, gone, A would roll back to itself.
          while (!history.isEmpty()
              && (!state.usable(history.get(history.size() - 1))
                  || history.get(history.size() - 1) == number)) {
            history.remove(history.size() - 1);
          }
          if (history.isEmpty()) {
            throw new QuantMlException(
                address
                    + ": nothing to roll back to, it has pointed at version "
                    + number
                    + " only, or the others are archived or deleted");
          }
          state.aliases.put(alias, history);
          return stored(state, history.get(history.size() - 1)).version();
        });
  }

  /** A note on a version; a later one of the same key replaces it. */
  public void tag(String name, int version, String key, String value) {
    Names.key("tag", key);
    if (value.length() > Names.LONGEST_TEXT) {
      throw new IllegalArgumentException(
          "tag '"
              + key
              + "': at most "
              + Names.LONGEST_TEXT
              + " characters, got "
              + value.length());
    }
    changing(
        uri(name, version),
        (state, number) ->
            state
                .tags
                .computeIfAbsent(number, n -> new TreeMap<>())
                .merge(key, value, (a, b) -> b));
  }

  /** Takes a note away, if it is there. */
  public void removeTag(String name, int version, String key) {
    changing(
        uri(name, version),
        (state, number) -> {
          Map<String, String> tags = state.tags.get(number);
          return tags != null && tags.remove(key) != null;
        });
  }

  /**
   * Puts a version aside: it stays readable by its number, and is neither {@code latest} nor behind
   * an alias.
   *
   * @throws IllegalStateException naming the aliases while any points at it
   */
  public void archive(String name, int version) {
    changing(
        uri(name, version),
        (state, number) -> {
          requireNoAlias(state, number, "archive");
          return state.archived.add(number);
        });
  }

  /** Takes a version back from the archive. */
  public void restore(String name, int version) {
    changing(uri(name, version), (state, number) -> state.archived.remove(number));
  }

  /**
   * Deletes a version and its files; its number is not used again.
   *
   * @throws IllegalStateException naming the aliases while any points at it
   */
  public void delete(String name, int version) {
    changing(
        uri(name, version),
        (state, number) -> {
          requireNoAlias(state, number, "delete");
          state.tags.remove(number);
          state.archived.remove(number);
          return state.deleted.add(number);
        });
  }

  private static void requireNoAlias(RegistryState state, int number, String what) {
    List<String> aliases = state.aliasesOf(number);
    if (!aliases.isEmpty()) {
      throw new IllegalStateException(
          uri(state.name, number)
              + ": is behind "
              + aliases
              + "; point them elsewhere before you "
              + what
              + " it");
    }
  }

  /** Reads everything and says what is damaged, file by file; empty when nothing is. */
  public List<String> check() {
    return reading(
        () -> {
          List<String> faults = new ArrayList<>();
          for (String name : files.namesOrFaults(faults)) {
            RegistryState state = files.state(name).orElseThrow();
            for (int number : files.numbers(state)) {
              try {
                files.bundle(files.facts(name, number), limits);
              } catch (ModelFormatException e) {
                faults.add(String.valueOf(e.getMessage()));
              }
            }
          }
          return faults;
        });
  }

  @Override
  public String toString() {
    return "model registry in " + root;
  }
}
