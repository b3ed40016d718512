// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.factors.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.InvalidDataException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Files written by hand in the layout of the library; values chosen, not real. */
class FrenchCsvReaderTest {
  private static final String FACTORS =
      """
      This file was created by CMPT_ME_BEME_RETS using the 202403 CRSP database.
      The 1-month TBill rate data are provided by Ibbotson.

      ,Mkt-RF,SMB,HML,RF
      202401,   0.70,  -5.74,  -2.47,   0.47
      202402,   5.06,  -0.76,  -3.49,   0.42
      202403,   2.83,  -1.18,   4.21,   0.43

       Annual Factors: January-December
      ,Mkt-RF,SMB,HML,RF
        2022, -21.60,  -6.82,  25.81,   1.43
      """;

  private static final String PORTFOLIOS =
      """
      This file was created using the 202403 CRSP database.


        Average Value Weighted Returns -- Monthly
      ,SMALL LoBM,BIG HiBM
      202401,  -3.11,  -99.99
      202402,   4.20,   1.50

        Average Equal Weighted Returns -- Monthly
      ,SMALL LoBM,BIG HiBM
      202401,  -1.00,  -999
      202402,   2.00,   3.00
      """;

  private static FrenchFile parse(FrenchCsvReader reader, String text) {
    return reader.parse("file.csv", text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void per_cent_become_decimals_and_the_annual_block_is_left_out() {
    FrenchFile file = parse(FrenchCsvReader.factors(), FACTORS);
    assertThat(file.table().names()).containsExactly("Mkt-RF", "SMB", "HML");
    assertThat(file.table().size()).isEqualTo(3);
    assertThat(file.table().dates().get(1)).isEqualTo(LocalDate.of(2024, 2, 29));
    assertThat(file.table().value(0, 1)).isCloseTo(0.0506, within(1e-15));
    assertThat(file.table().basis()).isEqualTo(Basis.EXCESS);
    assertThat(file.riskFree()).containsExactly(0.0047, 0.0042, 0.0043);
    assertThat(file.namedVintage()).contains(YearMonth.of(2024, 3));
    assertThat(file.sha256()).hasSize(64);
    assertThat(file.warnings()).isEmpty();
  }

  /** SHA-256 of the three letters abc: FIPS 180-2, appendix B.1. */
  @Test
  void the_hash_is_that_of_the_bytes() {
    String one = parse(FrenchCsvReader.factors(), FACTORS).sha256();
    assertThat(parse(FrenchCsvReader.factors(), FACTORS + " ").sha256()).isNotEqualTo(one);
    assertThatThrownBy(() -> parse(FrenchCsvReader.factors(), "abc"))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("file.csv: no header line");
  }

  @Test
  void marks_of_missing_returns_become_missing_and_are_counted() {
    FrenchFile file = parse(FrenchCsvReader.portfolios(), PORTFOLIOS);
    assertThat(file.section()).isEqualTo("Average Value Weighted Returns -- Monthly");
    assertThat(file.table().column("BIG HiBM")[0]).isNaN();
    assertThat(file.table().column("SMALL LoBM")[0]).isCloseTo(-0.0311, within(1e-15));
    assertThat(file.warnings()).containsExactly("1 returns are marked missing (-99.99 or -999)");
  }

  @Test
  void a_block_is_chosen_by_its_title() {
    FrenchFile file = parse(FrenchCsvReader.portfolios().section("equal weighted"), PORTFOLIOS);
    assertThat(file.table().column("SMALL LoBM")).containsExactly(-0.01, 0.02);
    assertThat(file.table().column("BIG HiBM")[0]).isNaN();
    assertThatThrownBy(() -> parse(FrenchCsvReader.portfolios().section("daily"), PORTFOLIOS))
        .hasMessageContaining("under a title with 'daily'");
  }

  @Test
  void the_risk_free_rate_is_subtracted_once_and_never_twice() {
    FrenchFile factors = parse(FrenchCsvReader.factors(), FACTORS);
    FrenchFile raw = parse(FrenchCsvReader.portfolios(), PORTFOLIOS);
    ReturnTable two = raw.table();
    double[] rf = {0.0047, 0.0042};
    ReturnTable excess = two.minusRiskFree(rf);
    assertThat(excess.value(0, 0)).isCloseTo(-0.0311 - 0.0047, within(1e-15));
    assertThat(excess.value(1, 0)).isNaN();
    assertThat(excess.history()).containsExactly("risk-free rate subtracted once from 2 columns");
    assertThatThrownBy(() -> excess.minusRiskFree(rf))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("would be subtracted twice")
        .hasMessageContaining("subtracted once from 2 columns");
    assertThatThrownBy(() -> factors.table().minusRiskFree(factors.riskFree()))
        .hasMessageContaining("already in excess");
  }

  @Test
  void bad_cells_are_named() {
    assertThatThrownBy(() -> parse(FrenchCsvReader.factors(), FACTORS.replace("-0.76", "x")))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage("file.csv, line 6, column SMB: not a number: 'x'");
    assertThatThrownBy(() -> parse(FrenchCsvReader.factors(), FACTORS.replace("202402", "202413")))
        .hasMessage("file.csv, line 6: not a date: '202413'");
    assertThatThrownBy(
            () -> parse(FrenchCsvReader.factors(), FACTORS.replace(" 2.83,", " 2.83, 1,")))
        .hasMessage("file.csv, line 7: 5 values for 4 columns");
  }

  @Test
  void a_missing_month_and_a_file_in_decimals_are_warned_of() {
    String gap = FACTORS.replace("202402,", "202312,").replace("202401,", "202311,");
    assertThat(parse(FrenchCsvReader.factors(), gap).warnings())
        .containsExactly("missing months: [2024-01, 2024-02]");
    String decimals = ",SMB\n202401,0.010\n202402,-0.020\n202403,0.015\n";
    assertThat(parse(FrenchCsvReader.factors(), decimals).warnings())
        .singleElement()
        .asString()
        .contains("decimals suspected");
  }

  @Test
  void percent_in_a_table_of_decimals_is_suspected() {
    ReturnTable table =
        ReturnTable.of(
            List.of("A"),
            List.of(
                LocalDate.of(2024, 1, 31), LocalDate.of(2024, 2, 29), LocalDate.of(2024, 3, 31)),
            new double[][] {{1.2, -0.8, 2.5}},
            Basis.EXCESS);
    assertThat(table.warnings()).singleElement().asString().contains("percent suspected");
  }

  @Test
  void misaligned_dates_are_named_and_can_be_aligned() {
    ReturnTable ends = parse(FrenchCsvReader.factors(), FACTORS).table();
    ReturnTable starts =
        ReturnTable.of(
            List.of("A"),
            List.of(LocalDate.of(2024, 1, 1), LocalDate.of(2024, 3, 1)),
            new double[][] {{0.01, 0.02}},
            Basis.EXCESS);
    assertThatThrownBy(() -> ends.requireSameDates(starts))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("misaligned dates, row 0 is 2024-01-31 in one and 2024-01-01");
    ReturnTable moved = starts.atMonthEnds();
    ends.onDatesOf(moved).requireSameDates(moved);
    assertThat(moved.missingMonths()).containsExactly(YearMonth.of(2024, 2));
    assertThatThrownBy(
            () ->
                ReturnTable.of(
                        List.of("A"),
                        List.of(LocalDate.of(2024, 1, 1), LocalDate.of(2024, 1, 2)),
                        new double[][] {{0.01, 0.02}},
                        Basis.RAW)
                    .atMonthEnds())
        .hasMessageContaining("two rows in the month");
  }
}
