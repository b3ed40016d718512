// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.network.trading;

import io.github.quantml.api.Disclosure;
import io.github.quantml.math.random.CounterRandom;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.math3.util.FastMath;

/**
 * Made-up disclosures with planted groups: every trader buys and sells instruments in proportion to
 * their popularity, which falls as a power of rank, so that everybody holds the same few; members
 * of a group also trade from a list of their own, within days of each other. Trader i is in group
 * i/members for the first groups × members of them, else in none.
 *
 * @param traders how many
 * @param groups planted groups
 * @param members of each
 * @param instruments how many there are
 * @param trades of every trader
 * @param share of a member's trades that come from the group's list, in [0, 1]
 * @param days that the trades are spread over
 * @param seed root of the draws
 */
public record FilingSimulator(
    int traders,
    int groups,
    int members,
    int instruments,
    int trades,
    double share,
    int days,
    long seed) {
  private static final int LIST = 16;
  private static final int LAW = 45;
  private static final double[] AMOUNTS = {1_001, 15_001, 50_001, 100_001, 250_001};

  public FilingSimulator {
    if (traders < 1 || groups < 0 || members < 1 || (long) groups * members > traders) {
      throw new IllegalArgumentException(
          "groups: " + groups + " of " + members + " must fit into " + traders + " traders");
    }
    if (instruments < LIST || trades < 1 || days < 1) {
      throw new IllegalArgumentException(
          "instruments must be at least "
              + LIST
              + ", trades and days at least 1, got "
              + instruments
              + ", "
              + trades
              + ", "
              + days);
    }
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("share: must be in [0, 1], got " + share);
    }
  }

  /** 200 traders, 5 groups of 8, 400 instruments, 40 trades each, 70 % from the list, two years. */
  public static FilingSimulator defaults() {
    return new FilingSimulator(200, 5, 8, 400, 40, 0.7, 730, 42);
  }

  /** The same with another seed. */
  public FilingSimulator withSeed(long value) {
    return new FilingSimulator(traders, groups, members, instruments, trades, share, days, value);
  }

  /** The same without planted groups. */
  public FilingSimulator withoutGroups() {
    return new FilingSimulator(traders, 0, members, instruments, trades, share, days, seed);
  }

  /** The group of a trader, −1 for none. */
  public int group(int trader) {
    return trader < groups * members ? trader / members : -1;
  }

  /** Draws the disclosures. */
  public TradeFilings run() {
    CounterRandom root = CounterRandom.of(seed);
    double[] cumulative = new double[instruments];
    double sum = 0;
    for (int k = 0; k < instruments; k++) {
      sum += FastMath.pow(k + 3.0, -0.9);
      cumulative[k] = sum;
    }
    int[][] lists = new int[groups][LIST];
    int[][] dates = new int[groups][LIST];
    for (int g = 0; g < groups; g++) {
      CounterRandom draws = root.split(-1 - g);
      int[] order = draws.permutation(instruments);
      for (int k = 0; k < LIST; k++) {
        lists[g][k] = order[k];
        dates[g][k] = draws.nextInt(days);
      }
    }
    List<FiledTrade> out = new ArrayList<>();
    for (int i = 0; i < traders; i++) {
      CounterRandom draws = root.split(i);
      for (int t = 0; t < trades; t++) {
        int g = group(i);
        boolean joint = g >= 0 && draws.nextDouble() < share;
        int pick = draws.nextInt(LIST);
        int instrument = joint ? lists[g][pick] : popular(cumulative, draws.nextDouble() * sum);
        int day = joint ? dates[g][pick] + draws.nextInt(6) : draws.nextInt(days);
        boolean buy = joint ? pick % 4 != 0 : draws.nextDouble() < 0.6;
        out.add(trade(i, instrument, day, buy, draws));
      }
    }
    return TradeFilings.of(out);
  }

  private static int popular(double[] cumulative, double at) {
    int k = 0;
    while (k < cumulative.length - 1 && cumulative[k] <= at) {
      k++;
    }
    return k;
  }

  private static FiledTrade trade(
      int trader, int instrument, int day, boolean buy, CounterRandom draws) {
    LocalDate traded = LocalDate.of(2020, 1, 1).plusDays(day);
    LocalDate filed = traded.plusDays(1 + draws.nextInt(LAW));
    int range = draws.nextInt(AMOUNTS.length - 1);
    return new FiledTrade(
        String.format(Locale.ROOT, "Trader %03d", trader),
        "self",
        String.format(Locale.ROOT, "S%03d", instrument),
        buy ? Disclosure.Side.BUY : Disclosure.Side.SELL,
        AMOUNTS[range],
        AMOUNTS[range + 1] - 1,
        traded,
        null,
        filed,
        trader + "/" + filed,
        null);
  }
}
