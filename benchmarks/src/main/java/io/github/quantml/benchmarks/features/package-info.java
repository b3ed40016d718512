// SPDX-License-Identifier: Apache-2.0

/** Features beside other libraries of indicators. */
@NullMarked
package io.github.quantml.benchmarks.features;

import org.jspecify.annotations.NullMarked;
