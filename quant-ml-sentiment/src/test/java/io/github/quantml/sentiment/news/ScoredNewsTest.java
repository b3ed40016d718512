// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.sentiment.news;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.BarSeriesBuilder;
import io.github.quantml.api.NewsItem;
import io.github.quantml.sentiment.lexicon.LexiconAnalyzer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ScoredNewsTest {
  private static final LexiconAnalyzer LEXICON = LexiconAnalyzer.create();
  private static final Instant MONDAY = Instant.parse("2024-03-04T21:00:00Z");

  private static NewsItem item(String received, String text) {
    Instant time = Instant.parse(received);
    return new NewsItem("ACME", time.minusSeconds(60), time, "wire", text);
  }

  private static ScoredNews read(NewsItem... items) {
    return ScoredNews.of("ACME", List.of(items), LEXICON, NewsConfig.defaults());
  }

  /** Daily bars that close at 21:00 UTC. */
  private static BarSeries week() {
    BarSeriesBuilder out = BarSeries.builder("ACME", Duration.ofDays(1));
    for (int day = 0; day < 5; day++) {
      out.add(MONDAY.plus(Duration.ofDays(day)), 10, 11, 9, 10, 100);
    }
    return out.build();
  }

  @Test
  void an_item_counts_from_its_receipt_plus_the_latency_however_early_it_was_published() {
    NewsItem late =
        new NewsItem(
            "ACME",
            Instant.parse("2024-03-04T09:00:00Z"),
            Instant.parse("2024-03-04T20:59:30Z"),
            "wire",
            "a great success");
    ScoredNews news = read(late);
    assertThat(news.at(MONDAY).items()).isZero();
    assertThat(news.at(MONDAY.plusSeconds(30)).items()).isEqualTo(1);
  }

  @Test
  void news_after_the_close_belong_to_the_next_session() {
    ScoredNews news =
        read(
            item("2024-03-05T20:58:59Z", "good results"),
            item("2024-03-05T20:59:01Z", "terrible accident at plant"),
            item("2024-03-05T23:00:00Z", "wonderful award for research"));
    assertThat(news.countByBar(week())).containsExactly(0, 1, 2, 0, 0);
    assertThat(news.coverage(week())).isEqualTo(0.5);
  }

  @Test
  void old_news_fade_by_half_in_a_half_life() {
    ScoredNews news = read(item("2024-03-04T20:59:00Z", "a great success"));
    ScoredNews.Reading now = news.at(MONDAY);
    ScoredNews.Reading later = news.at(MONDAY.plus(Duration.ofDays(1)));
    assertThat(now.weight()).isCloseTo(1, within(1e-12));
    assertThat(later.weight()).isCloseTo(0.5, within(1e-12));
    assertThat(later.score()).isCloseTo(now.score(), within(1e-15));
    assertThat(later.strength()).isCloseTo(now.score() / 3, within(1e-12));
    assertThat(news.at(MONDAY.plus(Duration.ofDays(25))))
        .isEqualTo(new ScoredNews.Reading(0, 0, 0, 0));
  }

  @Test
  void a_story_told_again_counts_once_and_another_one_twice() {
    String story = "ACME reports record profit for the third quarter in a row on strong demand";
    ScoredNews news =
        read(
            item("2024-03-04T10:00:00Z", story),
            item("2024-03-04T11:00:00Z", "BREAKING: " + story + "!"),
            item("2024-03-04T12:00:00Z", "ACME loses a lawsuit about its patents"),
            item("2024-03-09T12:00:00Z", story));
    assertThat(news.items()).hasSize(3);
    assertThat(news.repetitions()).isEqualTo(1);
    assertThat(news.items().get(2).news().received())
        .isEqualTo(Instant.parse("2024-03-09T12:00:00Z"));
  }

  @Test
  void news_on_others_are_left_out() {
    NewsItem other = new NewsItem("OTHER", MONDAY, MONDAY, "wire", "great");
    assertThat(read(other).items()).isEmpty();
  }

  /** The reading at t from all news, from those received until t, and from the recent ones. */
  @Property(tries = 60)
  void later_and_forgotten_news_change_nothing(
      @ForAll @Size(max = 40) List<@IntRange(min = 0, max = 4_000) Integer> hours,
      @ForAll @IntRange(min = 0, max = 4_000) int now) {
    List<NewsItem> all = new ArrayList<>();
    for (int h : hours.stream().sorted().toList()) {
      Instant t = MONDAY.plus(Duration.ofHours(h));
      all.add(
          new NewsItem("ACME", t, t, "wire", "item " + h % 7 + (h % 2 == 0 ? " good" : " bad")));
    }
    Instant t = MONDAY.plus(Duration.ofHours(now)).plusSeconds(90);
    NewsConfig config = NewsConfig.defaults();
    List<NewsItem> known = all.stream().filter(n -> !n.received().isAfter(t)).toList();
    ScoredNews.Reading expected = ScoredNews.of("ACME", all, LEXICON, config).at(t);
    assertThat(ScoredNews.of("ACME", known, LEXICON, config).at(t)).isEqualTo(expected);
    ScoredNews.Reading recent = ScoredNews.recent("ACME", known, t, LEXICON, config).at(t);
    // An item at the edge may repeat one that is beyond it, and then counts a millionth.
    assertThat(recent.score()).isCloseTo(expected.score(), within(1e-5));
    assertThat(recent.weight()).isCloseTo(expected.weight(), within(1e-5));
  }

  @Test
  void bad_configurations_are_named() {
    assertThatThrownBy(() -> NewsConfig.defaults().withHalfLife(Duration.ZERO))
        .hasMessage("halfLife: must be positive, got PT0S");
    assertThatThrownBy(() -> NewsConfig.defaults().withLatency(Duration.ofSeconds(-1)))
        .hasMessageContaining("latency");
    assertThatThrownBy(() -> new NewsConfig(Duration.ZERO, Duration.ofDays(1), Duration.ZERO, 0))
        .hasMessageContaining("duplicateSimilarity");
  }
}
