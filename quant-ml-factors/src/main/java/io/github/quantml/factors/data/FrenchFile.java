// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.factors.data;

import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One block of a file of the Kenneth French library, and which edition of the file it was.
 *
 * <p>Factors are recomputed with every edition, far enough to move a test statistic by tens of per
 * cent (Akey, Robertson, Simutin 2026, Noisy factors), so quote vintage and hash with every result.
 *
 * @param table the returns, as decimals; RF, if the file has it, is not among them
 * @param riskFree the column RF, one rate per row; empty if the file has none
 * @param section title of the block, empty for files with one
 * @param vintage month of the CRSP database the file names, null if it names none
 * @param sha256 of the file's bytes, hexadecimal
 * @param warnings what looks wrong: percent taken for decimals, missing months, missing returns
 */
public record FrenchFile(
    ReturnTable table,
    double[] riskFree,
    String section,
    @Nullable YearMonth vintage,
    String sha256,
    List<String> warnings) {
  public FrenchFile {
    riskFree = riskFree.clone();
    warnings = List.copyOf(warnings);
  }

  @Override
  public double[] riskFree() {
    return riskFree.clone();
  }

  /** Whether the file has a risk-free rate. */
  public boolean hasRiskFree() {
    return riskFree.length > 0;
  }

  /** {@link #vintage}, if the file names one. */
  public Optional<YearMonth> namedVintage() {
    return Optional.ofNullable(vintage);
  }
}
