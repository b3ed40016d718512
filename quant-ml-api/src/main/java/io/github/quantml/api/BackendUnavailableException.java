// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.api;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * A backend the host asked for cannot run here; the message names the dependency or setting that
 * mends it.
 */
public final class BackendUnavailableException extends QuantMlException {
  @Serial private static final long serialVersionUID = 1L;

  public BackendUnavailableException(String message) {
    super(message);
  }

  public BackendUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
