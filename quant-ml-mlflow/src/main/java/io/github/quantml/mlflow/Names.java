// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.mlflow;

import java.util.regex.Pattern;

/** Rules that every MLflow server since 2.0 has for names, checked before anything is sent. */
final class Names {
  /** Longest value of a parameter. */
  static final int PARAM_VALUE = 6_000;

  /** Longest value of a tag. */
  static final int TAG_VALUE = 5_000;

  private static final Pattern KEY = Pattern.compile("[/\\w.\\- ]{1,250}");
  private static final Pattern PARTS =
      Pattern.compile("(?!\\.{1,2}(/|$))[^/]+(/(?!\\.{1,2}(/|$))[^/]+)*");
  private static final Pattern ALIAS = Pattern.compile("[\\w\\-]{1,255}");
  private static final Pattern NUMBERED = Pattern.compile("[vV]\\d+");
  private static final Pattern MODEL = Pattern.compile("[A-Za-z0-9_. -]{1,250}");

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

  private static IllegalArgumentException bad(String what, String rule, String value) {
    String shown = value.length() > 100 ? value.substring(0, 100) + "..." : value;
    return new IllegalArgumentException(what + ": " + rule + ", got '" + shown + "'");
  }
}
