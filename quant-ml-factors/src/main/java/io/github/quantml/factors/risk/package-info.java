// SPDX-License-Identifier: Apache-2.0

/** Factor covariance, specific risk, and where a portfolio's return and risk come from. */
@NullMarked
package io.github.quantml.factors.risk;

import org.jspecify.annotations.NullMarked;
