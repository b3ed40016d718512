// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.network.community;

/**
 * What communities are to maximise. With w the weight inside a community, K its strength, N its
 * nodes, m the weight of the graph and γ the resolution, sums run over communities:
 *
 * <ul>
 *   <li>MODULARITY: Σ (w/m − γ (K/2m)²), Newman and Girvan (2004). Directed: Σ (w/m − γ K_out
 *       K_in/m²), Leicht and Newman (2008). With negative weights: Gómez, Jensen and Arenas (2009),
 *       each sign against its own null model, over the weight of both signs. Has a resolution
 *       limit: groups much smaller than √m merge.
 *   <li>RB_CONFIGURATION: m times that, Reichardt and Bornholdt (2006).
 *   <li>RB_ERDOS_RENYI: Σ (w − γ p N(N − 1)/2) with p the mean weight of a pair.
 *   <li>CPM: Σ (w − γ N(N − 1)/2), the constant Potts model of Traag, Van Dooren and Nesterov
 *       (2011), without resolution limit: no subset of a community is linked to the rest of it by
 *       less than γ per pair.
 * </ul>
 *
 * Pairs are ordered, N(N − 1), if the graph is directed.
 */
public enum Objective {
  MODULARITY,
  RB_CONFIGURATION,
  RB_ERDOS_RENYI,
  CPM
}
