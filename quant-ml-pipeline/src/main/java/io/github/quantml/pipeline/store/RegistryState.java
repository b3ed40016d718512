// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.store;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.quantml.pipeline.file.CheckedLine;
import io.github.quantml.pipeline.file.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What can change about the versions of a name: aliases with their past, tags, and which versions
 * are put aside or gone. Small, and replaced as a whole. Not thread-safe.
 */
final class RegistryState {
  private static final int FORMAT = 1;

  /** Versions an alias remembers, the present one included. */
  static final int MOST_HISTORY = 100;

  /** Where each alias pointed, oldest first; the last one is where it points. */
  final Map<String, List<Integer>> aliases = new TreeMap<>();

  final Map<Integer, Map<String, String>> tags = new TreeMap<>();
  final Set<Integer> archived = new TreeSet<>();
  final Set<Integer> deleted = new TreeSet<>();
  final String name;

  RegistryState(String name) {
    this.name = name;
  }

  byte[] toBytes() {
    return CheckedLine.of(
        out -> {
          out.writeNumberField("format", FORMAT);
          out.writeStringField("name", name);
          out.writeObjectFieldStart("aliases");
          for (Map.Entry<String, List<Integer>> e : aliases.entrySet()) {
            numbers(out, e.getKey(), e.getValue());
          }
          out.writeEndObject();
          out.writeObjectFieldStart("tags");
          for (Map.Entry<Integer, Map<String, String>> e : tags.entrySet()) {
            Json.texts(out, String.valueOf(e.getKey()), e.getValue());
          }
          out.writeEndObject();
          numbers(out, "archived", archived);
          numbers(out, "deleted", deleted);
        });
  }

  private static void numbers(JsonGenerator out, String field, Iterable<Integer> values)
      throws IOException {
    out.writeArrayFieldStart(field);
    for (int v : values) {
      out.writeNumber(v);
    }
    out.writeEndArray();
  }

  static RegistryState from(byte[] bytes) throws IOException {
    Json json = CheckedLine.only(bytes);
    if (json.integer("format") != FORMAT) {
      throw new IOException(
          "has format " + json.text("format") + ", this library reads format " + FORMAT);
    }
    RegistryState state = new RegistryState(json.text("name"));
    Json aliases = json.get("aliases");
    for (String alias : aliases.names()) {
      List<Integer> history = numbers(aliases, alias);
      if (!history.isEmpty()) {
        state.aliases.put(alias, history);
      }
    }
    Json tags = json.get("tags");
    for (String version : tags.names()) {
      state.tags.put(number(version), new TreeMap<>(tags.texts(version)));
    }
    state.archived.addAll(numbers(json, "archived"));
    state.deleted.addAll(numbers(json, "deleted"));
    return state;
  }

  private static int number(String text) throws IOException {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IOException("has tags of a version '" + text + "'", e);
    }
  }

  private static List<Integer> numbers(Json json, String field) throws IOException {
    List<Integer> numbers = new ArrayList<>();
    for (Json item : json.items(field)) {
      numbers.add(item.asCount());
    }
    return numbers;
  }

  /** Points an alias at a version and remembers where it pointed. */
  void point(String alias, int version) {
    List<Integer> history = aliases.computeIfAbsent(alias, a -> new ArrayList<>());
    if (history.isEmpty() || history.get(history.size() - 1) != version) {
      history.add(version);
    }
    if (history.size() > MOST_HISTORY) {
      history.remove(0);
    }
  }

  /** Whether an alias can point at a version. */
  boolean usable(int version) {
    return !archived.contains(version) && !deleted.contains(version);
  }

  /** Aliases that point at a version now. */
  List<String> aliasesOf(int version) {
    List<String> found = new ArrayList<>();
    aliases.forEach(
        (alias, history) -> {
          if (history.get(history.size() - 1) == version) {
            found.add(alias);
          }
        });
    return found;
  }
}
