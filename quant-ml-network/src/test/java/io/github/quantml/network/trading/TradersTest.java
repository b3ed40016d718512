// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.network.trading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.BarSeriesBuilder;
import io.github.quantml.api.Disclosure;
import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.InvalidDataException;
import io.github.quantml.math.random.CounterRandom;
import io.github.quantml.network.graph.Graph;
import io.github.quantml.network.graph.Partition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TradersTest {
  private static final LocalDate START = LocalDate.of(2020, 1, 1);

  private static FiledTrade trade(String filer, String symbol, int day, int filed) {
    return trade(filer, symbol, Disclosure.Side.BUY, day, filed, filer + filed, null);
  }

  private static FiledTrade trade(
      String filer,
      String symbol,
      Disclosure.Side side,
      int day,
      int filed,
      String report,
      String amends) {
    return new FiledTrade(
        filer,
        "self",
        symbol,
        side,
        1_001,
        15_000,
        START.plusDays(day),
        null,
        START.plusDays(filed),
        report,
        amends);
  }

  @Test
  void dirty_rows_are_counted_by_reason(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("trades.csv");
    Files.writeString(
        file,
        """
        who,for,ticker,what,how much,day,told,public,id,replaces
        A,Self,AAPL,Purchase,"$1,001 - $15,000",2020-01-02,2020-01-05,2020-01-20,r1,
        A,Spouse,<a href="x">MSFT</a>,Sale (Full),"Over $50,000,000",01/02/2020,,2020-01-20,r1,
        A,Self,--,Purchase,"$1,001 - $15,000",2020-01-02,,2020-01-20,r1,
        A,Self,DD<br>IFF,Exchange,"$1,001 - $15,000",2020-01-02,,2020-01-20,r1,
        A,Self,KO,Gift,"$1,001 - $15,000",2020-01-02,,2020-01-20,r1,
        A,Self,KO,Purchase,some,2020-01-02,,2020-01-20,r1,
        A,Self,KO,Purchase,"$1,001 - $15,000",2202-01-02,,2020-01-20,r1,
        A,Self,KO,Purchase,"$1,001 - $15,000",1935-01-02,,2020-01-20,r1,
        A,Self,KO,Purchase,"$1,001 - $15,000",2020-02-02,,2020-01-20,r1,
        A,Self,KO,Purchase,"$1,001 - $15,000",2020-13-45,,2020-01-20,r1,
        A,Self,KO,Purchase,"$1,001 - $15,000",2020-01-02,,,r1,
        A,Self,AAPL,Purchase,"$1,001 - $15,000",2020-01-02,,2020-02-20,r2,
        A,Spouse,AAPL,Purchase,"$1,001 - $15,000",2020-01-02,,2020-02-20,r2,
        A,Self,AAPL,Sale,"$1,001 - $15,000",2020-01-02,,2020-03-01,r3,r1
        """);
    FilingColumns columns =
        new FilingColumns(
            "who", "for", "ticker", "what", "how much", "day", "told", "public", "id", "replaces");
    TradeFilings filings = TradeFilingReader.csv(file, columns);
    assertThat(filings.notes())
        .containsOnly(
            Map.entry(FilingNote.MARKUP_REMOVED, 2),
            Map.entry(FilingNote.NO_TICKER, 1),
            Map.entry(FilingNote.SEVERAL_TICKERS, 1),
            Map.entry(FilingNote.UNKNOWN_SIDE, 1),
            Map.entry(FilingNote.BAD_AMOUNT, 1),
            Map.entry(FilingNote.IMPOSSIBLE_YEAR, 2),
            Map.entry(FilingNote.NEGATIVE_LAG, 1),
            Map.entry(FilingNote.BAD_DATE, 1),
            Map.entry(FilingNote.NO_FILING_DATE, 1),
            Map.entry(FilingNote.DUPLICATE, 1),
            Map.entry(FilingNote.LATE, 3));
    assertThat(filings.trades()).hasSize(4);
    FiledTrade first = filings.trades().get(0);
    assertThat(first.amountLow()).isEqualTo(1_001);
    assertThat(first.notifiedOn()).hasValue(LocalDate.of(2020, 1, 5));
    assertThat(first.toDisclosure().filed()).isEqualTo(Instant.parse("2020-01-21T00:00:00Z"));
    FiledTrade over = filings.trades().get(1);
    assertThat(over.symbol()).isEqualTo("MSFT");
    assertThat(over.amountHigh()).isInfinite();
    // Report r3 replaces r1 from its own filing on.
    assertThat(filings.asOf(LocalDate.of(2020, 2, 29)).trades()).hasSize(3);
    assertThat(filings.asOf(LocalDate.of(2020, 3, 1)).trades())
        .extracting(FiledTrade::report)
        .containsExactly("r2", "r3");
  }

  @Test
  void a_file_of_another_kind_is_an_error_that_says_so(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("x.csv");
    Files.writeString(file, "a,b\n1,2\n");
    assertThatThrownBy(() -> TradeFilingReader.senateCsv(file, Map.of()))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage("x.csv: has no column senator, the header is [a, b]");
    Files.writeString(file, "[{\"office\": \"X\",\n \"transactions\": [}");
    assertThatThrownBy(() -> TradeFilingReader.senateJson(file))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageStartingWith("x.csv: is not JSON in line 2");
    Files.writeString(file, "{}");
    assertThatThrownBy(() -> TradeFilingReader.senateJson(file))
        .hasMessage("x.csv: must start with an array of reports, line 1");
  }

  @Test
  void similarities_have_their_defined_values() {
    Incidence incidence =
        Incidence.of(
            List.of("A", "B", "C"), List.of("x", "y", "z"), new int[][] {{0, 1}, {0, 1, 2}, {2}});
    assertThat(Similarity.of(incidence, Similarity.Measure.JACCARD).weight(0, 1))
        .isEqualTo(2.0 / 3);
    assertThat(Similarity.of(incidence, Similarity.Measure.COSINE).weight(0, 1))
        .isEqualTo(2 / Math.sqrt(6));
    assertThat(Similarity.of(incidence, Similarity.Measure.ADAMIC_ADAR).weight(0, 1))
        .isCloseTo(2 / Math.log(2), within(1e-12));
    assertThat(Similarity.of(incidence, Similarity.Measure.SHARED).hasEdge(0, 2)).isFalse();
    TradeFilings filings =
        TradeFilings.of(
            List.of(trade("A", "X", 0, 20), trade("B", "X", 3, 20), trade("B", "Y", 3, 20)));
    assertThat(Similarity.timeDecayed(filings, 5).weight(0, 1))
        .isCloseTo(Math.exp(-0.6), within(1e-12));
    Graph leads = Similarity.leadLag(filings, 5, 7);
    assertThat(leads.weight(0, 1)).isCloseTo(Math.exp(-0.6), within(1e-12));
    assertThat(leads.hasEdge(1, 0)).isFalse();
  }

  @Test
  void a_planted_follower_is_found_and_nobody_else() {
    CounterRandom random = CounterRandom.of(9);
    List<FiledTrade> trades = new ArrayList<>();
    for (int t = 0; t < 60; t++) {
      int day = random.nextInt(900);
      String symbol = "S" + random.nextInt(12);
      trades.add(trade("Leader", symbol, day, day + 20));
      trades.add(trade("Follower", symbol, day + 21 + random.nextInt(3), day + 60));
      int other = random.nextInt(900);
      trades.add(trade("Other", "S" + random.nextInt(12), other, other + 15));
    }
    TradeFilings filings = TradeFilings.of(trades);
    LeaderFollower test = new LeaderFollower(LeaderFollower.After.FILING, 5, 999, 1);
    List<LeadTest> found =
        test.test(filings, 0.05).stream().filter(l -> l.adjusted() <= 0.05).toList();
    assertThat(found).hasSize(1);
    assertThat(found.get(0).leader()).isEqualTo("Leader");
    assertThat(found.get(0).follower()).isEqualTo("Follower");
    assertThat(found.get(0).followed()).isGreaterThan(40);
    assertThatThrownBy(
            () -> new LeaderFollower(LeaderFollower.After.TRADE, 5, 100, 1).test(filings, 0.05))
        .isInstanceOf(InsufficientDataException.class)
        .hasMessageContaining("leader-follower: draws to find one of 6 pairs at 0.05");
  }

  @Test
  void communities_keep_their_identity_through_change() {
    TemporalCommunities tracker = new TemporalCommunities(0.3);
    List<String> names = List.of("a", "b", "c", "d", "e", "f");
    tracker.add(START, names, Partition.of(new int[] {0, 0, 0, 1, 1, 1}));
    // The first group loses a member to the second, the numbers of the partition swap.
    TemporalCommunities.Step second =
        tracker.add(START.plusDays(30), names, Partition.of(new int[] {7, 7, 3, 3, 3, 3}));
    assertThat(second.communities())
        .extracting(TemporalCommunities.Tracked::identity)
        .containsExactly(0, 1);
    TemporalCommunities.Step third =
        tracker.add(START.plusDays(60), names, Partition.of(new int[] {0, 1, 2, 3, 4, 4}));
    assertThat(third.communities()).hasSize(1);
    assertThat(third.communities().get(0).identity()).isEqualTo(1);
    assertThat(third.ended()).containsExactly(0);
    TemporalCommunities.Step fourth =
        tracker.add(START.plusDays(90), names, Partition.of(new int[] {0, 0, 2, 3, 4, 4}));
    assertThat(fourth.communities().get(0).identity()).isEqualTo(2);
    assertThat(fourth.communities().get(0).born()).isTrue();
    assertThatThrownBy(() -> tracker.add(START, names, Partition.singletons(6)))
        .hasMessage("day: must be after 2020-03-31, got 2020-01-01");
  }

  /** Thirty filers without skill and one with: daily excess returns are known by construction. */
  @Test
  void skill_is_shrunk_and_measured_from_the_open_after_the_filing() {
    CounterRandom random = CounterRandom.of(4);
    Map<String, BarSeries> bars = new HashMap<>();
    List<FiledTrade> trades = new ArrayList<>();
    for (int s = 0; s < 20; s++) {
      bars.put("S" + s, walk("S" + s, random.split(s), s == 0 ? 0.02 : 0));
    }
    for (int f = 0; f < 30; f++) {
      for (int t = 0; t < 20; t++) {
        int day = random.nextInt(300);
        String symbol = "S" + (f == 0 ? 0 : 1 + random.nextInt(19));
        trades.add(trade("F" + f, symbol, day, day + 10));
      }
    }
    Instant all = START.plusDays(500).atStartOfDay(ZoneOffset.UTC).toInstant();
    List<FilerSkill> skill = FilerSkill.of(TradeFilings.of(trades), bars, null, 5, all);
    assertThat(skill.get(0).filer()).isEqualTo("F0");
    assertThat(skill.get(0).posterior()).isGreaterThan(0.05);
    for (FilerSkill s : skill) {
      double common = skill.stream().mapToDouble(FilerSkill::mean).average().orElseThrow();
      assertThat(Math.abs(s.posterior() - common))
          .isLessThanOrEqualTo(Math.abs(s.mean() - common) + 0.01);
    }
    Instant early = START.plusDays(120).atStartOfDay(ZoneOffset.UTC).toInstant();
    List<FilerSkill> then = FilerSkill.of(TradeFilings.of(trades), bars, null, 5, early);
    Map<String, BarSeries> cut = new HashMap<>();
    bars.forEach((symbol, series) -> cut.put(symbol, series.until(early)));
    assertThat(FilerSkill.of(TradeFilings.of(trades), cut, null, 5, early)).isEqualTo(then);
  }

  private static BarSeries walk(String symbol, CounterRandom random, double drift) {
    BarSeriesBuilder out = BarSeries.builder(symbol, Duration.ofDays(1));
    double close = 100;
    for (int i = 0; i < 400; i++) {
      double open = close;
      close *= 1 + drift + 0.01 * random.nextGaussian();
      out.add(
          START.plusDays(i).atTime(21, 0).toInstant(ZoneOffset.UTC),
          open,
          Math.max(open, close),
          Math.min(open, close),
          close,
          1_000);
    }
    return out.build();
  }

  @Test
  void an_open_after_the_filing_is_the_entry() {
    BarSeriesBuilder out = BarSeries.builder("X", Duration.ofDays(1));
    double[] open = {10, 10, 10, 20, 20, 20, 30, 30};
    for (int i = 0; i < open.length; i++) {
      out.add(
          START.plusDays(i).atTime(21, 0).toInstant(ZoneOffset.UTC),
          open[i],
          open[i] + 2,
          open[i],
          open[i] + 1,
          1);
    }
    // Filed on day 2, so entered at the open of day 3, 20, and left at its close, 21.
    List<FiledTrade> trades =
        List.of(
            trade("A", "X", 0, 2),
            trade("A", "X", 1, 4),
            trade("B", "X", 0, 2),
            trade("B", "X", 1, 5));
    Instant all = START.plusDays(50).atStartOfDay(ZoneOffset.UTC).toInstant();
    List<FilerSkill> skill =
        FilerSkill.of(TradeFilings.of(trades), Map.of("X", out.build()), null, 1, all);
    FilerSkill a = skill.stream().filter(s -> s.filer().equals("A")).findFirst().orElseThrow();
    assertThat(a.mean()).isCloseTo((1.0 / 20 + 1.0 / 20) / 2, within(1e-12));
  }
}
