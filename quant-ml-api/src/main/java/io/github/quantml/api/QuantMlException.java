// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.api;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * Root of every error this library raises on its own account. Argument bugs of the caller are
 * {@link IllegalArgumentException} instead.
 */
public class QuantMlException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public QuantMlException(String message) {
    super(message);
  }

  public QuantMlException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
