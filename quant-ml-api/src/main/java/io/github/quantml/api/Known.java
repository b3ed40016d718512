// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.api;

import java.time.Instant;

/** Something that nobody could use before a certain moment. */
public interface Known {
  /** The moment at which this became known to the market, not the moment it speaks of. */
  Instant known();
}
