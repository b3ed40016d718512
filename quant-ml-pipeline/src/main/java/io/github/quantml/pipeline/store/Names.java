// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.store;

import java.util.regex.Pattern;

/**
 * Rules for names that hold in this store and on an MLflow server, so that a host can change from
 * one to the other.
 */
final class Names {
  /** Longest text of a parameter or tag that is kept in place. */
  static final int LONGEST_TEXT = 100_000;

  private static final Pattern KEY = Pattern.compile("[/\\w.\\- ]{1,250}");
  private static final Pattern PARTS =
      Pattern.compile("(?!\\.{1,2}(/|$))[^/]+(/(?!\\.{1,2}(/|$))[^/]+)*");
  private static final Pattern ALIAS = Pattern.compile("[\\w\\-]{1,255}");
  private static final Pattern NUMBERED = Pattern.compile("[vV]\\d+");
  private static final Pattern MODEL = Pattern.compile("[A-Za-z0-9_. -]{1,250}");
  private static final Pattern PATH_PART = Pattern.compile("[^\\p{Cntrl}\\\\:*?\"<>|/]{1,200}");
  private static final int LONGEST_PATH = 1_000;

  private Names() {}

  /** The key of a parameter, metric or tag. */
  static String key(String what, String key) {
    if (!KEY.matcher(key).matches() || !PARTS.matcher(key).matches()) {
      throw bad(
          what + " key",
          "must have 1 to 250 letters, digits and _ . - / or spaces, and be a relative path when it"
              + " has slashes",
          key);
    }
    return key;
  }

  /** The name of an alias. */
  static String alias(String alias) {
    if (!ALIAS.matcher(alias).matches()
        || NUMBERED.matcher(alias).matches()
        || alias.equalsIgnoreCase("latest")) {
      throw bad(
          "alias",
          "must have 1 to 255 letters, digits, _ or -, and be neither latest nor a number with v",
          alias);
    }
    return alias;
  }

  /** The name of a registered model. */
  static String model(String name) {
    if (!MODEL.matcher(name).matches() || name.isBlank()) {
      throw bad("model name", "must have 1 to 250 letters, digits and _ . - or spaces", name);
    }
    return name;
  }

  /** The name of a run or an experiment. */
  static String title(String what, String name) {
    if (name.isBlank() || name.length() > 500 || name.chars().anyMatch(Character::isISOControl)) {
      throw bad(what, "must have 1 to 500 characters, none of them a control character", name);
    }
    return name;
  }

  /** The path of an artifact: relative, of plain parts, on every system. */
  static String path(String path) {
    boolean plain = !path.isEmpty() && path.length() <= LONGEST_PATH;
    for (String part : path.split("/", -1)) {
      plain &= !part.equals(".") && !part.equals("..") && PATH_PART.matcher(part).matches();
    }
    if (!plain) {
      throw bad(
          "artifact path",
          "must be relative, of at most "
              + LONGEST_PATH
              + " characters, in parts without control characters and \\ : * ? \" < > |, none of"
              + " them empty, . or ..",
          path);
    }
    return path;
  }

  private static IllegalArgumentException bad(String what, String rule, String value) {
    String shown = value.length() > 100 ? value.substring(0, 100) + "..." : value;
    return new IllegalArgumentException(what + ": " + rule + ", got '" + shown + "'");
  }
}
