// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.factors.data;

/** What the returns of a table are measured against. */
public enum Basis {
  /** Simple returns as earned; the risk-free rate is still in them. */
  RAW,
  /** Returns above the risk-free rate, or of portfolios that cost nothing, such as SMB. */
  EXCESS
}
