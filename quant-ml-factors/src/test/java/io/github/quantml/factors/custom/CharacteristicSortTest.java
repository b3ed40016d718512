// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.factors.custom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.InvalidDataException;
import io.github.quantml.factors.data.Basis;
import io.github.quantml.factors.data.ReturnTable;
import io.github.quantml.math.random.CounterRandom;
import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Expected values by hand. */
class CharacteristicSortTest {
  private static final int STOCKS = 12;

  private static List<LocalDate> months(int n) {
    return IntStream.range(0, n)
        .mapToObj(t -> YearMonth.of(2020, 5).plusMonths(t).atEndOfMonth())
        .toList();
  }

  private static List<String> names(int n) {
    return IntStream.range(0, n).mapToObj(i -> "S" + i).toList();
  }

  /** Stock i has value 1 + i, book i % 6 and return (i % 6)/100 every month. */
  private static double[][] filled(int n, IntToDoubleFunction f) {
    double[][] x = new double[STOCKS][n];
    for (int i = 0; i < STOCKS; i++) {
      Arrays.fill(x[i], f.applyAsDouble(i));
    }
    return x;
  }

  private static StockPanel panel(int n, double[][] returns) {
    return StockPanel.of(
        names(STOCKS),
        months(n),
        returns,
        filled(n, i -> 1 + i),
        Map.of("book", filled(n, i -> i % 6)));
  }

  private static double[][] returns(int n) {
    return filled(n, i -> (i % 6) / 100.0);
  }

  @Test
  void a_two_by_three_sort_makes_the_difference_of_high_and_low() {
    SortedPortfolios p =
        CharacteristicSort.bySizeAnd(Characteristic.field("book", 0))
            .with(SortConfig.twoByThree().withWeighting(SortConfig.Weighting.EQUAL))
            .build(panel(4, returns(4)));
    assertThat(p.portfolios().names())
        .containsExactly(
            "size1/book1",
            "size1/book2",
            "size1/book3",
            "size2/book1",
            "size2/book2",
            "size2/book3");
    // The first month forms, the other three are held.
    assertThat(p.portfolios().size()).isEqualTo(3);
    // 30th and 70th percentile of 0,0,1,1,…,5,5 are 1.3 and 3.7: books 0,1 | 2,3 | 4,5.
    assertThat(p.count(0, 0, 0)).isEqualTo(2);
    assertThat(p.portfolios().column("size1/book3")[0]).isCloseTo(0.045, within(1e-15));
    assertThat(p.factor().column(0)).hasSize(3);
    assertThat(p.factor().value(0, 0)).isCloseTo(0.04, within(1e-15));
    assertThat(p.firstFactor().value(0, 0)).isCloseTo(0, within(1e-15));
    assertThat(p.factor().basis()).isEqualTo(Basis.EXCESS);
    assertThat(p.portfolios().basis()).isEqualTo(Basis.RAW);
    assertThat(p.warnings()).isEmpty();
  }

  @Test
  void value_weights_are_those_of_the_period_before() {
    SortedPortfolios p =
        CharacteristicSort.bySizeAnd(Characteristic.field("book", 0)).build(panel(3, returns(3)));
    // Small and high are stocks 4 and 5: values 5 and 6, returns 4 % and 5 %.
    assertThat(p.portfolios().column("size1/book3")[0])
        .isCloseTo((5 * 0.04 + 6 * 0.05) / 11, within(1e-15));
  }

  @Test
  void breakpoints_come_from_the_reference_stocks_alone() {
    // Only the six big stocks count: their median size is 9.5, so stocks 0 … 8 are small.
    SortedPortfolios p =
        CharacteristicSort.bySizeAnd(Characteristic.field("book", 0))
            .with(SortConfig.twoByThree().withReference((panel, stock) -> stock >= 6))
            .build(panel(3, returns(3)));
    assertThat(p.count(0, 0, 0) + p.count(0, 1, 0) + p.count(0, 2, 0)).isEqualTo(9);
  }

  @Test
  void portfolios_are_held_until_the_next_formation() {
    SortConfig june = SortConfig.twoByThree().withCalendar(RebalanceCalendar.annually(Month.JUNE));
    SortedPortfolios p =
        CharacteristicSort.bySizeAnd(Characteristic.field("book", 0))
            .with(june)
            .build(panel(6, returns(6)));
    assertThat(p.portfolios().dates().get(0)).isEqualTo(LocalDate.of(2020, 7, 31));
    assertThat(p.portfolios().size()).isEqualTo(4);
  }

  @Test
  void a_reporting_lag_keeps_figures_back_and_the_future_never_matters() {
    CounterRandom random = CounterRandom.of(5);
    double[][] r = new double[STOCKS][20];
    double[][] book = new double[STOCKS][20];
    for (int i = 0; i < STOCKS; i++) {
      for (int t = 0; t < 20; t++) {
        r[i][t] = 0.05 * random.nextGaussian();
        book[i][t] = random.nextDouble();
      }
    }
    double[][] caps = filled(20, i -> 1 + i);
    CharacteristicSort sort =
        CharacteristicSort.bySizeAnd(Characteristic.field("book", 6))
            .with(SortConfig.twoByThree().withReference((panel, stock) -> true));
    ReturnTable before =
        sort.build(StockPanel.of(names(STOCKS), months(20), r, caps, Map.of("book", book)))
            .factor();
    assertThat(before.dates().get(0)).isEqualTo(months(20).get(7));
    double[][] changedBook = new double[STOCKS][];
    for (int i = 0; i < STOCKS; i++) {
      changedBook[i] = book[i].clone();
      // Figures of period 13 are public at the end of 19: nothing that is held here knows them.
      Arrays.fill(changedBook[i], 13, 20, 100.0 - i);
    }
    ReturnTable after =
        sort.build(StockPanel.of(names(STOCKS), months(20), r, caps, Map.of("book", changedBook)))
            .factor();
    assertThat(after.column(0)).containsExactly(before.column(0));
  }

  @Test
  void a_stock_that_leaves_earns_its_delisting_return_or_is_reported() {
    double[][] r = returns(4);
    r[5][2] = Double.NaN;
    r[5][3] = Double.NaN;
    SortConfig equal = SortConfig.twoByThree().withWeighting(SortConfig.Weighting.EQUAL);
    CharacteristicSort sort = CharacteristicSort.bySizeAnd(Characteristic.field("book", 0));
    SortedPortfolios without = sort.with(equal).build(panel(4, r));
    assertThat(without.warnings())
        .contains("S5, 2020-07-31: held without a return and without a delisting return, left out");
    assertThat(without.portfolios().column("size1/book3")[1]).isCloseTo(0.04, within(1e-15));
    SortedPortfolios with =
        sort.with(equal.withDelisting((stock, date) -> OptionalDouble.of(-0.3))).build(panel(4, r));
    assertThat(with.portfolios().column("size1/book3")[1])
        .isCloseTo((0.04 - 0.3) / 2, within(1e-15));
    assertThat(with.portfolios().column("size1/book3")[2]).isCloseTo(0.04, within(1e-15));
    assertThat(with.warnings()).isEmpty();
  }

  @Test
  void empty_buckets_are_named_and_have_no_return() {
    SortedPortfolios p =
        CharacteristicSort.bySizeAnd(Characteristic.field("book", 0))
            .with(SortConfig.fiveByFive())
            .build(panel(3, returns(3)));
    assertThat(p.portfolios().width()).isEqualTo(25);
    assertThat(p.warnings())
        .anyMatch(w -> w.matches("2020-06-30: sort bucket \\(\\d, \\d\\) is empty.*"));
    assertThat(Arrays.stream(p.portfolios().toColumns()).anyMatch(c -> Double.isNaN(c[0])))
        .isTrue();
  }

  /** 1.1 · 0.9 − 1 over the two months before the one that is skipped. */
  @Test
  void momentum_compounds_and_skips() {
    double[][] r = filled(4, i -> 0);
    r[0] = new double[] {0.5, 0.1, -0.1, 0.7};
    Characteristic momentum = Characteristic.momentum(3, 1);
    StockPanel published = panel(4, r).until(4 - momentum.lag());
    assertThat(momentum.value(published, 0)).isCloseTo(1.1 * 0.9 - 1, within(1e-15));
    assertThat(momentum.value(published.until(1), 0)).isNaN();
  }

  @Test
  void a_single_sort_has_one_row() {
    SortedPortfolios p =
        CharacteristicSort.bySizeAnd(Characteristic.field("book", 0))
            .with(SortConfig.single(3))
            .build(panel(3, returns(3)));
    assertThat(p.portfolios().width()).isEqualTo(3);
    assertThat(p.factor().value(0, 0)).isPositive();
  }

  @Test
  void bad_input_is_named() {
    assertThatThrownBy(() -> panel(3, filled(3, i -> i == 4 ? -1.5 : 0)))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage("S4, 2020-05-31: return out of range: -1.5");
    assertThatThrownBy(() -> panel(3, returns(3)).field("x", 0, 0))
        .hasMessageContaining("no field x, there are [book]");
    assertThatThrownBy(() -> panel(3, returns(3)).until(1).marketValue(0, 1))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> Characteristic.momentum(1, 1)).hasMessageContaining("lookback");
  }
}
