// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.sentiment.lexicon;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The word lists: ratings and emoji names from VADER's files, modifiers from its paper. */
final class Vocabulary {
  private static final double BOOST = 0.293;

  private static final String STRONGER =
      "absolutely amazingly awfully completely considerable considerably decidedly deeply effing"
          + " enormous enormously entirely especially exceptional exceptionally extreme extremely"
          + " fabulously flipping flippin frackin fracking fricking frickin frigging friggin fully"
          + " fuckin fucking fuggin fugging greatly hella highly hugely incredible incredibly"
          + " intensely major majorly more most particularly purely quite really remarkably so"
          + " substantially thoroughly total totally tremendous tremendously uber unbelievably"
          + " unusually utter utterly very";
  private static final String WEAKER =
      "almost barely hardly kinda kindof kind-of less little marginal marginally occasional"
          + " occasionally partly scarce scarcely slight slightly somewhat sorta sortof sort-of";
  private static final String NEGATIONS =
      "aint arent cannot cant couldnt darent didnt doesnt dont hadnt hasnt havent isnt mightnt"
          + " mustnt neither neednt never none nope nor not nothing nowhere oughtnt shant shouldnt"
          + " uhuh wasnt werent uh-uh without wont wouldnt rarely seldom despite";

  /** Phrases of several words with a rating of their own. */
  private static final Map<String, Double> IDIOMS =
      Map.of(
          "the shit", 3.0,
          "the bomb", 3.0,
          "bad ass", 1.5,
          "bus stop", 0.0,
          "yeah right", -2.0,
          "kiss of death", -1.5,
          "to die for", 3.0,
          "beating heart", 3.5);

  /** Modifiers of two words. */
  private static final Map<String, Double> PHRASES =
      Map.of("just enough", -BOOST, "kind of", -BOOST, "sort of", -BOOST);

  private static final Map<String, Word.Role> ROLES =
      Map.ofEntries(
          Map.entry("no", Word.Role.NO),
          Map.entry("or", Word.Role.OR),
          Map.entry("nor", Word.Role.OR),
          Map.entry("but", Word.Role.BUT),
          Map.entry("least", Word.Role.LEAST),
          Map.entry("at", Word.Role.AT_OR_VERY),
          Map.entry("very", Word.Role.AT_OR_VERY),
          Map.entry("never", Word.Role.NEVER),
          Map.entry("so", Word.Role.SO_OR_THIS),
          Map.entry("this", Word.Role.SO_OR_THIS),
          Map.entry("without", Word.Role.WITHOUT),
          Map.entry("doubt", Word.Role.DOUBT),
          Map.entry("kind", Word.Role.KIND),
          Map.entry("of", Word.Role.OF));

  private final Map<String, Word> words;
  private final Map<Integer, String> emojis;

  private Vocabulary(Map<String, Word> words, Map<Integer, String> emojis) {
    this.words = words;
    this.emojis = emojis;
  }

  static Vocabulary load() {
    Map<String, Double> ratings = new HashMap<>();
    read("vader_lexicon.tsv", (word, rating) -> ratings.put(word, Double.valueOf(rating)));
    Map<String, Word> words = new HashMap<>();
    ratings.forEach((word, rating) -> words.put(word, new Word(rating, 0, false, null)));
    for (String word : STRONGER.split(" ", -1)) {
      words.merge(word, new Word(Double.NaN, BOOST, false, null), Vocabulary::both);
    }
    for (String word : WEAKER.split(" ", -1)) {
      words.merge(word, new Word(Double.NaN, -BOOST, false, null), Vocabulary::both);
    }
    for (String word : NEGATIONS.split(" ", -1)) {
      words.merge(word, Word.NEGATION, Vocabulary::both);
    }
    ROLES.forEach(
        (word, role) -> words.merge(word, new Word(Double.NaN, 0, false, role), Vocabulary::both));
    // Words that are in the lists above may also carry an n't.
    words.replaceAll(
        (text, word) ->
            text.contains("n't")
                ? new Word(word.valence(), word.boost(), true, word.role())
                : word);
    Map<Integer, String> emojis = new HashMap<>();
    read("vader_emoji.tsv", (emoji, name) -> emojis.put(emoji.codePointAt(0), name));
    return new Vocabulary(words, emojis);
  }

  private static Word both(Word a, Word b) {
    return new Word(
        a.rated() ? a.valence() : b.valence(),
        a.boost() != 0 ? a.boost() : b.boost(),
        a.negates() || b.negates(),
        a.role() != null ? a.role() : b.role());
  }

  private static void read(String name, BiConsumer<String, String> row) {
    try (InputStream in = Vocabulary.class.getResourceAsStream(name);
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(Objects.requireNonNull(in, name), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int tab = line.indexOf('\t');
        row.accept(line.substring(0, tab), line.substring(tab + 1));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot be read from the module", e);
    }
  }

  Word word(String lower) {
    Word word = words.get(lower);
    if (word == null) {
      return lower.contains("n't") ? Word.NEGATION : Word.UNKNOWN;
    }
    return word;
  }

  /** The name of an emoji, or null. */
  @Nullable String emoji(int codePoint) {
    return emojis.get(codePoint);
  }

  /** The rating of a phrase, NaN when it has none. */
  static double idiom(String phrase) {
    return IDIOMS.getOrDefault(phrase, Double.NaN);
  }

  /** How much a phrase modifies the words after it. */
  static double phraseBoost(String phrase) {
    return PHRASES.getOrDefault(phrase, 0.0);
  }
}
