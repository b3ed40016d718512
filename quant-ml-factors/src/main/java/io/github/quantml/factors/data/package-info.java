// SPDX-License-Identifier: Apache-2.0

/** Tables of returns by date and the reader of the files of the Kenneth French library. */
@NullMarked
package io.github.quantml.factors.data;

import org.jspecify.annotations.NullMarked;
