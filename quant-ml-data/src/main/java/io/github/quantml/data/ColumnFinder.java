// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.data;

import io.github.quantml.api.InvalidDataException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds columns by name; case, spaces and punctuation do not matter.
 *
 * @param place what messages begin with
 * @param names of the table's columns, in order
 */
record ColumnFinder(String place, List<String> names) {

  /**
   * The index of a column.
   *
   * @param what it holds, for messages
   * @param wanted its name, null for any of {@code recognised}
   * @param recognised plain names, best first
   * @throws InvalidDataException listing what there is
   */
  int required(String what, @Nullable String wanted, List<String> recognised) {
    int found = wanted != null ? named(wanted) : recognised(recognised);
    if (found < 0) {
      String described =
          wanted != null
              ? "'" + wanted + "' for " + what
              : recognised.size() == 1 ? what : what + " (" + String.join(", ", recognised) + ")";
      String listed =
          names.stream().map(n -> n.isEmpty() ? "''" : n).collect(Collectors.joining(", "));
      throw new InvalidDataException(
          place + ": no column " + described + "; the columns are " + listed);
    }
    return found;
  }

  private int named(String wanted) {
    int exact = names.indexOf(wanted.strip());
    return exact >= 0 || plain(wanted).isEmpty() ? exact : only(plain(wanted));
  }

  /** The first of these plain names that a column has, −1 for none. */
  int recognised(List<String> plainNames) {
    for (String name : plainNames) {
      int found = only(name);
      if (found >= 0) {
        return found;
      }
    }
    return -1;
  }

  /** The column of this plain name, −1 for none; two of them are an error. */
  private int only(String plainName) {
    int found = -1;
    for (int i = 0; i < names.size(); i++) {
      if (!plain(names.get(i)).equals(plainName)) {
        continue;
      }
      if (found >= 0) {
        throw new InvalidDataException(
            place + ": columns " + (found + 1) + " and " + (i + 1) + " are both " + plainName);
      }
      found = i;
    }
    return found;
  }

  /** Letters and digits of a name in lower case. */
  static String plain(String name) {
    return name.toLowerCase(Locale.ROOT)
        .codePoints()
        .filter(Character::isLetterOrDigit)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
