// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.tune;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a study is, as far as its results depend on it. The number of trials is not: a study may be
 * continued with more.
 */
record JournalHeader(Map<String, String> settings, List<String> space) {
  static JournalHeader of(
      SearchSpace space,
      Direction direction,
      Sampler sampler,
      Pruner pruner,
      long seed,
      int width) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("direction", direction.name());
    settings.put("sampler", sampler.describe());
    settings.put("pruner", pruner.describe());
    settings.put("seed", Long.toString(seed));
    settings.put("width", Integer.toString(width));
    return new JournalHeader(
        settings, space.parameters().stream().map(Parameter::describe).toList());
  }

  /** Refuses a journal of another study and says what differs. */
  void requireSame(JournalHeader found, Path file) {
    settings.forEach(
        (key, value) -> {
          String other = found.settings.getOrDefault(key, "");
          if (!value.equals(other)) {
            throw new IllegalArgumentException(
                "journal "
                    + file
                    + ": "
                    + key
                    + ": must be that of the tuner, "
                    + value
                    + ", got "
                    + other);
          }
        });
    for (int i = 0; i < Math.max(space.size(), found.space.size()); i++) {
      String ours = i < space.size() ? space.get(i) : "nothing";
      String theirs = i < found.space.size() ? found.space.get(i) : "nothing";
      if (!ours.equals(theirs)) {
        throw new IllegalArgumentException(
            "journal "
                + file
                + ": parameter "
                + i
                + ": must be that of the tuner, "
                + ours
                + ", got "
                + theirs);
      }
    }
  }
}
