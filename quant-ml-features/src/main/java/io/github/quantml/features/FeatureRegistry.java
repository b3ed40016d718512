// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features;

import io.github.quantml.features.spi.FeatureProvider;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/**
 * Features by name. Immutable and thread-safe.
 *
 * <p>{@link #standard} holds those of the library; {@link #with} adds one's own.
 */
public final class FeatureRegistry {
  private final List<FeatureFamily> families;
  private final Map<String, Feature> features = new LinkedHashMap<>();
  private final Map<String, String> familyOf = new LinkedHashMap<>();

  private static final class Standard {
    static final FeatureRegistry INSTANCE = new FeatureRegistry(StandardFamilies.all());
  }

  private FeatureRegistry(List<FeatureFamily> families) {
    this.families = List.copyOf(families);
    for (FeatureFamily family : families) {
      for (Feature feature : family.features()) {
        add(family, feature);
      }
    }
  }

  private void add(FeatureFamily family, Feature feature) {
    Feature other = features.putIfAbsent(feature.name(), feature);
    if (other != null) {
      throw new IllegalArgumentException(
          "feature name '"
              + feature.name()
              + "': must be unique, but both family '"
              + familyOf.get(feature.name())
              + "' ("
              + other.definition().meaning()
              + ") and family '"
              + family.name()
              + "' ("
              + feature.definition().meaning()
              + ") define it");
    }
    familyOf.put(feature.name(), family.name());
  }

  /** Every feature of the library. */
  public static FeatureRegistry standard() {
    return Standard.INSTANCE;
  }

  /**
   * Every feature of the library, and those that hosts offer as {@link FeatureProvider}.
   *
   * @throws IllegalArgumentException if two have the same name
   */
  public static FeatureRegistry installed() {
    FeatureRegistry all = standard();
    for (FeatureProvider provider :
        ServiceLoader.load(FeatureProvider.class, FeatureRegistry.class.getClassLoader())) {
      if (provider.isAvailable()) {
        all = all.with(provider.family());
      }
    }
    return all;
  }

  /**
   * A registry of some families.
   *
   * @throws IllegalArgumentException if two features have one name; names both
   */
  public static FeatureRegistry of(List<FeatureFamily> families) {
    return new FeatureRegistry(families);
  }

  /** This registry and further features, as family {@code "user"}. */
  public FeatureRegistry with(Feature... more) {
    return with(new FeatureFamily("user", "Features of the application", List.of(more)));
  }

  /** This registry and a further family. */
  public FeatureRegistry with(FeatureFamily family) {
    List<FeatureFamily> all = new ArrayList<>(families);
    all.add(family);
    return new FeatureRegistry(all);
  }

  public List<FeatureFamily> families() {
    return families;
  }

  /** All features, family by family. */
  public List<Feature> features() {
    return List.copyOf(features.values());
  }

  public List<String> names() {
    return List.copyOf(features.keySet());
  }

  public int size() {
    return features.size();
  }

  /**
   * The feature of a name.
   *
   * @throws IllegalArgumentException if there is none; names the nearest
   */
  public Feature get(String name) {
    Feature feature = features.get(name);
    if (feature == null) {
      throw new IllegalArgumentException(
          "feature name '" + name + "': is not registered; nearest is '" + nearest(name) + "'");
    }
    return feature;
  }

  /** Name of the family of a feature. */
  public String familyOf(String name) {
    get(name);
    return familyOf.getOrDefault(name, "");
  }

  /**
   * Features by name, in that order.
   *
   * @throws IllegalArgumentException if a name is unknown or given twice
   */
  public List<Feature> select(Collection<String> names) {
    Map<String, Feature> selected = new LinkedHashMap<>();
    for (String name : names) {
      if (selected.put(name, get(name)) != null) {
        throw new IllegalArgumentException("feature name '" + name + "': is given twice");
      }
    }
    return List.copyOf(selected.values());
  }

  private String nearest(String name) {
    String best = "";
    int least = Integer.MAX_VALUE;
    for (String candidate : features.keySet()) {
      int distance = editDistance(name, candidate);
      if (distance < least) {
        least = distance;
        best = candidate;
      }
    }
    return best;
  }

  private static int editDistance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int above = row[j];
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(diagonal + change, 1 + Math.min(above, row[j - 1]));
        diagonal = above;
      }
    }
    return row[b.length()];
  }
}
