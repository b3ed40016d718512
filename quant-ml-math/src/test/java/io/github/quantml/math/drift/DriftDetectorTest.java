// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.math.random.CounterRandom;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class DriftDetectorTest {
  /**
   * Errors with probability 0.2, from 1,000 on 0.5, from 2,000 on 0.25, by the generator x ←
   * 1664525x + 1013904223 mod 2³² from 42. The expected alarms are those of MOA 2024.07 with its
   * defaults on this stream.
   */
  private static double[] stream() {
    double[] errors = new double[3_000];
    long x = 42;
    for (int i = 0; i < errors.length; i++) {
      x = (1_664_525 * x + 1_013_904_223) & 0xFFFFFFFFL;
      double p = i < 1_000 ? 0.2 : i < 2_000 ? 0.5 : 0.25;
      errors[i] = x / 4294967296.0 < p ? 1 : 0;
    }
    return errors;
  }

  private static List<Integer> alarms(DriftDetector detector) {
    List<Integer> alarms = new ArrayList<>();
    double[] errors = stream();
    for (int i = 0; i < errors.length; i++) {
      if (detector.update(errors[i])) {
        alarms.add(i);
      }
    }
    return alarms;
  }

  @Test
  void alarms_are_those_of_moa() {
    assertThat(alarms(Adwin.withDefaults())).containsExactly(1087, 1119, 1151, 2111, 2271, 2559);
    assertThat(alarms(PageHinkley.withDefaults(PageHinkley.Sides.UP))).containsExactly(1231);
    assertThat(alarms(ErrorRateDetector.withDefaults())).containsExactly(1072);
    assertThat(alarms(HoeffdingDetector.withDefaults())).containsExactly(1017);
    assertThat(alarms(Cusum.withDefaults())).containsExactly(1159);
  }

  @Test
  void both_sides_see_the_rate_fall_again() {
    assertThat(alarms(PageHinkley.withDefaults(PageHinkley.Sides.BOTH)))
        .hasSize(2)
        .satisfies(a -> assertThat(a.get(1)).isBetween(2_000, 2_400));
  }

  /** The window's mean and width against the values themselves. */
  @Property(tries = 50)
  void the_window_holds_the_latest_values(@ForAll long seed) {
    CounterRandom random = CounterRandom.of(seed);
    Adwin window = Adwin.withDefaults();
    double[] all = new double[1_500];
    for (int i = 0; i < all.length; i++) {
      all[i] = Math.floorDiv(i, 500) + random.nextGaussian();
      window.update(all[i]);
      double sum = 0;
      for (int k = 0; k < window.width(); k++) {
        sum += all[i - k];
      }
      assertThat(window.mean()).isCloseTo(sum / window.width(), within(1e-9));
    }
    assertThat(window.width()).isLessThan(700);
  }

  @Test
  void a_quiet_stream_raises_few_alarms() {
    CounterRandom random = CounterRandom.of(3);
    DriftDetector[] detectors = {
      Adwin.withDefaults(),
      PageHinkley.withDefaults(PageHinkley.Sides.BOTH),
      HoeffdingDetector.withDefaults()
    };
    int alarms = 0;
    for (int i = 0; i < 20_000; i++) {
      double x = random.nextDouble();
      for (DriftDetector detector : detectors) {
        alarms += detector.update(x) ? 1 : 0;
      }
    }
    assertThat(alarms).isLessThanOrEqualTo(2);
  }

  @Test
  void nonsense_is_refused() {
    assertThatThrownBy(() -> Adwin.of(0)).hasMessageContaining("delta must be in (0, 1)");
    assertThatThrownBy(() -> Adwin.withDefaults().update(Double.NaN))
        .hasMessage("x must be finite: NaN");
    assertThatThrownBy(() -> HoeffdingDetector.withDefaults().update(1.5))
        .hasMessage("x must be in [0, 1]: 1.5");
    assertThatThrownBy(() -> Cusum.of(30, -1, 50)).hasMessageContaining("delta");
    assertThatThrownBy(() -> ErrorRateDetector.of(0, 3)).hasMessageContaining("minimum");
    assertThatThrownBy(() -> PageHinkley.of(PageHinkley.Sides.UP, 30, 0, 50, 2))
        .hasMessageContaining("alpha");
  }
}
