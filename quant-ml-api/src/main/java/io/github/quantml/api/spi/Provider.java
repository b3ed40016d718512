// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.api.spi;

import java.util.Map;
import java.util.TreeMap;

/** What every pluggable implementation can say about itself. */
public interface Provider {
  /** Short lower-case name by which a host or a setting chooses it. */
  String name();

  /** Whether it can work here; never throws. */
  default boolean isAvailable() {
    return true;
  }

  /**
   * Which of several available providers of one kind and name is taken: the one of the highest
   * rank. Two of the highest are an error.
   */
  default int rank() {
    return 0;
  }

  /**
   * Available providers by name, the highest rank of each, in the order of the names.
   *
   * @throws IllegalArgumentException when two of one name have the highest rank
   */
  static <P extends Provider> Map<String, P> byName(Iterable<P> providers) {
    Map<String, P> byName = new TreeMap<>();
    Map<String, P> rivals = new TreeMap<>();
    for (P provider : providers) {
      if (!provider.isAvailable()) {
        continue;
      }
      P best = byName.get(provider.name());
      if (best == null || provider.rank() > best.rank()) {
        byName.put(provider.name(), provider);
        rivals.remove(provider.name());
      } else if (provider.rank() == best.rank()) {
        rivals.put(provider.name(), provider);
      }
    }
    rivals.forEach(
        (name, rival) -> {
          P best = byName.get(name);
          throw new IllegalArgumentException(
              "providers: two of rank "
                  + rival.rank()
                  + " are named '"
                  + name
                  + "': "
                  + (best == null ? "" : best.getClass().getName())
                  + " and "
                  + rival.getClass().getName());
        });
    return byName;
  }
}
