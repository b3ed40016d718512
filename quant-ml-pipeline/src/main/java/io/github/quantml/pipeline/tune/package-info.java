// SPDX-License-Identifier: Apache-2.0

/** Hyper-parameter search: typed spaces, samplers, pruners and a journal. */
@NullMarked
package io.github.quantml.pipeline.tune;

import org.jspecify.annotations.NullMarked;
