// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.network.asset;

import io.github.quantml.network.NetworkSamples;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;

/** The 81 stocks of StockNet with a price on each of 1,258 days: 1,257 log returns. */
final class StockNet {
  private StockNet() {}

  static AssetReturns returns() {
    Map<String, TreeMap<String, Double>> prices = new TreeMap<>();
    TreeSet<String> days = new TreeSet<>();
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(
                    Files.newInputStream(
                        NetworkSamples.data("stocknet_prices", "panel_long.csv.gz"))),
                StandardCharsets.UTF_8))) {
      in.readLine();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String[] cells = line.split(",", -1);
        days.add(cells[1]);
        prices
            .computeIfAbsent(cells[0], k -> new TreeMap<>())
            .put(cells[1], Double.parseDouble(cells[6]));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    prices.values().removeIf(p -> p.size() < days.size());
    List<double[]> rows = new ArrayList<>();
    for (TreeMap<String, Double> series : prices.values()) {
      List<Double> p = new ArrayList<>(series.values());
      double[] r = new double[p.size() - 1];
      for (int t = 0; t < r.length; t++) {
        r[t] = Math.log(p.get(t + 1) / p.get(t));
      }
      rows.add(r);
    }
    return AssetReturns.of(List.copyOf(prices.keySet()), rows.toArray(new double[0][]));
  }

  static Map<String, String> sectors() {
    Map<String, String> out = new HashMap<>();
    for (String line : NetworkSamples.lines("stocknet_prices", "StockTable")) {
      String[] cells = line.split("\t", -1);
      out.put(cells[1].replace("$", ""), cells[0]);
    }
    return out;
  }
}
