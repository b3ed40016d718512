// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples.cli;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.BarSeriesBuilder;
import io.github.quantml.api.Disclosure;
import io.github.quantml.api.InvalidDataException;
import io.github.quantml.api.MarketContext;
import io.github.quantml.api.RepairPolicy;
import io.github.quantml.api.spi.BarRequest;
import io.github.quantml.backtest.FollowDisclosuresStrategy;
import io.github.quantml.data.CsvBarSource;
import io.github.quantml.data.CsvFormat;
import io.github.quantml.data.LoadedBars;
import io.github.quantml.data.MarketSimulator;
import io.github.quantml.data.SimulatedSurroundings;
import io.github.quantml.data.SimulatorConfig;
import io.github.quantml.network.trading.FiledTrade;
import io.github.quantml.network.trading.FilingSimulator;
import io.github.quantml.network.trading.TradeFilingReader;
import io.github.quantml.network.trading.TradeFilings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Following disclosed trades: those of the Senate, or made-up ones. */
final class Politicians {
  private static final CsvFormat DAILY =
      CsvFormat.defaults()
          .withSession(LocalTime.of(16, 0), ZoneId.of("America/New_York"))
          .withAdjustedPrices()
          .withRepair(RepairPolicy.strict().withBadBars(RepairPolicy.BadBars.DROP));
  private static final int SIMULATED = 40;
  private static final int SIMULATED_BARS = 560;
  private static final String INDEX = "EQUAL WEIGHTS";

  private Politicians() {}

  static Playing real(Path senate, Path prices, double weight, Playing.Span span)
      throws IOException {
    TradeFilings filings = TradeFilingReader.senateJson(senate);
    List<String> notes = new ArrayList<>();
    List<BarSeries> bars = new ArrayList<>();
    List<String> dropped = new ArrayList<>();
    Set<String> traded = new HashSet<>();
    filings.trades().forEach(t -> traded.add(t.symbol()));
    CsvBarSource source = CsvBarSource.of(prices, DAILY);
    int files = 0;
    for (String symbol : symbols(prices)) {
      files++;
      if (traded.contains(symbol)) {
        LoadedBars loaded = source.loadWithRepairs(BarRequest.of(symbol));
        loaded.repairs().forEach(r -> dropped.add(symbol + " " + r));
        BarSeries cut = span.cut(loaded.bars());
        if (!cut.isEmpty()) {
          bars.add(cut);
        }
      }
    }
    if (bars.isEmpty()) {
      throw new InvalidDataException(
          prices + ": has bars of " + files + " symbols, of which none was disclosed in that time");
    }
    notes.add(
        filings.trades().size()
            + " disclosed trades in "
            + senate.getFileName()
            + ", "
            + filings.leftOut()
            + " rows left out; prices of "
            + bars.size()
            + " of their symbols, adjusted for splits and dividends.");
    if (!dropped.isEmpty()) {
      notes.add(dropped.size() + " bad bars were left out, first " + dropped.get(0) + ".");
    }
    notes.add("Whoever picks instruments that still exist today has picked survivors.");
    return follow("the Senate", filings, bars, weight, span, notes);
  }

  /** Files by symbol, in their order. */
  private static List<String> symbols(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      throw new InvalidDataException(directory + ": is no directory of CSV files");
    }
    try (Stream<Path> found = Files.list(directory)) {
      return found
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.endsWith(".csv"))
          .map(name -> name.substring(0, name.length() - ".csv".length()))
          .sorted()
          .toList();
    }
  }

  /** Filers without skill and prices that know nothing of them: what is earned is luck. */
  static Playing simulated(long seed, double weight, Playing.Span span) {
    TradeFilings filings = new FilingSimulator(60, 3, 8, SIMULATED, 30, 0.7, 730, seed).run();
    SimulatorConfig market =
        SimulatorConfig.defaults()
            .withBars(SIMULATED_BARS)
            .withStart(LocalDate.of(2020, 1, 1).atStartOfDay(ZoneOffset.UTC).toInstant())
            .withSurroundings(new SimulatedSurroundings(0, 0, 0, 0, 0));
    List<BarSeries> bars = new ArrayList<>();
    for (int i = 0; i < SIMULATED; i++) {
      String symbol = "S%03d".formatted(i);
      bars.add(
          span.cut(MarketSimulator.of(market.withSymbol(symbol)).simulate(seed + 1 + i).bars()));
    }
    List<String> notes = new ArrayList<>();
    notes.add(
        filings.trades().size()
            + " made-up trades of 60 filers in "
            + SIMULATED
            + " made-up instruments: nobody knows anything, what is earned or lost is the market,"
            + " luck and costs.");
    return follow("simulated filers", filings, bars, weight, span, notes);
  }

  private static Playing follow(
      String who,
      TradeFilings filings,
      List<BarSeries> bars,
      double weight,
      Playing.Span span,
      List<String> notes) {
    Set<String> there = new HashSet<>();
    bars.forEach(b -> there.add(b.symbol()));
    Instant last =
        bars.stream().map(b -> b.time(b.size() - 1)).max(Instant::compareTo).orElse(Instant.MIN);
    Instant first = bars.stream().map(b -> b.time(0)).min(Instant::compareTo).orElse(Instant.MAX);
    first = span.from().isAfter(first) ? span.from() : first;
    List<Disclosure> known = new ArrayList<>();
    int amended = 0;
    int followed = 0;
    for (FiledTrade trade : filings.trades()) {
      if (trade.amended().isPresent()) {
        amended++; // it repeats what its original said at an earlier time
      } else if (there.contains(trade.symbol())) {
        Disclosure disclosure = trade.toDisclosure();
        known.add(disclosure);
        boolean inside = !disclosure.filed().isBefore(first) && !disclosure.filed().isAfter(last);
        followed += inside ? 1 : 0;
      }
    }
    notes.add(
        followed
            + " of them were filed in these instruments and in that time; each can be followed from"
            + " the start of the day after its filing, for 5 days; "
            + amended
            + " trades of amended reports are left out.");
    return new Playing(
        "Following " + who,
        FollowDisclosuresStrategy.of(weight),
        bars,
        MarketContext.builder().disclosures(known).build(),
        span.from(),
        index(bars),
        notes);
  }

  /** All instruments in equal weights, balanced anew at every close. */
  private static BarSeries index(List<BarSeries> bars) {
    Map<Instant, double[]> moves = new TreeMap<>();
    for (BarSeries b : bars) {
      for (int i = 0; i < b.size(); i++) {
        double[] sum = moves.computeIfAbsent(b.time(i), t -> new double[2]);
        if (i > 0) {
          sum[0] += b.close(i) / b.close(i - 1) - 1;
          sum[1]++;
        }
      }
    }
    BarSeriesBuilder out = BarSeries.builder(INDEX, Duration.ofDays(1));
    double level = 100;
    for (Map.Entry<Instant, double[]> at : moves.entrySet()) {
      double before = level;
      double[] sum = at.getValue();
      level *= sum[1] == 0 ? 1 : 1 + sum[0] / sum[1];
      out.add(at.getKey(), before, Math.max(before, level), Math.min(before, level), level, 0);
    }
    return out.build();
  }
}
