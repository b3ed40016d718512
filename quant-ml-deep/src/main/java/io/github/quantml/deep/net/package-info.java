// SPDX-License-Identifier: Apache-2.0

/**
 * Networks written once over {@link io.github.quantml.deep.net.Ops}: run on an engine they train,
 * run on a graph they write a file.
 */
@NullMarked
package io.github.quantml.deep.net;

import org.jspecify.annotations.NullMarked;
