// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples.host;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the name of a registered model says: {@code AAPL-21b-ensemble}.
 *
 * @param ticker with hyphens for slashes
 * @param horizon in bars: {@code 21b}
 * @param model a member's name or {@code ensemble}
 */
public record RegisteredModel(String ticker, String horizon, String model) {
  private static final Pattern NAME = Pattern.compile("(.+?)-([0-9]{1,9}b)-([a-z][a-z0-9_-]*)");

  /** Takes a name apart; empty for names that this host did not give. */
  public static Optional<RegisteredModel> parse(String name) {
    Matcher m = NAME.matcher(name);
    return m.matches()
        ? Optional.of(new RegisteredModel(m.group(1), m.group(2), m.group(3)))
        : Optional.empty();
  }
}
