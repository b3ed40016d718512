// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.api;

import java.util.function.Function;

/**
 * A value, or why there is none: how batch calls answer for each row, so that one bad row never
 * kills the batch.
 */
public sealed interface Outcome<T> {
  /** There is a value. */
  record Success<T>(T value) implements Outcome<T> {}

  /** There is none. */
  record Failure<T>(RuntimeException error) implements Outcome<T> {}

  static <T> Outcome<T> success(T value) {
    return new Success<>(value);
  }

  static <T> Outcome<T> failure(RuntimeException error) {
    return new Failure<>(error);
  }

  default boolean isSuccess() {
    return this instanceof Success<T>;
  }

  /**
   * The value.
   *
   * @throws RuntimeException the row's own error, when there is no value
   */
  default T orThrow() {
    if (this instanceof Success<T> s) {
      return s.value();
    }
    throw ((Failure<T>) this).error();
  }

  default <R> Outcome<R> map(Function<? super T, ? extends R> f) {
    return this instanceof Success<T> s
        ? success(f.apply(s.value()))
        : failure(((Failure<T>) this).error());
  }
}
