// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.talib;

import io.github.quantml.features.Feature;
import io.github.quantml.features.graph.Inputs;
import io.github.quantml.features.graph.Node;
import java.util.List;

/** Ehlers' cycle indicators of the close. */
final class Cycle {
  private static final String EHLERS = "Ehlers (2001), Rocket science for traders";

  private Cycle() {}

  static List<Feature> features() {
    Listing list = new Listing();
    Node period = Node.of(CyclePeriod.CYCLE_PERIOD, Inputs.close());
    list.ratio("ht_dcperiod", "bars of the dominant cycle", EHLERS, period);
    list.level("ht_phasor_inphase", "in-phase component of the cycle", EHLERS, period.output(1));
    list.level("ht_phasor_quadrature", "component a quarter cycle ahead", EHLERS, period.output(2));
    list.level(
        "mama_05_005", "average whose speed follows the phase's change", EHLERS, period.output(3));
    list.level("fama_05_005", "slower average of the adaptive average", EHLERS, period.output(4));
    Node phase = Node.of(CyclePhase.CYCLE_PHASE, Inputs.close());
    list.ratio("ht_dcphase", "phase of the dominant cycle in degrees", EHLERS, phase);
    list.ratio("ht_sine", "sine of the phase", EHLERS, phase.output(1));
    list.ratio("ht_leadsine", "sine of the phase led by 45 degrees", EHLERS, phase.output(2));
    list.level("ht_trendline", "mean over the dominant cycle, smoothed", EHLERS, phase.output(3));
    list.ratio("ht_trendmode", "1 in a trend, 0 in a cycle", EHLERS, phase.output(4));
    return list.features();
  }
}
