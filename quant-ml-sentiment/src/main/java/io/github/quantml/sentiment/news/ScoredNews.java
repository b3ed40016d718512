// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.sentiment.news;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.NewsItem;
import io.github.quantml.api.spi.SentimentAnalyzer;
import io.github.quantml.api.spi.SentimentAnalyzer.Sentiment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.math3.util.FastMath;

/**
 * News on one instrument, each item read once and usable from the moment it was received plus the
 * time reading takes.
 *
 * <p>When an item was published does not matter: a host that got it later could not have acted on
 * it. An item that becomes usable after a bar's close belongs to the next bar. Repetitions of an
 * earlier item count nothing. Immutable, thread-safe.
 */
public final class ScoredNews {
  /** Beyond this many half-lives an item counts less than a millionth. */
  private static final int FORGOTTEN = 20;

  private final NewsConfig config;
  private final List<Item> items;
  private final int repetitions;

  /**
   * One item that is no repetition.
   *
   * @param news the item
   * @param visible when it became usable
   * @param sentiment its mood
   */
  public record Item(NewsItem news, Instant visible, Sentiment sentiment) {}

  /**
   * The mood of the news at a moment.
   *
   * @param score weighted mean of the items' scores, 0 without items
   * @param confidence weighted mean of the items' confidences, 0 without items
   * @param weight Σ 2^(−age/half-life): how many fresh items the news amount to
   * @param items how many items count at all
   */
  public record Reading(double score, double confidence, double weight, int items) {
    /** The score pulled to 0 while there is little news: weight·score/(weight + 1). */
    public double strength() {
      return weight * score / (weight + 1);
    }
  }

  private ScoredNews(NewsConfig config, List<Item> items, int repetitions) {
    this.config = config;
    this.items = List.copyOf(items);
    this.repetitions = repetitions;
  }

  /**
   * Reads news.
   *
   * @param symbol instrument; items on others are left out
   * @param news in any order
   */
  public static ScoredNews of(
      String symbol, List<NewsItem> news, SentimentAnalyzer analyzer, NewsConfig config) {
    List<NewsItem> mine = new ArrayList<>();
    for (NewsItem item : news) {
      if (item.symbol().equals(symbol)) {
        mine.add(item);
      }
    }
    mine.sort(
        Comparator.comparing(NewsItem::received)
            .thenComparing(NewsItem::published)
            .thenComparing(NewsItem::source)
            .thenComparing(NewsItem::text));
    List<Item> kept = new ArrayList<>();
    List<Shingles> shingles = new ArrayList<>();
    for (NewsItem item : mine) {
      Shingles words = Shingles.of(item.text());
      if (!isRepetition(item, words, kept, shingles, config)) {
        kept.add(
            new Item(item, item.received().plus(config.latency()), analyzer.analyze(item.text())));
        shingles.add(words);
      }
    }
    return new ScoredNews(config, kept, mine.size() - kept.size());
  }

  private static boolean isRepetition(
      NewsItem item, Shingles words, List<Item> kept, List<Shingles> shingles, NewsConfig config) {
    Instant since = item.received().minus(config.duplicateWindow());
    for (int k = kept.size() - 1; k >= 0; k--) {
      if (kept.get(k).news().received().isBefore(since)) {
        return false;
      }
      if (words.similarity(shingles.get(k)) >= config.duplicateSimilarity()) {
        return true;
      }
    }
    return false;
  }

  /**
   * Reads only the news that can still matter at {@code t}.
   *
   * @param news in the order they were received, as {@link
   *     io.github.quantml.api.MarketContext#news} has them
   */
  public static ScoredNews recent(
      String symbol,
      List<NewsItem> news,
      Instant t,
      SentimentAnalyzer analyzer,
      NewsConfig config) {
    Instant since =
        t.minus(config.halfLife().multipliedBy(FORGOTTEN))
            .minus(config.duplicateWindow())
            .minus(config.latency());
    int from = news.size();
    while (from > 0 && !news.get(from - 1).received().isBefore(since)) {
      from--;
    }
    return of(symbol, news.subList(from, news.size()), analyzer, config);
  }

  /** The items, in the order they became usable. */
  public List<Item> items() {
    return items;
  }

  /** How many items told what an earlier one had told. */
  public int repetitions() {
    return repetitions;
  }

  /** The mood at {@code t}, from items usable at or before it. */
  public Reading at(Instant t) {
    double halfLife = seconds(config.halfLife());
    double total = 0;
    double score = 0;
    double confidence = 0;
    int count = 0;
    for (int k = firstAfter(t) - 1; k >= 0; k--) {
      double age = seconds(Duration.between(items.get(k).visible(), t)) / halfLife;
      if (age > FORGOTTEN) {
        break;
      }
      double w = FastMath.pow(2, -age);
      Sentiment s = items.get(k).sentiment();
      total += w;
      score += w * s.score();
      confidence += w * s.confidence();
      count++;
    }
    return count == 0
        ? new Reading(0, 0, 0, 0)
        : new Reading(score / total, confidence / total, total, count);
  }

  private static double seconds(Duration d) {
    return d.getSeconds() + 1e-9 * d.getNano();
  }

  private int firstAfter(Instant t) {
    int low = 0;
    int high = items.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (items.get(middle).visible().isAfter(t)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /**
   * How many items each bar brought: those that became usable after the bar before closed and not
   * after its own close. Items before the first bar and after the last are in none.
   */
  public int[] countByBar(BarSeries bars) {
    int[] counts = new int[bars.size()];
    for (int i = 0; i < counts.length; i++) {
      int until = firstAfter(bars.time(i));
      counts[i] = i == 0 ? 0 : until - firstAfter(bars.time(i - 1));
    }
    return counts;
  }

  /** Share of bars that brought an item; the first bar, before which nothing is known, aside. */
  public double coverage(BarSeries bars) {
    int covered = 0;
    int[] counts = countByBar(bars);
    for (int count : counts) {
      covered += count > 0 ? 1 : 0;
    }
    return counts.length < 2 ? 0 : (double) covered / (counts.length - 1);
  }
}
