// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.features.Feature;
import io.github.quantml.features.FeatureData;
import io.github.quantml.features.MarketPath;
import io.github.quantml.features.contract.FeatureContract;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Expected values are numbers that the authors' program prints. */
class Catch24Test {
  /** Values of pycatch22 1.0.2, in the order of the family. */
  private static final double[] NOISE = {
    -0.7025079506410965,
    -0.1918833795930209,
    -0.0625,
    0.0625,
    0.6402675357969808,
    1.0,
    0.21695538943108109,
    1.6198837120072371,
    1.1382971143032494,
    0.14036707353898625,
    0.984251968503937,
    8.0,
    4.0,
    2.2053938129157267,
    0.0024538608633274533,
    -0.3706483818364784,
    5.0,
    0.003947257915511883,
    0.1340886028141262,
    8,
    0.6578947368421053,
    0.2962962962962963,
    0.015083881793543696,
    0.2825155831187296
  };

  private static final double[] PERSISTENT = {
    0.21673995783280256,
    -0.037247589021614,
    -0.6328125,
    -0.2265625,
    3.480910861401714,
    13.0,
    0.7605987715021613,
    0.2945243112740431,
    0.7497253633058601,
    0.26300032152309366,
    0.9606299212598425,
    14.0,
    6.0,
    1.938099358865698,
    0.20666069613857185,
    0.05145942312404515,
    7.0,
    0.018308557991097672,
    0.4192912306550507,
    20,
    0.47368421052631576,
    0.5925925925925926,
    -0.058890293393629944,
    0.5395418123308426
  };

  private static double[] uniform(long seed) {
    double[] out = new double[128];
    long state = seed;
    for (int i = 0; i < out.length; i++) {
      state = (state * 1103515245L + 12345L) % 2147483648L;
      out[i] = state / 2147483648.0 - 0.5;
    }
    return out;
  }

  /**
   * Where pycatch22 1.0.2 still computes what the reference vector of catch22 shows; its step
   * memory, motif entropy, two-step information, transition and embedding values are those of
   * later, changed definitions, which do not give that vector.
   */
  private static final Set<Integer> SAME =
      Set.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 15, 16, 19, 20, 21, 22, 23);

  @Test
  void longerSeriesHaveTheValuesOfTheReferenceProgram() {
    double[] persistent = uniform(2);
    for (int i = 1; i < persistent.length; i++) {
      persistent[i] += 0.8 * persistent[i - 1];
    }
    double[] a = Catch24.of(uniform(1));
    double[] b = Catch24.of(persistent);
    for (int k : SAME) {
      // The program moves the edges of its histograms by about a millionth.
      double tolerance = k < 2 ? 2e-6 : 1e-9;
      assertThat(a[k]).as("value " + k).isCloseTo(NOISE[k], within(tolerance));
      assertThat(b[k]).as("value " + k).isCloseTo(PERSISTENT[k], within(tolerance));
    }
  }

  @Test
  void theReferenceVectorIsReproduced() {
    // catch22, testData/basic/testShort and its output.
    double[] x = {
      -.89094, -.86099, -.82438, -.78214, -.73573, -.68691, -.63754, -.58937, -.54342, -.50044,
      -.46082, -.42469
    };
    double[] expected = {
      .02269949495805,
      .02269949495805,
      .75,
      -.58333333333333,
      2.67524184613158,
      8,
      0,
      .39269908169872,
      .05070841167817,
      .6,
      1,
      6,
      0,
      1.49903067297901,
      1.36615884756920,
      .01964378196445,
      6,
      .16666666666667,
      .51152503131790,
      0,
      0,
      0
    };
    double[] found = Catch24.of(x);
    for (int k = 0; k < expected.length; k++) {
      assertThat(found[k]).as("value " + k).isCloseTo(expected[k], within(1e-9));
    }
  }

  @Test
  void aCycleOfTwelveHasThePeriodTwelve() {
    double[] x = uniform(3);
    for (int i = 0; i < x.length; i++) {
      x[i] = 0.5 * x[i] + Math.sin(2 * Math.PI * i / 12);
    }
    double[] found = Catch24.of(x);
    // pycatch22 1.0.2.
    assertThat(found[19]).isEqualTo(12);
    assertThat(found[20]).isCloseTo(0.2631578947368421, within(1e-12));
    assertThat(found[21]).isCloseTo(0.2962962962962963, within(1e-12));
  }

  @Test
  void equalValuesHaveNoCharacter() {
    assertThat(Catch24.of(new double[40])).containsOnly(Double.NaN);
  }

  @Test
  void keepsTheContract() {
    FeatureData data = FeatureData.of(MarketPath.of("TEST", 110, 4));
    for (Feature feature : Catch24.family(24).features()) {
      FeatureContract.on(data).check(feature);
    }
  }
}
