// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks;

import java.util.Locale;

/** Ours beside one peer; times are nanoseconds per call. */
record Row(
    String workload,
    String label,
    double oursNanos,
    String peer,
    double peerNanos,
    Agreement agreement) {

  /** How many times longer the peer took. */
  double ratio() {
    return peerNanos / oursNanos;
  }

  String toJson() {
    return String.format(
        Locale.ROOT,
        "{\"workload\": \"%s\", \"case\": \"%s\", \"ours_ns\": %.1f, \"peer\": \"%s\","
            + " \"peer_ns\": %.1f, \"ratio\": %.4f, \"max_rel_diff\": %s}",
        workload,
        label,
        oursNanos,
        peer,
        peerNanos,
        ratio(),
        Double.isNaN(agreement.maxRelDiff()) ? "null" : Double.toString(agreement.maxRelDiff()));
  }
}
