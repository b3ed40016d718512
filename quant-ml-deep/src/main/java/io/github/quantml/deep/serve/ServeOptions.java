// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.deep.serve;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a file is served.
 *
 * @param threads that one call may use, at least 1; small networks are fastest with 1
 * @param maxBytes largest file accepted, at least 1
 * @param expectedSha256 digest of the sealed part that the file must have, null for any
 */
public record ServeOptions(int threads, long maxBytes, @Nullable String expectedSha256) {
  public ServeOptions {
    if (threads < 1 || maxBytes < 1) {
      throw new IllegalArgumentException(
          "threads and maxBytes: must be at least 1, got " + threads + " and " + maxBytes);
    }
  }

  /** One thread, 256 MiB, any digest. */
  public static ServeOptions defaults() {
    return new ServeOptions(1, 256L << 20, null);
  }

  public ServeOptions withThreads(int value) {
    return new ServeOptions(value, maxBytes, expectedSha256);
  }

  public ServeOptions withMaxBytes(long value) {
    return new ServeOptions(threads, value, expectedSha256);
  }

  public ServeOptions withExpectedSha256(@Nullable String value) {
    return new ServeOptions(threads, maxBytes, value);
  }

  Optional<String> digest() {
    return Optional.ofNullable(expectedSha256);
  }
}
