// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.api;

/** The parts of a {@link MarketContext} a model may use beside its bars. */
public enum ContextItem {
  BENCHMARK,
  PEERS,
  FACTORS,
  OPTION_CHAIN,
  DISCLOSURES,
  NEWS,
  RISK_FREE_RATE
}
