// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.alpha158;

import static io.github.quantml.features.graph.Columns.abs;
import static io.github.quantml.features.graph.Columns.add;
import static io.github.quantml.features.graph.Columns.barsSinceFirstHighest;
import static io.github.quantml.features.graph.Columns.barsSinceFirstLowest;
import static io.github.quantml.features.graph.Columns.correlation;
import static io.github.quantml.features.graph.Columns.delay;
import static io.github.quantml.features.graph.Columns.divide;
import static io.github.quantml.features.graph.Columns.greater;
import static io.github.quantml.features.graph.Columns.highest;
import static io.github.quantml.features.graph.Columns.less;
import static io.github.quantml.features.graph.Columns.log;
import static io.github.quantml.features.graph.Columns.lowest;
import static io.github.quantml.features.graph.Columns.max;
import static io.github.quantml.features.graph.Columns.mean;
import static io.github.quantml.features.graph.Columns.min;
import static io.github.quantml.features.graph.Columns.multiply;
import static io.github.quantml.features.graph.Columns.negativePart;
import static io.github.quantml.features.graph.Columns.positivePart;
import static io.github.quantml.features.graph.Columns.quantile;
import static io.github.quantml.features.graph.Columns.rolling;
import static io.github.quantml.features.graph.Columns.slope;
import static io.github.quantml.features.graph.Columns.std;
import static io.github.quantml.features.graph.Columns.subtract;
import static io.github.quantml.features.graph.Columns.tsRank;

import io.github.quantml.features.Feature;
import io.github.quantml.features.FeatureFamily;
import io.github.quantml.features.graph.Inputs;
import io.github.quantml.features.graph.Node;
import io.github.quantml.math.rolling.WindowStatistic;
import java.util.ArrayList;
import java.util.List;

/**
 * The family {@code alpha158}: nine shapes of a bar, four price ratios and 29 statistics over 5,
 * 10, 20, 30 and 60 bars, as defined by qlib's Alpha158 handler.
 *
 * <p>What differs on purpose: windows are full (qlib starts with windows of one bar), and a
 * quotient by 0 is NaN (qlib adds 1e-12 to the divisor and so makes 0 or something huge of it).
 * Bars carry no volume-weighted price; {@code vwap0} takes the typical price in its place unless
 * {@link #family(Node)} is given another.
 *
 * <p>Source: Yang, Liu, Zhou, Bian and Liu (2020), Qlib: an AI-oriented quantitative investment
 * platform, and its documentation.
 */
public final class Alpha158 {
  private static final String SOURCE = "qlib Alpha158";
  private static final int[] WINDOWS = {5, 10, 20, 30, 60};

  private Alpha158() {}

  /** The family, with the typical price for the volume-weighted one. */
  public static FeatureFamily family() {
    return family(divide(add(add(Inputs.high(), Inputs.low()), Inputs.close()), 3));
  }

  /** The family with a volume-weighted price. */
  public static FeatureFamily family(Node vwap) {
    List<Feature> all = new ArrayList<>();
    shapes(all);
    ratio(all, "open0", "open over close", divide(Inputs.open(), Inputs.close()));
    ratio(all, "high0", "high over close", divide(Inputs.high(), Inputs.close()));
    ratio(all, "low0", "low over close", divide(Inputs.low(), Inputs.close()));
    ratio(all, "vwap0", "volume-weighted price over close", divide(vwap, Inputs.close()));
    for (int n : WINDOWS) {
      prices(all, n);
      extremes(all, n);
      counts(all, n);
      volumes(all, n);
    }
    return new FeatureFamily("alpha158", "Price and volume features of qlib's Alpha158", all);
  }

  private static void ratio(List<Feature> all, String name, String meaning, Node node) {
    all.add(Feature.named(name, meaning).source(SOURCE).scaleFree().of(node));
  }

  private static void shapes(List<Feature> all) {
    Node o = Inputs.open();
    Node h = Inputs.high();
    Node l = Inputs.low();
    Node c = Inputs.close();
    Node range = subtract(h, l);
    Node body = subtract(c, o);
    Node upper = subtract(h, max(o, c));
    Node lower = subtract(min(o, c), l);
    Node shift = subtract(multiply(c, 2), add(h, l));
    ratio(all, "kmid", "body over open", divide(body, o));
    ratio(all, "klen", "range over open", divide(range, o));
    ratio(all, "kmid2", "body over range", divide(body, range));
    ratio(all, "kup", "upper shadow over open", divide(upper, o));
    ratio(all, "kup2", "upper shadow over range", divide(upper, range));
    ratio(all, "klow", "lower shadow over open", divide(lower, o));
    ratio(all, "klow2", "lower shadow over range", divide(lower, range));
    ratio(all, "ksft", "twice the close less high and low, over open", divide(shift, o));
    ratio(all, "ksft2", "twice the close less high and low, over range", divide(shift, range));
  }

  private static void prices(List<Feature> all, int n) {
    Node c = Inputs.close();
    ratio(all, "roc" + n, "close of " + n + " bars before over close", divide(delay(c, n), c));
    ratio(all, "ma" + n, "mean close of " + n + " bars over close", divide(mean(c, n), c));
    ratio(all, "std" + n, "deviation of " + n + " closes over close", divide(std(c, n), c));
    ratio(all, "beta" + n, "slope of " + n + " closes over close", divide(slope(c, n), c));
    ratio(
        all,
        "rsqr" + n,
        "R² of the line through " + n + " closes",
        rolling(WindowStatistic.R_SQUARED, c, n));
    ratio(
        all,
        "resi" + n,
        "close less the line through " + n + " closes, over close",
        divide(rolling(WindowStatistic.RESIDUAL, c, n), c));
    ratio(
        all,
        "qtlu" + n,
        "80 % quantile of " + n + " closes over close",
        divide(quantile(c, n, 0.8), c));
    ratio(
        all,
        "qtld" + n,
        "20 % quantile of " + n + " closes over close",
        divide(quantile(c, n, 0.2), c));
    ratio(all, "rank" + n, "rank of the close among " + n + " closes, 1 the highest", tsRank(c, n));
  }

  private static void extremes(List<Feature> all, int n) {
    Node c = Inputs.close();
    Node top = highest(Inputs.high(), n);
    Node bottom = lowest(Inputs.low(), n);
    Node sinceTop = barsSinceFirstHighest(Inputs.high(), n);
    Node sinceBottom = barsSinceFirstLowest(Inputs.low(), n);
    ratio(all, "max" + n, "highest high of " + n + " bars over close", divide(top, c));
    ratio(all, "min" + n, "lowest low of " + n + " bars over close", divide(bottom, c));
    ratio(
        all,
        "rsv" + n,
        "place of the close between lowest low and highest high of " + n,
        divide(subtract(c, bottom), subtract(top, bottom)));
    ratio(
        all,
        "imax" + n,
        "position of the highest high in " + n + " bars, 1 the latest",
        divide(subtract(n, sinceTop), n));
    ratio(
        all,
        "imin" + n,
        "position of the lowest low in " + n + " bars, 1 the latest",
        divide(subtract(n, sinceBottom), n));
    ratio(
        all,
        "imxd" + n,
        "bars from lowest low to highest high over " + n,
        divide(subtract(sinceBottom, sinceTop), n));
  }

  private static void counts(List<Feature> all, int n) {
    Node c = Inputs.close();
    Node before = delay(c, 1);
    Node up = mean(greater(c, before), n);
    Node down = mean(less(c, before), n);
    ratio(all, "cntp" + n, "share of rises among " + n + " bars", up);
    ratio(all, "cntn" + n, "share of falls among " + n + " bars", down);
    ratio(all, "cntd" + n, "share of rises less share of falls", subtract(up, down));
    moves(all, "sum", "close", c, n);
  }

  private static void moves(List<Feature> all, String name, String of, Node x, int n) {
    Node change = subtract(x, delay(x, 1));
    Node way = mean(abs(change), n);
    Node up = divide(mean(positivePart(change), n), way);
    Node down = divide(mean(negativePart(change), n), way);
    String path = " share of the path of the " + of + " over " + n + " bars";
    ratio(all, name + "p" + n, "rising" + path, up);
    ratio(all, name + "n" + n, "falling" + path, down);
    ratio(all, name + "d" + n, "rising less falling" + path, subtract(up, down));
  }

  private static void volumes(List<Feature> all, int n) {
    Node c = Inputs.close();
    Node v = Inputs.volume();
    all.add(
        Feature.named("corr" + n, "correlation of close and log(volume + 1) over " + n + " bars")
            .source(SOURCE)
            .of(correlation(c, log(add(v, 1)), n)));
    Node priceRatio = divide(c, delay(c, 1));
    Node volumeRatio = log(add(divide(v, delay(v, 1)), 1));
    ratio(
        all,
        "cord" + n,
        "correlation of price ratio and log(volume ratio + 1)",
        correlation(priceRatio, volumeRatio, n));
    ratio(all, "vma" + n, "mean volume of " + n + " bars over volume", divide(mean(v, n), v));
    ratio(all, "vstd" + n, "deviation of " + n + " volumes over volume", divide(std(v, n), v));
    Node weighted = multiply(abs(add(priceRatio, -1)), v);
    ratio(
        all,
        "wvma" + n,
        "deviation over mean of volume-weighted absolute returns",
        divide(std(weighted, n), mean(weighted, n)));
    moves(all, "vsum", "volume", v, n);
  }
}
