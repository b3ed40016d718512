// SPDX-License-Identifier: Apache-2.0

/** A plain member on selected features: the yardstick of all that is cleverer. */
@NullMarked
package io.github.quantml.features.member;

import org.jspecify.annotations.NullMarked;
