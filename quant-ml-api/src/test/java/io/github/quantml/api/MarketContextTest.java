// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarketContextTest {
  private static final Instant T = Bars.START;

  private static Instant day(int n) {
    return T.plus(Duration.ofDays(n));
  }

  private static OptionChain chain(int day) {
    OptionQuote q =
        new OptionQuote(
            "X", LocalDate.of(2024, 3, 15), OptionQuote.Type.CALL, 100, 1, 1.2, 0.2, 10, 100);
    return new OptionChain("X", day(day), 100 + day, List.of(q));
  }

  private static Disclosure disclosure(int traded, int filed) {
    return new Disclosure(
        "A. Senator", "X", Disclosure.Side.BUY, 1_000, 15_000, day(traded), day(filed));
  }

  private static NewsItem news(int published, int received) {
    return new NewsItem("X", day(published), day(received), "wire", "text " + published);
  }

  private static MarketContext full() {
    return MarketContext.builder()
        .benchmark(Bars.walk("SPY", 50, 1))
        .peer(Bars.walk("B", 50, 2))
        .peer(Bars.walk("A", 50, 3))
        .factors(
            FactorReturns.of(
                List.of("MKT"), List.of(day(5), day(15)), new double[][] {{0.01, 0.02}}))
        .optionChain(chain(20))
        .optionChain(chain(10))
        .disclosures(List.of(disclosure(1, 30), disclosure(2, 12)))
        .news(List.of(news(3, 4), news(1, 25)))
        .riskFreeRate(new RiskFreeRate(day(40), 0.06))
        .riskFreeRate(new RiskFreeRate(day(0), 0.05))
        .build();
  }

  @Test
  void as_of_shows_what_was_known_and_nothing_else() {
    MarketContext then = full().asOf(day(13));
    assertThat(then.benchmark()).hasValueSatisfying(b -> assertThat(b.size()).isEqualTo(14));
    assertThat(then.peers().keySet()).containsExactly("A", "B");
    assertThat(then.peers().get("A").size()).isEqualTo(14);
    assertThat(then.factors()).hasValueSatisfying(f -> assertThat(f.size()).isEqualTo(1));
    assertThat(then.optionChain()).contains(chain(10));
    assertThat(then.disclosures()).containsExactly(disclosure(2, 12));
    assertThat(then.news()).containsExactly(news(3, 4));
    assertThat(then.riskFreeRate()).hasValue(0.05);
  }

  @Test
  void everything_is_known_in_the_end_and_nothing_before_the_start() {
    assertThat(full().asOf(Instant.MAX).fingerprint()).isEqualTo(full().fingerprint());
    assertThat(full().items()).containsExactlyInAnyOrder(ContextItem.values());
    assertThat(full().asOf(Instant.MIN).items()).isEmpty();
    assertThat(MarketContext.empty().items()).isEmpty();
    assertThat(MarketContext.empty().asOf(T)).isSameAs(MarketContext.empty());
  }

  @Test
  void other_content_has_another_fingerprint() {
    assertThat(full().asOf(day(13)).fingerprint()).isNotEqualTo(full().asOf(day(12)).fingerprint());
    assertThat(full().fingerprint()).isNotEqualTo(MarketContext.empty().fingerprint());
  }

  @Test
  void items_that_break_their_rules_are_refused_by_name() {
    assertThatThrownBy(() -> disclosure(30, 12)).hasMessageContaining("filed before the trade");
    assertThatThrownBy(() -> news(5, 4)).hasMessageContaining("is before published");
    assertThatThrownBy(() -> new OptionChain("X", T, Double.NaN, List.of()))
        .hasMessageContaining("spot must be finite and positive, got NaN");
    assertThatThrownBy(
            () -> FactorReturns.of(List.of("MKT"), List.of(day(1)), new double[][] {{Double.NaN}}))
        .hasMessage("factor MKT, row 0: return must be finite, got NaN");
    assertThatThrownBy(
            () ->
                FactorReturns.of(List.of("MKT"), List.of(day(1), day(1)), new double[][] {{0, 0}}))
        .hasMessageContaining("row 1: time");
  }
}
