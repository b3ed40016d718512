// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.options;

import io.github.quantml.options.chain.CboeChainReader;
import io.github.quantml.options.surface.QuotedSmile;
import io.github.quantml.options.surface.SmileQuotes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * Market data of the data directory that the tests use: {@code ../shared/data} beside the project,
 * or {@code -Dquantml.data}.
 */
final class Samples {
  /** An hour would not be enough for a smile's shape to mean much. */
  private static final double SHORTEST = 1 / 365.0;

  private Samples() {}

  private static Path file(String name) {
    return Path.of(System.getProperty("quantml.data", "../shared/data")).resolve(name);
  }

  /** 5,030 returns in per cent of the adjusted closes, 1999 to 2018; the sample of arch. */
  static double[] sp500Returns() {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(
                    Files.newInputStream(file("options/arch_sp500_ohlc_1999_2018.csv.gz"))),
                StandardCharsets.UTF_8))) {
      double[] close =
          in.lines().skip(1).mapToDouble(l -> Double.parseDouble(l.split(",", -1)[5])).toArray();
      double[] r = new double[close.length - 1];
      for (int i = 0; i < r.length; i++) {
        r[i] = 100 * (close[i + 1] / close[i] - 1);
      }
      return r;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The smiles of the S&amp;P 500's options on 10 June 2022. */
  static List<QuotedSmile> spx() {
    return QuotedSmile.of(
        CboeChainReader.read("SPX", file("options/cboe_spx_quotedata_2022-06-11.csv")).chain(),
        SHORTEST);
  }

  /** Their quotes alone. */
  static List<SmileQuotes> spxSmiles() {
    return spx().stream().map(QuotedSmile::quotes).toList();
  }
}
