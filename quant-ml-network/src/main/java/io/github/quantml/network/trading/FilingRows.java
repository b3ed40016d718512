// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.network.trading;

import io.github.quantml.api.Disclosure;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns rows of text into trades and counts what it does. */
final class FilingRows {
  private static final int FIRST_YEAR = 2000;
  private static final int ALLOWED_LAG = 45;
  private static final DateTimeFormatter DATES =
      DateTimeFormatter.ofPattern("[uuuu-M-d][M/d/uuuu]", Locale.ROOT);
  private static final Pattern TAG = Pattern.compile("<[^<>]{0,1000}>");
  private static final Pattern ENTITY = Pattern.compile("&(amp|lt|gt|quot|nbsp|#39);");
  private static final Pattern SYMBOL = Pattern.compile("[A-Z0-9][A-Z0-9.\\-/=^]{0,23}");
  private static final Pattern RANGE =
      Pattern.compile("\\$?([0-9][0-9,.]{0,20})\\s*(?:-|to)\\s*\\$?([0-9][0-9,.]{0,20})");
  private static final Pattern SINGLE = Pattern.compile("(?i)(over)?\\s*\\$?([0-9][0-9,.]{0,20})");

  /** A row as text; empty for what is missing. */
  record Row(
      String filer,
      String owner,
      String symbol,
      String side,
      String amount,
      String traded,
      String notified,
      String filed,
      String report,
      String amends) {}

  private final List<FiledTrade> trades = new ArrayList<>();
  private final Map<FilingNote, Integer> notes = new EnumMap<>(FilingNote.class);

  void note(FilingNote note) {
    notes.merge(note, 1, Integer::sum);
  }

  void add(Row row) {
    String symbol = clean(row.symbol()).toUpperCase(Locale.ROOT);
    if (!symbol.equalsIgnoreCase(row.symbol().strip())) {
      note(FilingNote.MARKUP_REMOVED);
    }
    if (symbol.isEmpty() || symbol.equals("--") || symbol.equals("N/A")) {
      note(FilingNote.NO_TICKER);
      return;
    }
    if (!SYMBOL.matcher(symbol).matches()) {
      note(symbol.indexOf(' ') > 0 ? FilingNote.SEVERAL_TICKERS : FilingNote.NO_TICKER);
      return;
    }
    Optional<Disclosure.Side> side = side(row.side());
    if (side.isEmpty()) {
      note(FilingNote.UNKNOWN_SIDE);
      return;
    }
    double[] amount = amount(clean(row.amount()));
    if (amount.length == 0) {
      note(FilingNote.BAD_AMOUNT);
      return;
    }
    add(row, symbol, side.get(), amount);
  }

  private void add(Row row, String symbol, Disclosure.Side side, double[] amount) {
    if (row.filed().isBlank()) {
      note(FilingNote.NO_FILING_DATE);
      return;
    }
    Optional<LocalDate> traded = date(row.traded());
    Optional<LocalDate> filed = date(row.filed());
    if (traded.isEmpty() || filed.isEmpty()) {
      note(FilingNote.BAD_DATE);
      return;
    }
    long lag = filed.get().toEpochDay() - traded.get().toEpochDay();
    if (traded.get().getYear() < FIRST_YEAR || lag < -366) {
      note(FilingNote.IMPOSSIBLE_YEAR);
      return;
    }
    if (lag < 0) {
      note(FilingNote.NEGATIVE_LAG);
      return;
    }
    if (lag > ALLOWED_LAG) {
      note(FilingNote.LATE);
    }
    trades.add(
        new FiledTrade(
            clean(row.filer()),
            clean(row.owner()).toLowerCase(Locale.ROOT),
            symbol,
            side,
            amount[0],
            amount[1],
            traded.get(),
            date(row.notified()).orElse(null),
            filed.get(),
            row.report(),
            row.amends().isBlank() ? null : row.amends()));
  }

  private static Optional<Disclosure.Side> side(String text) {
    String word = clean(text).toLowerCase(Locale.ROOT);
    if (word.startsWith("purchase") || word.startsWith("buy")) {
      return Optional.of(Disclosure.Side.BUY);
    }
    if (word.startsWith("sale") || word.startsWith("sell")) {
      return Optional.of(Disclosure.Side.SELL);
    }
    return word.startsWith("exchange") ? Optional.of(Disclosure.Side.EXCHANGE) : Optional.empty();
  }

  /** Lower and upper end, or nothing. */
  private static double[] amount(String text) {
    Matcher range = RANGE.matcher(text);
    try {
      if (range.matches()) {
        double low = number(range.group(1));
        double high = number(range.group(2));
        return low <= high ? new double[] {low, high} : new double[0];
      }
      Matcher single = SINGLE.matcher(text);
      if (single.matches()) {
        double value = number(single.group(2));
        double high = single.group(1) == null ? value : Double.POSITIVE_INFINITY;
        return new double[] {value, high};
      }
    } catch (NumberFormatException e) {
      return new double[0];
    }
    return new double[0];
  }

  private static double number(String digits) {
    return Double.parseDouble(digits.replace(",", ""));
  }

  private static Optional<LocalDate> date(String text) {
    try {
      return Optional.of(LocalDate.parse(text.strip(), DATES));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Without tags and entities, white space runs as one blank. */
  private static String clean(String text) {
    if (text.indexOf('<') < 0 && text.indexOf('&') < 0) {
      return text.strip().replaceAll("\\s+", " ");
    }
    String bare = TAG.matcher(text).replaceAll(" ");
    return ENTITY.matcher(bare).replaceAll(m -> entity(m.group(1))).strip().replaceAll("\\s+", " ");
  }

  private static String entity(String name) {
    return switch (name) {
      case "amp" -> "&";
      case "lt" -> "<";
      case "gt" -> ">";
      case "quot" -> "\"";
      case "#39" -> "'";
      default -> " ";
    };
  }

  /** All trades, without those that a later report repeats. */
  TradeFilings build() {
    // How often a trade stands in one report is how often it happened; a later report that has it
    // again, and does not say that it amends, repeats it.
    Map<Key, Map<String, Integer>> byReport = new HashMap<>();
    List<FiledTrade> kept = new ArrayList<>();
    List<FiledTrade> ordered = new TradeFilings(trades, Map.of()).trades();
    for (FiledTrade trade : ordered) {
      Map<String, Integer> counts = byReport.computeIfAbsent(Key.of(trade), k -> new HashMap<>());
      int here = counts.merge(trade.report(), 1, Integer::sum);
      int before = 0;
      for (Map.Entry<String, Integer> other : counts.entrySet()) {
        boolean same = other.getKey().equals(trade.report());
        before = same ? before : Math.max(before, other.getValue());
      }
      if (trade.amended().isEmpty() && here <= before) {
        note(FilingNote.DUPLICATE);
      } else {
        kept.add(trade);
      }
    }
    return new TradeFilings(kept, notes);
  }

  private record Key(
      String filer,
      String owner,
      String symbol,
      Disclosure.Side side,
      double low,
      double high,
      @Nullable LocalDate traded) {
    static Key of(FiledTrade t) {
      return new Key(
          t.filer(), t.owner(), t.symbol(), t.side(), t.amountLow(), t.amountHigh(), t.traded());
    }
  }
}
