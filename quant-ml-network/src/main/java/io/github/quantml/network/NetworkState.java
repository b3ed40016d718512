// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.network;

import io.github.quantml.api.ModelBundle;
import io.github.quantml.api.ModelFormatException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a trained network model keeps.
 *
 * @param peers symbols, in the order of the scales
 * @param scales standard deviation of a peer's return per bar
 * @param ownScale the same of the instrument
 * @param leadGain shrunk return over the horizon per unit of the peers' lead
 * @param consensusGain shrunk return over the horizon per unit of the filers' consensus
 * @param meanShare mean share of the market mode, 0 if it was never known
 * @param calm variance of a bar over the average one where the share is at most the mean
 * @param stressed the same where it is above
 * @param variance average variance of a bar's return
 * @param nu degrees of freedom of a bar's return
 * @param groups cluster by filer
 * @param config settings
 */
record NetworkState(
    List<String> peers,
    double[] scales,
    double ownScale,
    double leadGain,
    double consensusGain,
    double meanShare,
    double calm,
    double stressed,
    double variance,
    double nu,
    Map<String, Integer> groups,
    NetworkConfig config) {
  NetworkState {
    boolean ok =
        peers.size() == scales.length
            && Arrays.stream(scales).allMatch(s -> s > 0 && s < 1e3)
            && ownScale > 0
            && ownScale < 1e3
            && Math.abs(leadGain) < 1e3
            && Math.abs(consensusGain) < 1e3
            && meanShare >= 0
            && meanShare <= 1
            && calm > 0
            && calm < 1e3
            && stressed > 0
            && stressed < 1e3
            && variance > 0
            && variance < 1e6
            && nu > 4
            && nu < 1e6;
    if (!ok) {
      throw new ModelFormatException("network model: a value is out of range: " + peers);
    }
  }

  void write(ModelBundle.Builder out) {
    StringBuilder clusters = new StringBuilder();
    new TreeMap<>(groups).forEach((f, g) -> clusters.append(g).append(' ').append(f).append('\n'));
    out.text("peers", String.join("\n", peers))
        .numbers("scales", scales)
        .number("ownScale", ownScale)
        .number("leadGain", leadGain)
        .number("consensusGain", consensusGain)
        .number("meanShare", meanShare)
        .number("calm", calm)
        .number("stressed", stressed)
        .number("variance", variance)
        .number("nu", nu)
        .text("groups", clusters.toString())
        .integer("topologyBars", config.topologyBars())
        .integer("consensusDays", config.consensusDays())
        .number("halfLife", config.halfLife());
  }

  static NetworkState read(ModelBundle in) {
    String names = in.text("peers");
    List<String> peers = names.isEmpty() ? List.of() : List.of(names.split("\n", -1));
    Map<String, Integer> groups = new LinkedHashMap<>();
    NetworkConfig config;
    try {
      for (String line : in.text("groups").lines().toList()) {
        int blank = line.indexOf(' ');
        groups.put(line.substring(blank + 1), Integer.parseInt(line, 0, blank, 10));
      }
      config =
          new NetworkConfig(
              in.count("topologyBars", 20, Integer.MAX_VALUE),
              in.count("consensusDays", 1, Integer.MAX_VALUE),
              in.number("halfLife"));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new ModelFormatException("network model: " + e.getMessage());
    }
    return new NetworkState(
        peers,
        in.numbers("scales", peers.size()),
        in.number("ownScale"),
        in.number("leadGain"),
        in.number("consensusGain"),
        in.number("meanShare"),
        in.number("calm"),
        in.number("stressed"),
        in.number("variance"),
        in.number("nu"),
        groups,
        config);
  }
}
