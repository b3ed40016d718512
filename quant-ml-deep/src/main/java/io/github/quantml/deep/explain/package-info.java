// SPDX-License-Identifier: Apache-2.0

/** What a trained network looks at. */
@NullMarked
package io.github.quantml.deep.explain;

import org.jspecify.annotations.NullMarked;
