// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.network.trading;

import io.github.quantml.network.graph.Partition;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Communities over time with identities that persist: a community goes on as the one of the last
 * snapshot that it shares most members with, by the Jaccard index (Greene, Doyle and Cunningham
 * 2010, Tracking the evolution of communities in dynamic social networks).
 *
 * <p>Snapshots are taken one after the other; an identity, once given, never changes.
 */
public final class TemporalCommunities {
  private final double threshold;
  private final List<Step> steps = new ArrayList<>();
  private Map<Integer, Set<String>> alive = new HashMap<>();
  private int next;

  /**
   * A community of a snapshot.
   *
   * @param identity number that persists over snapshots
   * @param members names
   * @param born whether it has no predecessor
   */
  public record Tracked(int identity, Set<String> members, boolean born) {}

  /**
   * A snapshot.
   *
   * @param day of the snapshot
   * @param communities of two members or more
   * @param ended identities of the last snapshot that nothing continues
   */
  public record Step(LocalDate day, List<Tracked> communities, List<Integer> ended) {}

  /**
   * A tracker.
   *
   * @param threshold least Jaccard index of members for a community to go on, in (0, 1]
   */
  public TemporalCommunities(double threshold) {
    if (!(threshold > 0 && threshold <= 1)) {
      throw new IllegalArgumentException("threshold: must be in (0, 1], got " + threshold);
    }
    this.threshold = threshold;
  }

  /**
   * Takes the next snapshot.
   *
   * @param day after the last one
   * @param names of the nodes of the partition
   */
  public Step add(LocalDate day, List<String> names, Partition partition) {
    if (!steps.isEmpty() && !day.isAfter(steps.get(steps.size() - 1).day())) {
      throw new IllegalArgumentException(
          "day: must be after " + steps.get(steps.size() - 1).day() + ", got " + day);
    }
    List<Set<String>> found = new ArrayList<>();
    for (int[] members : partition.members()) {
      if (members.length > 1) {
        Set<String> set = new HashSet<>();
        for (int v : members) {
          set.add(names.get(v));
        }
        found.add(Set.copyOf(set));
      }
    }
    int[] identity = match(found);
    List<Tracked> tracked = new ArrayList<>();
    Map<Integer, Set<String>> now = new HashMap<>();
    for (int c = 0; c < found.size(); c++) {
      boolean born = identity[c] < 0;
      int id = born ? next++ : identity[c];
      now.put(id, found.get(c));
      tracked.add(new Tracked(id, found.get(c), born));
    }
    List<Integer> ended =
        alive.keySet().stream().filter(id -> !now.containsKey(id)).sorted().toList();
    alive = now;
    Step step = new Step(day, List.copyOf(tracked), ended);
    steps.add(step);
    return step;
  }

  private record Match(int found, int identity, double overlap) {}

  /** The best pairs first; every identity goes to one community. */
  private int[] match(List<Set<String>> found) {
    List<Match> pairs = new ArrayList<>();
    for (int c = 0; c < found.size(); c++) {
      for (Map.Entry<Integer, Set<String>> old : alive.entrySet()) {
        Set<String> both = new HashSet<>(found.get(c));
        both.retainAll(old.getValue());
        double union = found.get(c).size() + old.getValue().size() - both.size();
        double overlap = both.size() / union;
        if (overlap >= threshold) {
          pairs.add(new Match(c, old.getKey(), overlap));
        }
      }
    }
    pairs.sort(
        Comparator.comparingDouble(Match::overlap)
            .reversed()
            .thenComparingInt(Match::identity)
            .thenComparingInt(Match::found));
    int[] out = new int[found.size()];
    Arrays.fill(out, -1);
    Set<Integer> taken = new HashSet<>();
    for (Match pair : pairs) {
      if (out[pair.found()] < 0 && taken.add(pair.identity())) {
        out[pair.found()] = pair.identity();
      }
    }
    return out;
  }

  /** The snapshots so far. */
  public List<Step> steps() {
    return List.copyOf(steps);
  }
}
