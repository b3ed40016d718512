// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.ensemble;

import io.github.quantml.api.ModelTrainer;
import io.github.quantml.api.QuantMlSettings;
import io.github.quantml.api.spi.ModelTrainerProvider;
import io.github.quantml.api.spi.Provider;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the members of an ensemble: those passed in, and those on the class path. */
final class Members {
  private Members() {}

  /**
   * The members, passed-in ones first, then found ones by name.
   *
   * @param given trainers passed in
   * @param names members wanted from the class path, null to follow the settings; empty settings
   *     mean all, or none when trainers were passed in
   */
  static List<ModelTrainer> select(
      List<ModelTrainer> given, @Nullable List<String> names, QuantMlSettings settings) {
    List<String> wanted = names == null ? settings.ensembleModels() : names;
    List<ModelTrainer> chosen = new ArrayList<>(given);
    if (!wanted.isEmpty()) {
      chosen.addAll(named(wanted, given, settings));
    } else if (given.isEmpty()) {
      found(ModelTrainerProvider.class).values().forEach(p -> chosen.add(p.trainer(settings)));
    }
    if (chosen.isEmpty()) {
      throw new IllegalArgumentException(
          "members: none was passed in and none is on the class path");
    }
    Set<String> seen = new HashSet<>();
    for (ModelTrainer trainer : chosen) {
      if (!seen.add(trainer.name())) {
        throw new IllegalArgumentException("members: two are named '" + trainer.name() + "'");
      }
    }
    return chosen;
  }

  private static List<ModelTrainer> named(
      List<String> wanted, List<ModelTrainer> given, QuantMlSettings settings) {
    Map<String, ModelTrainerProvider> found = found(ModelTrainerProvider.class);
    List<ModelTrainer> trainers = new ArrayList<>();
    for (String name : wanted) {
      ModelTrainerProvider provider = found.get(name);
      if (provider != null) {
        trainers.add(provider.trainer(settings));
      } else if (given.stream().noneMatch(t -> t.name().equals(name))) {
        throw new IllegalArgumentException(
            "members: there is no '" + name + "' on the class path; there are " + found.keySet());
      }
    }
    return trainers;
  }

  /**
   * Every available provider of a kind on the class path, by name; of one name the highest rank.
   */
  static <P extends Provider> Map<String, P> found(Class<P> kind) {
    return Provider.byName(ServiceLoader.load(kind, Members.class.getClassLoader()));
  }
}
