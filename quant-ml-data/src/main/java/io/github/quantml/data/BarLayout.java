// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.data;

import io.github.quantml.api.RepairPolicy;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which columns of a table make bars, and how to read them.
 *
 * @param columns names of columns that differ from what {@link BarField} recognises
 * @param hasVolume false for tables without volume: every volume is then 0
 * @param adjusted whether prices are scaled by adjusted close / close. Adjusted prices know later
 *     dividends: fit for the shape of returns, not for levels that were seen at the time.
 * @param time how times are written
 * @param interval spacing of the bars, null to take the most frequent spacing
 * @param repair what may be mended; the default mends nothing
 */
public record BarLayout(
    Map<BarField, String> columns,
    boolean hasVolume,
    boolean adjusted,
    TimeFormat time,
    @Nullable Duration interval,
    RepairPolicy repair) {
  public BarLayout {
    EnumMap<BarField, String> copy = new EnumMap<>(BarField.class);
    copy.putAll(columns);
    columns = Collections.unmodifiableMap(copy);
    if (interval != null) {
      Nanos.positive("interval", interval);
    }
  }

  /** Columns by their names, volume wanted, prices as they are, interval inferred, no repair. */
  public static BarLayout defaults() {
    return new BarLayout(Map.of(), true, false, TimeFormat.defaults(), null, RepairPolicy.strict());
  }

  /** Takes a field from the column of this name. */
  public BarLayout withColumn(BarField field, String name) {
    EnumMap<BarField, String> changed = new EnumMap<>(BarField.class);
    changed.putAll(columns);
    changed.put(field, name);
    return new BarLayout(changed, hasVolume, adjusted, time, interval, repair);
  }

  /** For tables without volume. */
  public BarLayout withoutVolume() {
    return new BarLayout(columns, false, adjusted, time, interval, repair);
  }

  /** Prices scaled by adjusted close / close. */
  public BarLayout withAdjustedPrices() {
    return new BarLayout(columns, hasVolume, true, time, interval, repair);
  }

  public BarLayout withTime(TimeFormat value) {
    return new BarLayout(columns, hasVolume, adjusted, value, interval, repair);
  }

  public BarLayout withInterval(Duration value) {
    return new BarLayout(columns, hasVolume, adjusted, time, value, repair);
  }

  public BarLayout withRepair(RepairPolicy value) {
    return new BarLayout(columns, hasVolume, adjusted, time, interval, value);
  }
}
