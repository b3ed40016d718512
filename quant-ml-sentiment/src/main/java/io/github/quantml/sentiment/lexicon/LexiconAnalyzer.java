// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.sentiment.lexicon;

import io.github.quantml.api.spi.SentimentAnalyzer;

/**
 * The mood of a text by VADER: human ratings of 7,500 words and emoticons, and rules for what
 * strengthens, weakens and negates them.
 *
 * <p>A rated word counts with its rating x; the three words before it may strengthen it (by 0.293,
 * 0.95 and 0.9 of that with the distance), negate it (−0.74 x) or, in capitals, shout (0.733);
 * "but" halves what comes before and adds half to what comes after; exclamation and question marks
 * add emphasis. With the sum S the score is S/√(S² + 15).
 *
 * <p>Scores and shares agree with the reference implementation (vaderSentiment 3.3.2) in all the
 * digits that it prints. The three class probabilities are the shares of the text that are
 * positive, negative and neutral, not chances; the confidence is |score|, a strength and no
 * probability either. The words are those of social media: financial news often reads as neutral.
 * "JPMorgan reels in expectations" scores 0; {@code ngram} learns such things from labelled texts.
 *
 * <p>Source: Hutto and Gilbert (2014), VADER: a parsimonious rule-based model for sentiment
 * analysis of social media text, ICWSM. The word lists are theirs, under the MIT licence in {@code
 * META-INF/licenses/VADER-MIT.txt}. Immutable, thread-safe.
 */
public final class LexiconAnalyzer implements SentimentAnalyzer {
  private static final double CAPITALS = 0.733;
  private static final double NEGATION = -0.74;
  private static final double NORMALISER = 15;
  private static final double[] DISTANCE = {1, 0.95, 0.9};
  private static final Sentiment NOTHING = new Sentiment(0, 0, 0, 1, 0);

  private final Vocabulary vocabulary;

  private LexiconAnalyzer(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /** Reads the word lists, about 10,000 rows. */
  public static LexiconAnalyzer create() {
    return new LexiconAnalyzer(Vocabulary.load());
  }

  @Override
  public String name() {
    return "lexicon";
  }

  @Override
  public Sentiment analyze(String text) {
    String plain = withoutEmojis(text);
    Tokens tokens = Tokens.of(plain, vocabulary);
    int n = tokens.size();
    if (n == 0) {
      return NOTHING;
    }
    double[] valences = new double[n];
    int but = -1;
    for (int i = 0; i < n; i++) {
      valences[i] = valence(tokens, i);
      but = but < 0 && tokens.word(i).is(Word.Role.BUT) ? i : but;
    }
    if (but >= 0) {
      contrast(valences, but);
    }
    return score(valences, emphasis(plain));
  }

  /** Emojis become their names, parted from what is before them. */
  private String withoutEmojis(String text) {
    StringBuilder out = null;
    boolean space = true;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      int next = i + Character.charCount(c);
      String name = c < 128 ? null : vocabulary.emoji(c);
      if (name != null) {
        out = out == null ? new StringBuilder(text.length() + 32).append(text, 0, i) : out;
        out.append(space ? "" : " ").append(name);
        space = false;
      } else {
        if (out != null) {
          out.appendCodePoint(c);
        }
        space = c == ' ';
      }
      i = next;
    }
    return out == null ? text : out.toString();
  }

  private static double valence(Tokens tokens, int i) {
    Word word = tokens.word(i);
    if (!word.rated() || word.boost() != 0 || (word.is(Word.Role.KIND) && isBeforeOf(tokens, i))) {
      return 0;
    }
    double x = word.valence();
    if (word.is(Word.Role.NO) && i + 1 < tokens.size() && tokens.word(i + 1).rated()) {
      x = 0; // it negates the next word rather than speaking for itself
    }
    if (followsNo(tokens, i)) {
      x = word.valence() * NEGATION;
    }
    if (tokens.standsOut(i)) {
      x += x > 0 ? CAPITALS : -CAPITALS;
    }
    for (int back = 1; back <= 3 && back <= i; back++) {
      if (!tokens.word(i - back).rated()) {
        x += modifier(tokens, i - back, x) * DISTANCE[back - 1];
        x = negated(tokens, i, back, x);
        x = back == 3 ? idiom(tokens, i, x) : x;
      }
    }
    return least(tokens, i, x);
  }

  private static boolean isBeforeOf(Tokens tokens, int i) {
    return i + 1 < tokens.size() && tokens.word(i + 1).is(Word.Role.OF);
  }

  private static boolean followsNo(Tokens tokens, int i) {
    return (i > 0 && tokens.word(i - 1).is(Word.Role.NO))
        || (i > 1 && tokens.word(i - 2).is(Word.Role.NO))
        || (i > 2 && tokens.word(i - 3).is(Word.Role.NO) && tokens.word(i - 1).is(Word.Role.OR));
  }

  /** How much word j moves a valence it stands before. */
  private static double modifier(Tokens tokens, int j, double x) {
    double boost = tokens.word(j).boost();
    if (boost == 0) {
      return 0;
    }
    double moved = x < 0 ? -boost : boost;
    if (tokens.standsOut(j)) {
      moved += x > 0 ? CAPITALS : -CAPITALS;
    }
    return moved;
  }

  private static double negated(Tokens tokens, int i, int back, double x) {
    Word far = tokens.word(i - back);
    if (back == 2) {
      if (far.is(Word.Role.NEVER) && tokens.word(i - 1).is(Word.Role.SO_OR_THIS)) {
        return 1.25 * x;
      }
      if (far.is(Word.Role.WITHOUT) && tokens.word(i - 1).is(Word.Role.DOUBT)) {
        return x;
      }
    }
    if (back == 3) {
      boolean soBefore = tokens.word(i - 2).is(Word.Role.SO_OR_THIS);
      // The word just before counts by itself, without a "never": so it is in the reference.
      if ((far.is(Word.Role.NEVER) && soBefore) || tokens.word(i - 1).is(Word.Role.SO_OR_THIS)) {
        return 1.25 * x;
      }
      if (far.is(Word.Role.WITHOUT)
          && (tokens.word(i - 2).is(Word.Role.DOUBT) || tokens.word(i - 1).is(Word.Role.DOUBT))) {
        return x;
      }
    }
    return far.negates() ? NEGATION * x : x;
  }

  /** Phrases around word i, which has three words before it. */
  private static double idiom(Tokens tokens, int i, double x) {
    String one = tokens.lower(i - 1);
    String two = tokens.lower(i - 2);
    String three = tokens.lower(i - 3);
    String here = tokens.lower(i);
    String twoOne = two + ' ' + one;
    String threeTwo = three + ' ' + two;
    String threeTwoOne = threeTwo + ' ' + one;
    double found = first(one + ' ' + here, twoOne + ' ' + here, twoOne, threeTwoOne, threeTwo);
    double rated = Double.isNaN(found) ? x : found;
    if (i + 1 < tokens.size()) {
      String ahead = here + ' ' + tokens.lower(i + 1);
      rated = orElse(Vocabulary.idiom(ahead), rated);
      if (i + 2 < tokens.size()) {
        rated = orElse(Vocabulary.idiom(ahead + ' ' + tokens.lower(i + 2)), rated);
      }
    }
    return rated
        + Vocabulary.phraseBoost(threeTwoOne)
        + Vocabulary.phraseBoost(threeTwo)
        + Vocabulary.phraseBoost(twoOne);
  }

  private static double first(String... phrases) {
    for (String phrase : phrases) {
      double rating = Vocabulary.idiom(phrase);
      if (!Double.isNaN(rating)) {
        return rating;
      }
    }
    return Double.NaN;
  }

  private static double orElse(double rating, double otherwise) {
    return Double.isNaN(rating) ? otherwise : rating;
  }

  /** "Least" negates, but "at least" and "very least" do not. */
  private static double least(Tokens tokens, int i, double x) {
    boolean afterLeast =
        i > 0 && tokens.word(i - 1).is(Word.Role.LEAST) && !tokens.word(i - 1).rated();
    boolean harmless = i > 1 && tokens.word(i - 2).is(Word.Role.AT_OR_VERY);
    return afterLeast && !harmless ? NEGATION * x : x;
  }

  /**
   * "But" shifts the weight to what follows. A word is found by its valence, so that of several
   * equal ones the first takes every change, as in the reference implementation.
   */
  private static void contrast(double[] valences, int but) {
    for (int i = 0; i < valences.length; i++) {
      int first = 0;
      while (valences[first] != valences[i]) {
        first++;
      }
      valences[first] *= first < but ? 0.5 : first > but ? 1.5 : 1;
    }
  }

  private static double emphasis(String text) {
    int exclamations = 0;
    int questions = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      exclamations += c == '!' ? 1 : 0;
      questions += c == '?' ? 1 : 0;
    }
    double asked = questions < 2 ? 0 : questions <= 3 ? 0.18 * questions : 0.96;
    return 0.292 * Math.min(4, exclamations) + asked;
  }

  private static Sentiment score(double[] valences, double emphasis) {
    double sum = 0;
    double positive = 0;
    double negative = 0;
    int neutral = 0;
    for (double x : valences) {
      sum += x;
      // A rated word also counts as the one word that a neutral one counts as.
      positive += x > 0 ? x + 1 : 0;
      negative += x < 0 ? 1 - x : 0;
      neutral += x == 0 ? 1 : 0;
    }
    sum += sum > 0 ? emphasis : sum < 0 ? -emphasis : 0;
    if (positive > negative) {
      positive += emphasis;
    } else if (positive < negative) {
      negative += emphasis;
    }
    double score = sum / Math.sqrt(sum * sum + NORMALISER);
    double total = positive + negative + neutral;
    return new Sentiment(
        score, positive / total, negative / total, neutral / total, Math.abs(score));
  }
}
