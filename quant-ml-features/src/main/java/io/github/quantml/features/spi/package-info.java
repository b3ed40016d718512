// SPDX-License-Identifier: Apache-2.0

/** What a host offers to the library of features. */
@NullMarked
package io.github.quantml.features.spi;

import org.jspecify.annotations.NullMarked;
