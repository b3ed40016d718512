// SPDX-License-Identifier: Apache-2.0

/** Communities, centralities, null models and filtered graphs beside their peers. */
@NullMarked
package io.github.quantml.benchmarks.network;

import org.jspecify.annotations.NullMarked;
