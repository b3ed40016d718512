// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.disclosure;

import static io.github.quantml.features.graph.Columns.add;
import static io.github.quantml.features.graph.Columns.divide;
import static io.github.quantml.features.graph.Columns.subtract;
import static io.github.quantml.features.graph.Columns.sum;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.Disclosure;
import io.github.quantml.api.InvalidDataException;
import io.github.quantml.features.Availability;
import io.github.quantml.features.Feature;
import io.github.quantml.features.FeatureData;
import io.github.quantml.features.FeatureFamily;
import io.github.quantml.features.graph.Node;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What disclosures say about an instrument, as columns of {@link FeatureData} keyed on the filing
 * date, and the family {@code disclosure} of features on them.
 *
 * <p>A report belongs to the first bar that closes at or after its filing; the day of the trade
 * itself only makes the lag. Amounts are intervals and stay so: both ends are summed, never a
 * midpoint alone. Exchanges count as reports, not as buying or selling. Reports filed after the
 * last bar are left out; those filed before the first bar too, as their bar is not there.
 */
public final class DisclosureColumns {
  private static final int[] WINDOWS = {21, 63};
  private static final int BREADTH_BARS = 63;
  private static final double DAY_SECONDS = 86_400;

  private DisclosureColumns() {}

  /** Bars with the columns of the reports on them, skill by {@link FilerSkill#defaults()}. */
  public static FeatureData of(BarSeries bars, List<Disclosure> disclosures) {
    return of(bars, disclosures, FilerSkill.defaults());
  }

  /**
   * Bars with the columns of the reports on them.
   *
   * @param disclosures in any order, all on the bars' instrument
   */
  public static FeatureData of(BarSeries bars, List<Disclosure> disclosures, FilerSkill skill) {
    return new Filling(bars, disclosures, skill).run();
  }

  private static final class Filling {
    private final BarSeries bars;
    private final FilerSkill skill;
    private final int n;

    /** The reports by the bar at which they are known. */
    private final List<List<Disclosure>> at = new ArrayList<>();

    private final double[] buyLow;
    private final double[] buyHigh;
    private final double[] sellLow;
    private final double[] sellHigh;
    private final double[] buys;
    private final double[] sells;
    private final double[] lagDays;
    private final double[] reports;
    private final double[] breadth;
    private final double[] signedSkill;

    Filling(BarSeries bars, List<Disclosure> disclosures, FilerSkill skill) {
      this.bars = bars;
      this.skill = skill;
      this.n = bars.size();
      this.buyLow = new double[n];
      this.buyHigh = new double[n];
      this.sellLow = new double[n];
      this.sellHigh = new double[n];
      this.buys = new double[n];
      this.sells = new double[n];
      this.lagDays = new double[n];
      this.reports = new double[n];
      this.breadth = new double[n];
      this.signedSkill = new double[n];
      for (int t = 0; t < n; t++) {
        at.add(new ArrayList<>());
      }
      place(disclosures);
    }

    private void place(List<Disclosure> disclosures) {
      if (n == 0) {
        return;
      }
      List<Disclosure> sorted = new ArrayList<>(disclosures);
      sorted.sort(
          Comparator.comparing(Disclosure::filed)
              .thenComparing(Disclosure::filer)
              .thenComparing(Disclosure::traded));
      Instant start = bars.time(0).minus(bars.interval());
      for (Disclosure d : sorted) {
        if (!d.symbol().equals(bars.symbol())) {
          throw new InvalidDataException(
              "disclosure by "
                  + d.filer()
                  + " filed "
                  + d.filed()
                  + ": symbol must be "
                  + bars.symbol()
                  + ", got "
                  + d.symbol());
        }
        if (d.filed().isAfter(start) && !d.filed().isAfter(bars.time(n - 1))) {
          int closed = bars.countUntil(d.filed());
          boolean exactly = closed > 0 && bars.time(closed - 1).equals(d.filed());
          at.get(exactly ? closed - 1 : closed).add(d);
        }
      }
    }

    FeatureData run() {
      FilerSkill.Ledger ledger = skill.new Ledger();
      for (int t = 0; t < n; t++) {
        int over = t - skill.horizon();
        if (over >= 0) {
          for (Disclosure d : at.get(over)) {
            ledger.finish(d, bars, over);
          }
        }
        for (Disclosure d : at.get(t)) {
          count(d, t, ledger);
        }
        breadth[t] = breadth(t);
      }
      return FeatureData.of(bars)
          .with("disclosed_buy_low", buyLow)
          .with("disclosed_buy_high", buyHigh)
          .with("disclosed_sell_low", sellLow)
          .with("disclosed_sell_high", sellHigh)
          .with("disclosed_buys", buys)
          .with("disclosed_sells", sells)
          .with("disclosed_reports", reports)
          .with("disclosed_lag_days", lagDays)
          .with("disclosed_breadth", breadth)
          .with("disclosed_skill", signedSkill);
    }

    private void count(Disclosure d, int t, FilerSkill.Ledger ledger) {
      reports[t]++;
      lagDays[t] += Duration.between(d.traded(), d.filed()).toSeconds() / DAY_SECONDS;
      double posterior = ledger.posterior(d.filer());
      if (d.side() == Disclosure.Side.BUY) {
        buys[t]++;
        buyLow[t] += d.amountLow();
        buyHigh[t] += d.amountHigh();
        signedSkill[t] += posterior;
      } else if (d.side() == Disclosure.Side.SELL) {
        sells[t]++;
        sellLow[t] += d.amountLow();
        sellHigh[t] += d.amountHigh();
        signedSkill[t] -= posterior;
      }
    }

    /** Filers that bought less filers that sold, in the last bars; who did both counts for both. */
    private double breadth(int t) {
      Set<String> bought = new HashSet<>();
      Set<String> sold = new HashSet<>();
      for (int s = Math.max(0, t - BREADTH_BARS + 1); s <= t; s++) {
        for (Disclosure d : at.get(s)) {
          if (d.side() == Disclosure.Side.BUY) {
            bought.add(d.filer());
          } else if (d.side() == Disclosure.Side.SELL) {
            sold.add(d.filer());
          }
        }
      }
      return bought.size() - sold.size();
    }
  }

  /** Features of data that {@link #of} made. */
  public static FeatureFamily family() {
    Node buyLow = Node.input("disclosed_buy_low");
    Node buyHigh = Node.input("disclosed_buy_high");
    Node sellLow = Node.input("disclosed_sell_low");
    Node sellHigh = Node.input("disclosed_sell_high");
    Node buys = Node.input("disclosed_buys");
    Node sells = Node.input("disclosed_sells");
    Node reports = Node.input("disclosed_reports");
    List<Feature> out = new ArrayList<>();
    for (int n : WINDOWS) {
      out.add(feature("disclosed_count_" + n, "reports filed", n).of(sum(reports, n)));
      out.add(
          feature("disclosed_net_count_" + n, "purchases less sales filed", n)
              .of(subtract(sum(buys, n), sum(sells, n))));
      out.add(
          feature("disclosed_net_low_" + n, "least net amount bought: low buys less high sales", n)
              .of(subtract(sum(buyLow, n), sum(sellHigh, n))));
      out.add(
          feature("disclosed_net_high_" + n, "most net amount bought: high buys less low sales", n)
              .of(subtract(sum(buyHigh, n), sum(sellLow, n))));
      out.add(
          feature("disclosed_net_share_" + n, "purchases less sales over both, NaN without", n)
              .of(divide(subtract(sum(buys, n), sum(sells, n)), add(sum(buys, n), sum(sells, n)))));
      out.add(
          feature("disclosed_lag_" + n, "mean days from trade to filing, NaN without reports", n)
              .of(divide(sum(Node.input("disclosed_lag_days"), n), sum(reports, n))));
      out.add(
          feature("disclosed_skill_" + n, "skill posteriors of buyers less those of sellers", n)
              .of(sum(Node.input("disclosed_skill"), n)));
    }
    out.add(
        feature("disclosed_breadth", "filers that bought less filers that sold", BREADTH_BARS)
            .window(1, (in, from, n) -> in[0][from], Node.input("disclosed_breadth")));
    return new FeatureFamily("disclosure", "Disclosed trades by filing date", out);
  }

  private static Feature.Draft feature(String name, String meaning, int n) {
    return Feature.named(name, meaning + ", " + n + " bars")
        .source("own definition")
        .scaleFree()
        .available(Availability.FILING_TIME);
  }
}
