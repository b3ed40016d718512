// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.options;

import io.github.quantml.benchmarks.Comparison;
import io.github.quantml.options.american.AmericanProfile;
import io.github.quantml.options.surface.EssviCalibration;
import io.github.quantml.options.surface.QuotedSmile;
import io.github.quantml.options.surface.Slice;
import io.github.quantml.options.surface.SmileQuotes;
import io.github.quantml.options.surface.SviCalibration;
import io.github.quantml.options.surface.VolatilitySurface;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Prints the errors of {@code docs/OPTIONS.md}: implied volatilities against those the prices were
 * made with, American prices against profile EXACT, fitted surfaces against quoted spreads.
 *
 * <pre>
 * java -cp benchmarks/target/benchmarks.jar io.github.quantml.benchmarks.options.AccuracyTable
 * </pre>
 */
public final class AccuracyTable {
  private final PrintStream out;

  private AccuracyTable(PrintStream out) {
    this.out = out;
  }

  /** Prints. */
  public static void main(String[] args) {
    AccuracyTable t = new AccuracyTable(new PrintStream(System.out, true, StandardCharsets.UTF_8));
    t.implied();
    t.american();
    t.surfaces();
  }

  private void implied() {
    BlackImplied all = new BlackImplied();
    all.options = 1_000_000;
    all.prepare(Comparison.Scale.FULL);
    out.println("| Black volatility, largest relative error | options | |");
    out.println("|---|---:|---:|");
    double[] truth = all.truth();
    row("quant-ml", all.quantMl(), truth);
    row("Strata", all.strata(), truth);
    BlackImpliedSample calls = new BlackImpliedSample();
    calls.options = 5_000;
    calls.prepare(Comparison.Scale.FULL);
    row("finmath, calls", calls.finmath(), calls.truth());
    AmericanImplied american = new AmericanImplied();
    american.options = 500;
    american.prepare(Comparison.Scale.FULL);
    row("quant-ml, American", american.quantMl(), american.truth());
    out.println();
  }

  private void row(String name, double[] got, double[] truth) {
    double worst = 0;
    for (int i = 0; i < got.length; i++) {
      worst = Math.max(worst, Math.abs(got[i] / truth[i] - 1));
    }
    out.printf("| %s | %d | %.2g |%n", name, got.length, worst);
  }

  private void american() {
    Portfolio p = Portfolio.of(1);
    double[] exact = American.each(p, AmericanProfile.EXACT);
    out.println("| American puts against EXACT | root mean square | largest |");
    out.println("|---|---:|---:|");
    for (AmericanProfile profile : List.of(AmericanProfile.FAST, AmericanProfile.ACCURATE)) {
      double[] got = American.each(p, profile);
      double sum = 0;
      double worst = 0;
      for (int i = 0; i < got.length; i++) {
        double e = got[i] - exact[i];
        sum += e * e;
        worst = Math.max(worst, Math.abs(e));
      }
      out.printf("| %s | %.2g | %.2g |%n", profile, Math.sqrt(sum / got.length), worst);
    }
    out.println();
  }

  private void surfaces() {
    List<QuotedSmile> smiles = Samples.spx();
    List<SmileQuotes> quotes = smiles.stream().map(QuotedSmile::quotes).toList();
    VolatilitySurface essvi = EssviCalibration.fit(quotes);
    out.println(
        "| surface of SPX | expiries | quotes | within half spread | expiries with error <= spread"
            + " | violations |");
    out.println("|---|---:|---:|---:|---:|---:|");
    surface("eSSVI", smiles, essvi);
    VolatilitySurface svi =
        new VolatilitySurface(
            essvi.years(), quotes.stream().map(q -> (Slice) SviCalibration.fit(q)).toList());
    surface("SVI, slice by slice", smiles, svi);
    surface("SVI, repaired", smiles, svi.repaired(-1.5, 0.8, 921));
  }

  private void surface(String name, List<QuotedSmile> smiles, VolatilitySurface s) {
    double within = 0;
    int quotes = 0;
    int good = 0;
    for (int i = 0; i < smiles.size(); i++) {
      QuotedSmile q = smiles.get(i);
      int n = q.halfSpread().length;
      quotes += n;
      within += q.within(s.slices().get(i)) * n;
      good += q.error(s.slices().get(i)) <= q.spread() ? 1 : 0;
    }
    out.printf(
        "| %s | %d | %d | %.1f %% | %d | %d |%n",
        name,
        smiles.size(),
        quotes,
        100 * within / quotes,
        good,
        s.arbitrage(-1.5, 0.8, 921).violations().size());
  }
}
