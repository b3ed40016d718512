// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.InvalidDataException;
import io.github.quantml.api.OptionChain;
import io.github.quantml.options.Golden;
import io.github.quantml.options.exposure.DealerSign;
import io.github.quantml.options.exposure.Exposures;
import io.github.quantml.options.exposure.GammaExposure;
import io.github.quantml.options.exposure.GammaUnit;
import io.github.quantml.options.exposure.OpenPositions;
import io.github.quantml.options.surface.QuotedSmile;
import io.github.quantml.options.surface.Svi;
import io.github.quantml.options.surface.SviCalibration;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChainTest {
  private static final String HEADER =
      "\nIndex,Last: 100,Change: 1\n\"Date: June 10, 2022, 3:00 PM EDT\",Bid: 1\n"
          + "Expiration Date,Calls,Last Sale,Net,Bid,Ask,Volume,IV,Delta,Gamma,Open Interest,"
          + "Strike,Puts,Last Sale,Net,Bid,Ask,Volume,IV,Delta,Gamma,Open Interest\n";

  private static String row(String expiry, String root, String call, String put, int strike) {
    String code = "220617";
    return expiry
        + ","
        + root
        + code
        + "C00100000,0,0,"
        + call
        + ",0.5,0.02,7,"
        + strike
        + ","
        + root
        + code
        + "P00100000,0,0,"
        + put
        + ",-0.5,0.02,9\n";
  }

  @Test
  void rows_are_rejected_or_kept_with_a_count_per_reason() {
    String text =
        HEADER
            + row("Fri Jun 17 2022", "SPX", "2,2.2,5,0.2", "1,1.2,6,0.2", 101)
            + row("Fri Jun 17 2022", "SPXW", "2,2.2,5,0", "1.5,1.2,6,0.2", 100)
            + row("Thu Jun 09 2022", "SPXW", "2,2.2,5,0.2", "1,1.2,6,0.2", 100)
            + row("Fri Jun 17 2022", "SPXW", "0,0,5,0", "1,1.2,x,0.2", 100)
            + row("Fri Jun 17 2022", "SPXW", "1,1.2,5,0.2", "1,1.2,6,0.2", 60)
            + "Fri Jun 17 2022,short\n";
    LoadedChain c = CboeChainReader.read("SPX", new StringReader(text));
    assertThat(c.chain().spot()).isEqualTo(100);
    assertThat(c.chain().known()).isEqualTo(Instant.parse("2022-06-10T19:00:00Z"));
    ChainReport r = c.report();
    assertThat(r.options()).isEqualTo(12);
    assertThat(r.kept()).isEqualTo(5);
    assertThat(r.count(RejectReason.EXPIRED)).isEqualTo(2);
    assertThat(r.count(RejectReason.CROSSED)).isEqualTo(1);
    assertThat(r.count(RejectReason.MALFORMED)).isEqualTo(3);
    assertThat(r.count(RejectReason.SPLIT_DAY)).isEqualTo(1);
    assertThat(r.count(RejectReason.ZERO_IMPLIED_VOLATILITY)).isEqualTo(2);
    assertThat(r.count(RejectReason.NO_QUOTE)).isEqualTo(1);
    assertThat(c.chain().quotes().get(0).root()).isEqualTo("SPX");
    assertThat(c.chain().quotes().get(2).root()).isEqualTo("SPXW");
    assertThat(c.chain().quotes().get(2).impliedVolatility()).isNull();
    assertThat(c.feed()).allMatch(g -> Double.isFinite(g.gamma()));
  }

  @Test
  void a_file_without_its_lines_is_refused() {
    assertThatThrownBy(() -> CboeChainReader.read("X", new StringReader("a,b\n")))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("no header line");
    assertThatThrownBy(() -> CboeChainReader.read("X", new StringReader("Expiration Date,b\n")))
        .hasMessageContaining("Last: and Date:");
    assertThatThrownBy(
            () -> CboeChainReader.read("X", new StringReader("Last: 1\nDate: Foo 1, 2 AM\n")))
        .hasMessageContaining("cannot read the date");
  }

  @Test
  void mornings_and_afternoons_settle_apart_to_the_minute() {
    Instant now = Instant.parse("2022-06-17T13:00:00Z");
    LocalDate day = LocalDate.of(2022, 6, 17);
    assertThat(Settlement.ofRoot("SPX").years(now, day)).isEqualTo(30 / 525600.0);
    assertThat(Settlement.ofRoot("SPXW").years(now, day)).isEqualTo(420 / 525600.0);
    assertThat(Settlement.AM.years(now.plusSeconds(3600), day)).isNegative();
  }

  /** 9 835 strike rows, 44 expiries, 225 expired rows (SOURCE and section 5 of the reference). */
  @Test
  @Tag("data")
  void the_chain_of_cboe_has_225_expired_rows() {
    LoadedChain c =
        CboeChainReader.read("SPX", Golden.file("options/cboe_spx_quotedata_2022-06-11.csv"));
    assertThat(c.report().options()).isEqualTo(2 * 9835);
    assertThat(c.report().count(RejectReason.EXPIRED)).isEqualTo(2 * 225);
    assertThat(c.chain().spot()).isEqualTo(3900.8601);
    // SOURCE has no figures for the other reasons; these were counted by a script in Python.
    assertThat(c.report().count(RejectReason.ZERO_IMPLIED_VOLATILITY)).isEqualTo(562);
    assertThat(c.report().count(RejectReason.NO_QUOTE)).isEqualTo(102);
    assertThat(c.report().count(RejectReason.CROSSED)).isZero();
    assertThat(c.report().count(RejectReason.SPLIT_DAY)).isZero();
    assertThat(c.report().count(RejectReason.MALFORMED)).isZero();
    assertThat(c.report().kept()).isEqualTo(19_220);
    assertThat(c.chain().quotes().stream().map(q -> q.expiry()).distinct().count()).isEqualTo(43);
    List<ParityForward> forwards = ParityForward.all(c.chain());
    assertThat(forwards.size()).isGreaterThan(40);
    assertThat(forwards)
        .allSatisfy(
            f -> {
              assertThat(f.forward()).isBetween(3700.0, 4600.0);
              assertThat(f.discount()).isBetween(.7, 1.02);
            });
  }

  /** Row counts of SOURCE. */
  @Test
  @Tag("data")
  void the_chains_of_lean_have_the_rows_of_their_notes() {
    LoadedChain goog =
        LeanChainReader.read(
            "GOOG", LocalDate.of(2015, 12, 24), Golden.file("options/lean_goog_20151224.csv"));
    assertThat(goog.report().options()).isEqualTo(2016);
    assertThat(
            goog.report().count(RejectReason.ZERO_IMPLIED_VOLATILITY)
                + goog.chain().quotes().stream().filter(q -> q.impliedVolatility() != null).count())
        .isEqualTo(goog.report().kept());
    assertThat(goog.chain().quotes().stream().filter(q -> q.impliedVolatility() != null).count())
        .isEqualTo(1862);
    assertThat(goog.report().count(RejectReason.ZERO_IMPLIED_VOLATILITY)).isEqualTo(154);
    assertThat(goog.report().count(RejectReason.SPLIT_DAY)).isZero();
    assertThat(goog.report().kept()).isEqualTo(2016);
    assertThat(goog.chain().spot()).isEqualTo(748.40);
    Path spx = Golden.file("options/lean_spx_20151223.csv");
    assertThatThrownBy(() -> LeanChainReader.read("SPX", LocalDate.of(2015, 12, 23), spx))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("no row of the underlying");
    LoadedChain c = LeanChainReader.read("SPX", LocalDate.of(2015, 12, 23), spx, 2064.29);
    assertThat(c.report().options()).isEqualTo(272);
    assertThat(
            LeanChainReader.read(
                    "SPY", LocalDate.of(2024, 1, 5), Golden.file("options/lean_spy_20240105.csv"))
                .report()
                .options())
        .isEqualTo(19);
  }

  /** Whatever the files hold, what comes out of every door is finite. */
  @Test
  @Tag("data")
  void no_nan_leaves_the_module_on_the_dirty_chains() {
    List<OptionChain> chains =
        List.of(
            CboeChainReader.read("SPX", Golden.file("options/cboe_spx_quotedata_2022-06-11.csv"))
                .chain(),
            lean("GOOG", "2015-12-24", "goog_20151224", Double.NaN),
            lean("SPX", "2015-12-23", "spx_20151223", 2064.29),
            lean("SPX", "2021-01-04", "spx_20210104", Double.NaN),
            lean("SPY", "2024-01-05", "spy_20240105", Double.NaN));
    for (OptionChain chain : chains) {
      for (ParityForward f : ParityForward.all(chain)) {
        assertThat(f.forward() + f.discount() + f.error() + f.years() + f.rate()).isFinite();
      }
      for (QuotedSmile q : QuotedSmile.of(chain, 1 / 365.0)) {
        assertThat(q.spread()).isFinite();
        assertThat(q.quotes().volatility()).matches(v -> Arrays.stream(v).allMatch(x -> x > 0));
        Svi fit = SviCalibration.fit(q.quotes());
        assertThat(q.error(fit)).isFinite();
      }
      GammaExposure e =
          GammaExposure.of(
              OpenPositions.of(chain, 0, 0, 100),
              DealerSign.CALLS_LONG_PUTS_SHORT,
              GammaUnit.MONEY_PER_PERCENT);
      Exposures total = e.total();
      assertThat(total.gamma() + total.delta() + total.vanna() + total.charm()).isFinite();
      assertThat(e.profile(.7 * chain.spot(), 1.3 * chain.spot(), 61).gamma())
          .matches(g -> Arrays.stream(g).allMatch(Double::isFinite));
    }
  }

  private static OptionChain lean(String symbol, String date, String file, double spot) {
    return LeanChainReader.read(
            symbol, LocalDate.parse(date), Golden.file("options/lean_" + file + ".csv"), spot)
        .chain();
  }

  @Test
  void parity_recovers_forward_and_discount(@TempDir Path folder) throws IOException {
    StringBuilder text = new StringBuilder(HEADER);
    for (int k = 85; k <= 115; k += 2) {
      double gap = .97 * (103 - k);
      double call = Math.max(gap, 0) + 3;
      double put = call - gap;
      text.append(
          row(
              "Fri Jun 17 2022",
              "SPXW",
              call - .1 + "," + (call + .1) + ",1,0.2",
              put - .1 + "," + (put + .1) + ",1,0.2",
              k));
    }
    Path file = folder.resolve("c.csv");
    Files.writeString(file, text.toString());
    OptionChain chain = CboeChainReader.read("SPX", file).chain();
    ParityForward f = ParityForward.of(chain, "SPXW", LocalDate.of(2022, 6, 17));
    assertThat(f.forward()).isCloseTo(103, within(1e-9));
    assertThat(f.discount()).isCloseTo(.97, within(1e-9));
    assertThat(f.pairs()).isEqualTo(16);
    assertThatThrownBy(() -> ParityForward.of(chain, "SPX", LocalDate.of(2022, 6, 17)))
        .isInstanceOf(InsufficientDataException.class)
        .hasMessageContaining("SPX 2022-06-17");
  }
}
