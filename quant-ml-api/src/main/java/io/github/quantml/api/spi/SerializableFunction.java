// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.api.spi;

import java.io.Serializable;
import java.util.function.Function;

/** A function that a {@link TaskRunner} may ship to another process. */
@FunctionalInterface
public interface SerializableFunction<T, R> extends Function<T, R>, Serializable {}
