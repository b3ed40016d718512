// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.api.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProviderTest {
  private record Offer(String name, int rank, boolean isAvailable) implements Provider {}

  @Test
  void of_one_name_the_highest_rank_is_taken_in_any_order() {
    Offer plain = new Offer("volatility", 0, true);
    Offer better = new Offer("volatility", 10, true);
    Offer other = new Offer("regime", 0, true);
    assertThat(Provider.byName(List.of(plain, better, other)).values())
        .containsExactly(other, better);
    assertThat(Provider.byName(List.of(better, other, plain)).values())
        .containsExactly(other, better);
  }

  @Test
  void what_is_not_available_does_not_count() {
    Offer plain = new Offer("volatility", 0, true);
    Offer better = new Offer("volatility", 10, false);
    assertThat(Provider.byName(List.of(plain, better)).values()).containsExactly(plain);
  }

  @Test
  void two_of_one_name_and_rank_are_an_error_unless_a_third_ranks_above() {
    Offer one = new Offer("volatility", 5, true);
    Offer two = new Offer("volatility", 5, true);
    Offer third = new Offer("volatility", 6, true);
    assertThatThrownBy(() -> Provider.byName(List.of(one, two)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("providers: two of rank 5 are named 'volatility': ");
    assertThat(Provider.byName(List.of(one, two, third)).values()).containsExactly(third);
  }
}
