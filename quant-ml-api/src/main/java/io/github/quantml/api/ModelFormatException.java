// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.api;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A model file is damaged, foreign, too large, or of a version this library does not read. */
public final class ModelFormatException extends QuantMlException {
  @Serial private static final long serialVersionUID = 1L;

  public ModelFormatException(String message) {
    super(message);
  }

  public ModelFormatException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
