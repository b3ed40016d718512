// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.api;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a model in a registry: {@code models:/name/3}, {@code models:/name/latest} or
 * {@code models:/name@alias}.
 *
 * @param name registered name: letters, digits, {@code _ - .} and spaces, no slash
 * @param selector which version
 */
public record ModelUri(String name, Selector selector) {
  private static final Pattern TEXT =
      Pattern.compile(
          "models:/([A-Za-z0-9_. -]{1,250})(?:/(latest|[0-9]{1,9})|@([A-Za-z0-9_.-]+))");

  /** Which version of a registered model is meant. */
  public sealed interface Selector {
    /** A version by number, from 1. */
    record Version(int number) implements Selector {
      public Version {
        if (number < 1) {
          throw new IllegalArgumentException("model version: must be at least 1, got " + number);
        }
      }
    }

    /** The version that carries an alias. */
    record Alias(String alias) implements Selector {}

    /** The highest version. */
    record Latest() implements Selector {}
  }

  /**
   * Reads the text form.
   *
   * @throws IllegalArgumentException naming the text when it is not one of the three forms
   */
  public static ModelUri parse(String text) {
    Matcher m = TEXT.matcher(text);
    if (!m.matches()) {
      throw new IllegalArgumentException(
          "model address: '"
              + text
              + "' is not models:/NAME/VERSION, models:/NAME/latest or models:/NAME@ALIAS");
    }
    String version = m.group(2);
    if (version == null) {
      return new ModelUri(m.group(1), new Selector.Alias(m.group(3)));
    }
    return new ModelUri(
        m.group(1),
        version.equals("latest")
            ? new Selector.Latest()
            : new Selector.Version(Integer.parseInt(version)));
  }

  @Override
  public String toString() {
    if (selector instanceof Selector.Version v) {
      return "models:/" + name + "/" + v.number();
    }
    return selector instanceof Selector.Alias a
        ? "models:/" + name + "@" + a.alias()
        : "models:/" + name + "/latest";
  }
}
