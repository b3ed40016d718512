// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.data;

import java.io.Serial;

/** A field breaks a rule; whoever knows the place turns it into a message. */
final class BadValue extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private final String rule;

  BadValue(String rule) {
    super(rule);
    this.rule = rule;
  }

  String rule() {
    return rule;
  }
}
