// SPDX-License-Identifier: Apache-2.0

/** Factor regressions, tests of factor models and the cross-section of expected returns. */
@NullMarked
package io.github.quantml.factors.pricing;

import org.jspecify.annotations.NullMarked;
