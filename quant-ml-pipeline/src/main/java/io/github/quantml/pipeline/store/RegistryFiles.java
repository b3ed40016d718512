// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.store;

import io.github.quantml.api.LoadLimits;
import io.github.quantml.api.ModelBundle;
import io.github.quantml.api.ModelFormatException;
import io.github.quantml.api.QuantMlException;
import io.github.quantml.pipeline.file.CheckedLine;
import io.github.quantml.pipeline.file.DirectoryNames;
import io.github.quantml.pipeline.file.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;

/** The files of a registry. Writers hold its lock; readers need none. */
final class RegistryFiles {
  private static final String STATE = "state.json";
  private static final String FACTS = "version.json";
  private static final String MODEL = "model.bundle";
  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

  private final Path models;
  private final Path drafts;

  RegistryFiles(Path root) {
    this.models = root.resolve("models");
    this.drafts = root.resolve("drafts");
  }

  private Path directory(String name) {
    return models.resolve(DirectoryNames.of(name));
  }

  private Path versions(String name) {
    return directory(name).resolve("versions");
  }

  Path modelFile(String name, int number) {
    return versions(name).resolve(Integer.toString(number)).resolve(MODEL);
  }

  private Path draft() {
    return drafts.resolve(UUID.randomUUID().toString());
  }

  /** Makes the directories, and removes what a writer that died left in them. */
  void prepare() throws IOException {
    Files.createDirectories(models);
    Files.createDirectories(drafts);
    for (Path left : DurableFiles.list(drafts)) {
      DurableFiles.delete(left);
    }
  }

  /** Removes the files of versions that were deleted. */
  void sweep(RegistryState state) throws IOException {
    for (int number : state.deleted) {
      Path version = versions(state.name).resolve(Integer.toString(number));
      if (Files.exists(version)) {
        Path draft = draft();
        DurableFiles.move(version, draft);
        DurableFiles.delete(draft);
      }
    }
  }

  /** Names that have a version, in their order. */
  List<String> names() throws IOException {
    TreeSet<String> names = new TreeSet<>();
    for (Path directory : DurableFiles.list(models)) {
      addName(directory, names);
    }
    return List.copyOf(names);
  }

  /** Like {@link #names}, with the faults of those that cannot be read instead of an exception. */
  List<String> namesOrFaults(List<String> faults) throws IOException {
    TreeSet<String> names = new TreeSet<>();
    for (Path directory : DurableFiles.list(models)) {
      try {
        addName(directory, names);
      } catch (ModelFormatException e) {
        faults.add(String.valueOf(e.getMessage()));
      }
    }
    return List.copyOf(names);
  }

  private void addName(Path directory, Set<String> names) throws IOException {
    if (!DurableFiles.isDirectory(directory)) {
      return;
    }
    RegistryState state = parse(directory.resolve(STATE));
    if (!directory(state.name).equals(directory)) {
      throw new ModelFormatException(
          directory.resolve(STATE) + ": tells of '" + state.name + "', which lies elsewhere");
    }
    if (!numbers(state).isEmpty()) {
      names.add(state.name);
    }
  }

  /**
   * The state of a name, empty for a name without one.
   *
   * @throws ModelFormatException naming the file when it is damaged, or missing beside versions
   */
  Optional<RegistryState> state(String name) throws IOException {
    Path file = directory(name).resolve(STATE);
    if (!DurableFiles.isDirectory(directory(name))) {
      return Optional.empty();
    }
    if (!Files.exists(file)) {
      if (DurableFiles.list(versions(name)).isEmpty()) {
        return Optional.empty();
      }
      throw new ModelFormatException(file + ": is missing beside the versions it tells about");
    }
    RegistryState state = parse(file);
    if (!state.name.equals(name)) {
      throw new ModelFormatException(file + ": tells of '" + state.name + "', not '" + name + "'");
    }
    return Optional.of(state);
  }

  private static RegistryState parse(Path file) {
    try {
      return RegistryState.from(DurableFiles.read(file, CheckedLine.LONGEST));
    } catch (IOException e) {
      throw damaged(file, e);
    }
  }

  void write(RegistryState state) throws IOException {
    Path directory = directory(state.name);
    if (!DurableFiles.isDirectory(directory)) {
      // The name appears whole, with its state, or not at all.
      Path draft = draft();
      Files.createDirectories(draft.resolve("versions"));
      DurableFiles.write(draft.resolve(STATE), state.toBytes());
      DurableFiles.sync(draft);
      DurableFiles.move(draft, directory);
    } else {
      Files.createDirectories(versions(state.name));
      DurableFiles.replace(directory.resolve(STATE), state.toBytes(), draft());
    }
  }

  /** Numbers of the versions that were not deleted, ascending. */
  List<Integer> numbers(RegistryState state) throws IOException {
    List<Integer> numbers = new ArrayList<>();
    for (int number : onDisk(state.name)) {
      if (!state.deleted.contains(number)) {
        numbers.add(number);
      }
    }
    return numbers;
  }

  private Set<Integer> onDisk(String name) throws IOException {
    TreeSet<Integer> numbers = new TreeSet<>();
    for (Path version : DurableFiles.list(versions(name))) {
      String number = String.valueOf(version.getFileName());
      if (NUMBER.matcher(number).matches() && DurableFiles.isDirectory(version)) {
        numbers.add(Integer.valueOf(number));
      }
    }
    return numbers;
  }

  /** The number after every one that was given out, also to versions that are gone. */
  int next(RegistryState state) throws IOException {
    int highest = 0;
    for (int number : onDisk(state.name)) {
      highest = Math.max(highest, number);
    }
    for (int number : state.deleted) {
      highest = Math.max(highest, number);
    }
    return highest + 1;
  }

  /** Makes a version appear, whole. */
  void add(VersionFacts facts, byte[] bundle) throws IOException {
    Path draft = draft();
    try {
      Files.createDirectory(draft);
      DurableFiles.write(draft.resolve(MODEL), bundle);
      DurableFiles.write(draft.resolve(FACTS), facts.toBytes());
      DurableFiles.sync(draft);
      DurableFiles.move(draft, versions(facts.name()).resolve(Integer.toString(facts.number())));
    } catch (IOException e) {
      DurableFiles.delete(draft);
      throw e;
    }
  }

  /**
   * What a version says about itself.
   *
   * @throws ModelFormatException naming the file when it is damaged, foreign or missing
   */
  VersionFacts facts(String name, int number) {
    Path file = modelFile(name, number).resolveSibling(FACTS);
    try {
      VersionFacts facts = VersionFacts.from(DurableFiles.read(file, CheckedLine.LONGEST));
      if (!facts.name().equals(name) || facts.number() != number) {
        throw new IOException(
            "tells of version " + facts.number() + " of '" + facts.name() + "', not of its own");
      }
      return facts;
    } catch (IOException e) {
      throw damaged(file, e);
    }
  }

  /**
   * The model of a version.
   *
   * @throws ModelFormatException naming the file when it is damaged, too large or missing
   */
  ModelBundle bundle(VersionFacts facts, LoadLimits limits) {
    Path file = modelFile(facts.name(), facts.number());
    try {
      byte[] bytes = DurableFiles.read(file, limits.maxBytes());
      if (bytes.length != facts.bytes()) {
        throw new IOException("holds " + bytes.length + " bytes, registered were " + facts.bytes());
      }
      if (!DurableFiles.sha256(bytes).equals(facts.sha256())) {
        throw new IOException("does not match the SHA-256 it was registered with");
      }
      return ModelBundle.fromBytes(bytes, limits);
    } catch (IOException e) {
      throw damaged(file, e);
    } catch (ModelFormatException e) {
      throw new ModelFormatException(file + ": " + e.getMessage(), e);
    }
  }

  private static QuantMlException damaged(Path file, IOException e) {
    return new ModelFormatException(
        file + ": " + (e instanceof NoSuchFileException ? "is missing" : e.getMessage()), e);
  }
}
