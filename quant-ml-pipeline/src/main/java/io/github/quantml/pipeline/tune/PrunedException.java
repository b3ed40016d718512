// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.tune;

import io.github.quantml.api.QuantMlException;

/** Ends a trial that its pruner gave up; made by {@link Trial#pruned()}. */
public final class PrunedException extends QuantMlException {
  private static final long serialVersionUID = 1L;

  private final String why;

  PrunedException(String why) {
    super(why);
    this.why = why;
  }

  /** The pruner's reason. */
  public String why() {
    return why;
  }
}
