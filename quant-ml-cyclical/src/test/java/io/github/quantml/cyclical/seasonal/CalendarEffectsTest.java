// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.seasonal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.math.random.CounterRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.commons.math3.util.FastMath;
import org.junit.jupiter.api.Test;

class CalendarEffectsTest {
  /** Weekdays from Monday 2018-01-01 on, closing at 21:00 UTC. */
  private static Instant[] weekdays(int n) {
    Instant[] closes = new Instant[n];
    for (int t = 0; t < n; t++) {
      LocalDate date = LocalDate.of(2018, 1, 1).plusDays(t / 5 * 7L + t % 5);
      closes[t] = date.atTime(21, 0).toInstant(ZoneOffset.UTC);
    }
    return closes;
  }

  @Test
  void the_t_statistic_equals_statsmodels_hac() {
    // statsmodels 0.15.0 OLS(r, const + dummy).fit(cov_type="HAC", maxlags=5, use_correction=True)
    // for r = sin(t²/50), dummy = (t mod 5 = 2).
    double[] r = new double[300];
    for (int t = 0; t < r.length; t++) {
      r[t] = FastMath.sin(t * t / 50.0);
    }
    List<CalendarEffect> effects =
        CalendarEffects.of(List.of(CalendarKey.DAY_OF_WEEK), ZoneOffset.UTC).test(weekdays(300), r);
    assertThat(effects).hasSize(5);
    CalendarEffect wednesday = effects.get(2);
    assertThat(wednesday.label()).isEqualTo("Wednesday");
    assertThat(wednesday.count()).isEqualTo(60);
    assertThat(wednesday.difference()).isCloseTo(0.22455285571281897, within(1e-12));
    assertThat(wednesday.tStatistic()).isCloseTo(2.2932422956898777, within(1e-10));
    assertThat(wednesday.qValue()).isGreaterThanOrEqualTo(wednesday.pValue());
  }

  @Test
  void a_planted_effect_survives_and_noise_does_not() {
    CalendarEffects test =
        CalendarEffects.of(
            List.of(CalendarKey.DAY_OF_WEEK, CalendarKey.MONTH, CalendarKey.TURN_OF_MONTH),
            ZoneOffset.UTC);
    Instant[] closes = weekdays(1500);
    int alarms = 0;
    for (int i = 0; i < 60; i++) {
      double[] r = new double[1500];
      CounterRandom random = CounterRandom.of(i);
      for (int t = 0; t < r.length; t++) {
        r[t] = 0.01 * random.nextStudentT(5);
      }
      alarms += test.test(closes, r).stream().anyMatch(e -> e.qValue() <= 0.05) ? 1 : 0;
      for (int t = 0; t < r.length; t += 5) {
        r[t] -= 0.006;
      }
      List<CalendarEffect> found =
          test.test(closes, r).stream().filter(e -> e.qValue() <= 0.05).toList();
      assertThat(found).anyMatch(e -> e.label().equals("Monday") && e.difference() < 0);
    }
    // Binomial(60, 0.05): more than 8 has probability 0.3 %.
    assertThat(alarms).isLessThanOrEqualTo(8);
  }

  @Test
  void labels_follow_the_calendar_of_the_place() {
    ZoneId newYork = ZoneId.of("America/New_York");
    Instant close = Instant.parse("2024-01-31T21:00:00Z"); // 16:00 in New York
    CalendarMoment moment = CalendarMoment.before(close, newYork);
    assertThat(CalendarKey.HALF_HOUR.label(CalendarKey.HALF_HOUR.level(moment))).isEqualTo("15:30");
    assertThat(CalendarKey.MONTH.label(CalendarKey.MONTH.level(moment))).isEqualTo("January");
    assertThat(CalendarKey.TURN_OF_MONTH.level(moment)).isEqualTo(1);
    // A day that closes at midnight is the day that ends.
    CalendarMoment midnight =
        CalendarMoment.before(Instant.parse("2024-01-09T00:00:00Z"), ZoneOffset.UTC);
    assertThat(CalendarKey.DAY_OF_WEEK.label(CalendarKey.DAY_OF_WEEK.level(midnight)))
        .isEqualTo("Monday");
    assertThat(turns(2024, 2))
        .containsExactly(1, 2, 3, 4, 5, 29); // Thu, Fri, (Sat, Sun), Mon; Thu 29th is the last
  }

  private static List<Integer> turns(int year, int month) {
    LocalDate first = LocalDate.of(year, month, 1);
    return first
        .datesUntil(first.plusMonths(1))
        .filter(d -> CalendarKey.TURN_OF_MONTH.level(new CalendarMoment(d, 0)) == 1)
        .map(LocalDate::getDayOfMonth)
        .toList();
  }

  @Test
  void too_few_returns_are_refused() {
    assertThatThrownBy(
            () ->
                CalendarEffects.of(List.of(CalendarKey.MONTH), ZoneOffset.UTC)
                    .test(weekdays(30), new double[30]))
        .isInstanceOf(InsufficientDataException.class)
        .hasMessageContaining("needs at least 60, got 30");
  }
}
