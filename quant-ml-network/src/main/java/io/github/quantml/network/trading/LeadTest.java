// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.network.trading;

/**
 * Whether one trader follows another.
 *
 * @param leader who acts first
 * @param follower who acts after
 * @param followed trades of the follower within the window after the leader
 * @param expected mean of that when the follower's days are dealt anew
 * @param pValue probability of at least as many under that null
 * @param adjusted by Benjamini and Hochberg over the pairs tested
 */
public record LeadTest(
    String leader,
    String follower,
    int followed,
    double expected,
    double pValue,
    double adjusted) {}
