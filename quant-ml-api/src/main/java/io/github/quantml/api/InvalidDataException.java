// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.api;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * Input data breaks a stated rule; the message names the source, the row, the column, the value and
 * the rule.
 */
public class InvalidDataException extends QuantMlException {
  @Serial private static final long serialVersionUID = 1L;

  public InvalidDataException(String message) {
    super(message);
  }

  public InvalidDataException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
