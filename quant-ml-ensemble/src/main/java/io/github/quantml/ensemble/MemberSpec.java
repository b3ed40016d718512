// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.ensemble;

import io.github.quantml.api.ContextItem;
import io.github.quantml.api.Model;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A place in a trained ensemble: the member's model, or why it has none.
 *
 * @param name name of the member
 * @param uses context its model cannot do without
 * @param model the trained model, null when training was not possible
 * @param absence why there is no model, null when there is one
 */
record MemberSpec(
    String name, Set<ContextItem> uses, @Nullable Model model, @Nullable String absence) {
  MemberSpec {
    EnumSet<ContextItem> copy = EnumSet.noneOf(ContextItem.class);
    copy.addAll(uses);
    uses = Collections.unmodifiableSet(copy);
  }

  /** The items of {@code uses} that are not present, as words; empty when all are. */
  static String missing(Set<ContextItem> uses, Set<ContextItem> present) {
    StringBuilder words = new StringBuilder();
    for (ContextItem item : ContextItem.values()) { // the order of a Set.of differs per process
      if (uses.contains(item) && !present.contains(item)) {
        words.append(words.length() == 0 ? "" : ", ");
        words.append(item.name().toLowerCase(Locale.ROOT).replace('_', ' '));
      }
    }
    return words.toString();
  }
}
