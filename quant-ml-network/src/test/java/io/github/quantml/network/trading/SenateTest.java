// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.network.trading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.Disclosure;
import io.github.quantml.network.NetworkSamples;
import java.io.IOException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The filings of the United States Senate, 2012 to 2021; numbers from the reference tables. */
@Tag("data")
class SenateTest {
  private static final TradeFilings FILINGS = read();

  private static TradeFilings read() {
    try {
      return TradeFilingReader.senateJson(
          NetworkSamples.data("senate_trades", "all_daily_summaries.json"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Incidence purchases() {
    return Incidence.of(FILINGS, Disclosure.Side.BUY, 5);
  }

  /** Rows counted with Python in the file itself. */
  @Test
  void every_row_is_accounted_for() {
    assertThat(FILINGS.notes())
        .containsEntry(FilingNote.NO_TRANSACTIONS, 463)
        .containsEntry(FilingNote.NO_TICKER, 1667)
        .containsEntry(FilingNote.MARKUP_REMOVED, 6363);
    int rows = 8030;
    int reports = FILINGS.notes().get(FilingNote.NO_TRANSACTIONS);
    assertThat(FILINGS.trades().size() + FILINGS.leftOut() - reports).isEqualTo(rows);
    assertThat(FILINGS.trades()).allMatch(t -> t.lagDays() >= 0);
  }

  @Test
  void the_list_of_transactions_takes_its_filing_dates_from_the_reports() throws IOException {
    Map<String, LocalDate> filed = new HashMap<>();
    FILINGS.trades().forEach(t -> filed.put(t.report(), t.filed()));
    TradeFilings list =
        TradeFilingReader.senateCsv(
            NetworkSamples.data("senate_trades", "all_transactions.csv"), filed);
    assertThat(list.trades()).hasSizeGreaterThan(5_000);
    assertThat(list.notes()).containsKey(FilingNote.NO_FILING_DATE);
    assertThat(list.trades()).allMatch(t -> t.filed().equals(filed.get(t.report())));
  }

  @Test
  void the_null_model_decides_the_result() {
    Incidence purchases = purchases();
    assertThat(purchases.traders()).hasSize(18);
    assertThat(purchases.items()).hasSize(646);
    PairTests naive = new Hypergeometric().test(purchases);
    assertThat(naive.significant(0.01)).hasSize(24);
    PairTests soft = new BipartiteConfiguration().test(purchases);
    assertThat(soft.significant(0.01)).isEmpty();
    PairTests exact = FixedDegree.of(4_000).test(purchases);
    assertThat(exact.significant(0.01)).isEmpty();
    assertThat(exact.significant(0.05)).hasSizeBetween(8, 13);
    PairTest pair = exact.test("C001047", "C001075");
    assertThat(pair.shared()).isEqualTo(30);
    assertThat(pair.expected()).isCloseTo(12.6, within(0.15));
  }

  /** Within-trader date shuffle, windows of 10 days that begin at day 0 of the year 1. */
  @Test
  void only_perdue_and_loeffler_act_at_the_same_time() {
    LocalDate origin = LocalDate.ofEpochDay(7);
    PairTests tests = new DateShuffle(10, origin, 2_000, 42).test(FILINGS, 5);
    PairTest pair = tests.test("P000612", "L000594");
    assertThat(pair.shared()).isEqualTo(27);
    assertThat(pair.expected()).isCloseTo(9.95, within(0.3));
    assertThat(pair.pValue()).isCloseTo(1 / 2001.0, within(1e-12));
    assertThat(tests.tests().stream().filter(t -> t.pValue() < 0.001)).hasSize(1);
  }

  @Test
  void no_past_answer_changes_when_a_filing_is_added() {
    LocalDate day = LocalDate.of(2019, 6, 30);
    TradeFilings before = FILINGS.asOf(day);
    assertThat(before.trades()).isNotEmpty().allMatch(t -> !t.filed().isAfter(day));
    java.util.List<FiledTrade> more = new java.util.ArrayList<>(FILINGS.trades());
    FiledTrade last = FILINGS.trades().get(FILINGS.trades().size() - 1);
    more.add(
        new FiledTrade(
            last.filer(),
            "self",
            "AAPL",
            Disclosure.Side.BUY,
            1_001,
            15_000,
            day.minusDays(30),
            null,
            day.plusDays(1),
            "later",
            before.trades().get(0).report()));
    assertThat(TradeFilings.of(more).asOf(day).trades()).isEqualTo(before.trades());
    Incidence a = Incidence.of(before, Disclosure.Side.BUY, 5);
    Incidence b = Incidence.of(TradeFilings.of(more).asOf(day), Disclosure.Side.BUY, 5);
    assertThat(FixedDegree.of(200).test(b).tests()).isEqualTo(FixedDegree.of(200).test(a).tests());
  }
}
