// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.mlflow;

import io.github.quantml.api.QuantMlException;
import java.io.Serial;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An MLflow server refused a call, answered nonsense, or could not be reached. The message names
 * the call, the answer and, where one is known, the remedy.
 */
public final class MLFlowServerException extends QuantMlException {
  @Serial private static final long serialVersionUID = 1L;

  /** What a caller may conclude from a failed call. */
  public enum Kind {
    /** The server did not get the call, or says that it did nothing: the call may be repeated. */
    UNAVAILABLE,
    /** The call may or may not have taken effect: look before repeating it. */
    UNCLEAR,
    /** Who asks, or how the server is guarded, must change first. */
    DENIED,
    /** What was asked for is not there. */
    MISSING,
    /** It is there already. */
    EXISTS,
    /** The server will never accept this call. */
    REFUSED
  }

  private final Kind kind;
  private final int status;
  private final Duration retryAfter;

  /** With the HTTP status, 0 when there was no answer. */
  public MLFlowServerException(Kind kind, int status, String message, @Nullable Throwable cause) {
    this(kind, status, Duration.ZERO, message, cause);
  }

  /** With the time the server asked to wait, zero when it asked for none. */
  public MLFlowServerException(
      Kind kind, int status, Duration retryAfter, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.status = status;
    this.retryAfter = retryAfter;
  }

  /** How long the server asked to wait before the next call; zero when it did not say. */
  public Duration retryAfter() {
    return retryAfter;
  }

  public Kind kind() {
    return kind;
  }

  /** HTTP status, 0 when there was no answer. */
  public int status() {
    return status;
  }

  /** Whether the same call can succeed later without a change on this side. */
  public boolean isTransient() {
    return kind == Kind.UNAVAILABLE || kind == Kind.UNCLEAR;
  }
}
