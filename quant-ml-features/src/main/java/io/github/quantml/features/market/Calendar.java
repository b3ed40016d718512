// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.market;

import io.github.quantml.features.Feature;
import io.github.quantml.features.FeatureFamily;
import io.github.quantml.features.graph.Inputs;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.util.FastMath;

/** The family {@code calendar}: what the clock says at the close of a bar, in UTC. */
public final class Calendar {
  private static final double TURN = 2 * Math.PI;
  private static final long DAY = 86_400;

  private Calendar() {}

  public static FeatureFamily family() {
    List<Feature> out = new ArrayList<>();
    add(out, "day_of_week", "1 for Monday … 7 for Sunday", d -> d.getDayOfWeek().getValue());
    add(out, "day_of_month", "1 … 31", LocalDate::getDayOfMonth);
    add(out, "month_of_year", "1 … 12", LocalDate::getMonthValue);
    add(out, "quarter_of_year", "1 … 4", d -> Math.floorDiv(d.getMonthValue() + 2, 3));
    add(out, "day_of_year", "1 … 366", LocalDate::getDayOfYear);
    add(
        out,
        "days_to_month_end",
        "calendar days left in the month",
        d -> d.lengthOfMonth() - d.getDayOfMonth());
    add(
        out,
        "turn_of_month",
        "1 in the last three and first three calendar days of a month, else 0",
        d -> d.getDayOfMonth() <= 3 || d.lengthOfMonth() - d.getDayOfMonth() < 3 ? 1 : 0);
    add(
        out,
        "year_sine",
        "sine of the share of the year gone",
        d -> FastMath.sin(TURN * (d.getDayOfYear() - 1) / d.lengthOfYear()));
    add(
        out,
        "year_cosine",
        "cosine of the share of the year gone",
        d -> FastMath.cos(TURN * (d.getDayOfYear() - 1) / d.lengthOfYear()));
    add(
        out,
        "week_sine",
        "sine of the share of the week gone",
        d -> FastMath.sin(TURN * (d.getDayOfWeek().getValue() - 1) / 7));
    add(
        out,
        "week_cosine",
        "cosine of the share of the week gone",
        d -> FastMath.cos(TURN * (d.getDayOfWeek().getValue() - 1) / 7));
    out.add(
        Feature.named("hour_of_day", "hours since midnight with fractions")
            .source("calendar")
            .scaleFree()
            .window(1, (in, from, n) -> inDay(in[0][from]) / 3600, Inputs.time()));
    out.add(
        Feature.named("bars_apart_days", "days between the last two closes")
            .source("calendar")
            .scaleFree()
            .window(2, (in, from, n) -> (in[0][from + 1] - in[0][from]) / DAY, Inputs.time()));
    return new FeatureFamily("calendar", "Calendar", out);
  }

  private static double inDay(double seconds) {
    return seconds - DAY * Math.floor(seconds / DAY);
  }

  private static void add(
      List<Feature> out, String name, String meaning, ToDoubleFunction<LocalDate> of) {
    out.add(
        Feature.named(name, meaning)
            .source("calendar")
            .scaleFree()
            .window(
                1,
                (in, from, n) ->
                    of.applyAsDouble(LocalDate.ofEpochDay((long) Math.floor(in[0][from] / DAY))),
                Inputs.time()));
  }
}
