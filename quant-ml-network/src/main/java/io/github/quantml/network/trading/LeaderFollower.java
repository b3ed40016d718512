// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.network.trading;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.math.random.CounterRandom;
import io.github.quantml.math.stats.MultipleTesting;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tests who trades after whom: counts trades of one trader that come within some days after a trade
 * of another in the same instrument and direction, against the same trades on that trader's own
 * days in another order.
 *
 * <p>After the filing is what a reader of the reports can do; after the trade needs other
 * knowledge. Pairs that never act on the same instrument are not tested.
 *
 * @param after which day of the leader counts
 * @param mostDays longest lag, at least 1; the same day is no following
 * @param draws at least 100
 * @param seed root of the draws
 */
public record LeaderFollower(After after, int mostDays, int draws, long seed) {
  /** The leader's day. */
  public enum After {
    TRADE,
    FILING
  }

  public LeaderFollower {
    if (mostDays < 1) {
      throw new IllegalArgumentException("mostDays: must be at least 1, got " + mostDays);
    }
    if (draws < 100) {
      throw new IllegalArgumentException("draws: must be at least 100, got " + draws);
    }
  }

  /**
   * Tests all ordered pairs with at least one trade that could follow.
   *
   * @param level rate of false discoveries that the draws must be able to resolve, in (0, 1)
   * @return the tests by ascending p-value
   * @throws InsufficientDataException if the draws cannot resolve one pair at the level
   */
  public List<LeadTest> test(TradeFilings filings, double level) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("level: must be in (0, 1), got " + level);
    }
    Map<String, List<FiledTrade>> byTrader = new TreeMap<>();
    filings
        .trades()
        .forEach(t -> byTrader.computeIfAbsent(t.filer(), f -> new ArrayList<>()).add(t));
    List<Candidate> candidates = new ArrayList<>();
    for (String leader : byTrader.keySet()) {
      for (String follower : byTrader.keySet()) {
        if (!leader.equals(follower)) {
          Candidate pair =
              new Candidate(leader, follower, byTrader.get(leader), byTrader.get(follower), after);
          if (pair.mayFollow()) {
            candidates.add(pair);
          }
        }
      }
    }
    int needed = (int) Math.ceil(candidates.size() / level) - 1;
    if (draws < needed) {
      throw new InsufficientDataException(
          "leader-follower: draws to find one of " + candidates.size() + " pairs at " + level,
          needed,
          draws);
    }
    return results(candidates);
  }

  private List<LeadTest> results(List<Candidate> candidates) {
    CounterRandom root = CounterRandom.of(seed);
    int n = candidates.size();
    int[] followed = new int[n];
    double[] expected = new double[n];
    double[] p = new double[n];
    for (int c = 0; c < n; c++) {
      Candidate pair = candidates.get(c);
      followed[c] = pair.count(mostDays);
      CounterRandom random = root.split(c);
      int reached = 0;
      for (int draw = 0; draw < draws; draw++) {
        random.shuffle(pair.days);
        int count = pair.count(mostDays);
        expected[c] += count / (double) draws;
        reached += count >= followed[c] ? 1 : 0;
      }
      p[c] = (1 + reached) / (1.0 + draws);
    }
    double[] adjusted = n == 0 ? p : MultipleTesting.benjaminiHochberg(p);
    List<LeadTest> out = new ArrayList<>();
    for (int c = 0; c < n; c++) {
      Candidate pair = candidates.get(c);
      out.add(
          new LeadTest(pair.leader, pair.follower, followed[c], expected[c], p[c], adjusted[c]));
    }
    out.sort(Comparator.comparingDouble(LeadTest::pValue));
    return List.copyOf(out);
  }

  /** Days of the leader by what was traded, and the follower's trades and days. */
  private static final class Candidate {
    final String leader;
    final String follower;
    final int[][] leaderDays;
    final int[] days;

    Candidate(
        String leader,
        String follower,
        List<FiledTrade> leads,
        List<FiledTrade> follows,
        After after) {
      this.leader = leader;
      this.follower = follower;
      Map<String, List<Integer>> byKind = new HashMap<>();
      for (FiledTrade t : leads) {
        LocalDate day = after == After.TRADE ? t.traded() : t.filed();
        byKind
            .computeIfAbsent(t.symbol() + " " + t.side(), k -> new ArrayList<>())
            .add((int) day.toEpochDay());
      }
      this.leaderDays = new int[follows.size()][];
      this.days = new int[follows.size()];
      for (int f = 0; f < days.length; f++) {
        FiledTrade t = follows.get(f);
        days[f] = (int) t.traded().toEpochDay();
        leaderDays[f] =
            byKind.getOrDefault(t.symbol() + " " + t.side(), List.of()).stream()
                .mapToInt(day -> day)
                .sorted()
                .toArray();
      }
    }

    boolean mayFollow() {
      for (int[] own : leaderDays) {
        if (own.length > 0) {
          return true;
        }
      }
      return false;
    }

    int count(int mostDays) {
      int count = 0;
      for (int f = 0; f < days.length; f++) {
        for (int day : leaderDays[f]) {
          int lag = days[f] - day;
          if (lag >= 1 && lag <= mostDays) {
            count++;
            break;
          }
        }
      }
      return count;
    }
  }
}
