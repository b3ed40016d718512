// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.ensemble;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.TrainingData;
import io.github.quantml.api.contract.Future;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LearningTest {
  @Property(tries = 50)
  void more_bars_only_add_segments_at_the_end(
      @ForAll @IntRange(min = 160, max = 600) int n, @ForAll @IntRange(min = 1, max = 20) int h) {
    BarSeries bars = Markets.noise(n, 1);
    List<Schedule.Segment> few = Schedule.of(bars.window(0, n - 10), h, ScheduleConfig.defaults());
    List<Schedule.Segment> many = Schedule.of(bars, h, ScheduleConfig.defaults());
    assertThat(many.subList(0, few.size() - 1)).isEqualTo(few.subList(0, few.size() - 1));
    assertThat(many.get(many.size() - 1).to()).isEqualTo(n - h);
    for (int k = 1; k < many.size(); k++) {
      assertThat(many.get(k).from()).isEqualTo(many.get(k - 1).to());
    }
  }

  @Test
  void no_forecast_changes_when_the_bars_after_it_do() {
    BarSeries bars = Markets.restless(320, 9);
    int h = 3;
    List<OutOfSampleForecast> before = evaluate(bars, h).forecasts();
    for (int known : new int[] {180, 240, 301}) {
      for (Future future : Future.values()) {
        List<OutOfSampleForecast> after = evaluate(future.after(bars, known, 4), h).forecasts();
        int comparable = 0;
        for (int i = 0; i < after.size() && i < before.size(); i++) {
          OutOfSampleForecast a = before.get(i);
          OutOfSampleForecast b = after.get(i);
          if (bars.countUntil(a.time()) <= known) {
            assertThat(b.time()).isEqualTo(a.time());
            assertThat(b.expectedReturn()).isEqualTo(a.expectedReturn());
            assertThat(b.volatility()).isEqualTo(a.volatility());
            assertThat(b.probabilities()).isEqualTo(a.probabilities());
            assertThat(b.interval()).isEqualTo(a.interval());
            comparable++;
          }
        }
        assertThat(comparable).isGreaterThanOrEqualTo(known - 100 - h);
      }
    }
  }

  private static Evaluation evaluate(BarSeries bars, int h) {
    return MultiModelEnsemble.trainer()
        .horizon(Horizon.ofBars(h))
        .members("random_walk", "volatility")
        .train(TrainingData.of(bars))
        .evaluation();
  }
}
