// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.deep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.deep.data.Panel;
import io.github.quantml.deep.data.Scaler;
import io.github.quantml.deep.data.Windows;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Windows, splits and scalers. */
class SplitTest {
  private static Panel rising(int rows) {
    double[] a = new double[rows];
    double[] b = new double[rows];
    for (int i = 0; i < rows; i++) {
      a[i] = i;
      b[i] = 1000 + i;
    }
    return Panel.ofColumns(List.of("a", "b"), a, b);
  }

  @Property
  void noLabelOfOnePartReachesIntoTheNext(
      @ForAll @IntRange(min = 1, max = 12) int length,
      @ForAll @IntRange(min = 1, max = 8) int steps,
      @ForAll @IntRange(min = 120, max = 300) int rows) {
    Windows.Split split = Windows.of(rising(rows), length, steps).split(0.5, 0.25);
    int a = (int) (0.5 * rows);
    int b = (int) (0.75 * rows);
    Windows train = split.train();
    assertThat(train.end(train.size() - 1) + steps).isEqualTo(a - 1);
    assertThat(train.endRow()).isEqualTo(a);
    assertThat(split.validation().labelRow(0)).isEqualTo(a);
    assertThat(split.validation().endRow()).isEqualTo(b);
    assertThat(split.test().labelRow(0)).isEqualTo(b);
    assertThat(split.test().endRow()).isEqualTo(rows);
    // The values tell their rows: no part's label is seen by another part's training.
    for (int w = 0; w < train.size(); w++) {
      double[] label = train.label(w);
      assertThat(label[0]).isEqualTo(train.end(w) + 1.0);
      assertThat(label[label.length - 2]).isEqualTo(train.end(w) + (double) steps).isLessThan(a);
      float[] window = train.window(w);
      assertThat(window[0]).isEqualTo(train.end(w) - length + 1);
      assertThat(window[window.length - 1]).isEqualTo(1000 + train.end(w));
    }
  }

  @Test
  void labelsThatReachAreTables() {
    Windows all = Windows.labelled(rising(100), rising(100), 10, 7);
    assertThat(all.size()).isEqualTo(100 - 10 - 7 + 1);
    assertThat(all.label(0)).containsExactly(9, 1009);
    Windows.Split split = all.split(0.5, 0.25);
    // The label of row e rests on rows up to e + 7, the last one of which is 49.
    assertThat(split.train().end(split.train().size() - 1)).isEqualTo(42);
    assertThat(split.validation().end(0)).isEqualTo(50);
    assertThatThrownBy(() -> all.between(50, 57)).isInstanceOf(InsufficientDataException.class);
  }

  @Test
  void theScalerSeesTheTrainingPartOnly() {
    Windows.Split split = Windows.of(rising(100), 10, 5).split(0.5, 0.25);
    Scaler scaler = split.train().fitScaler();
    // 0 … 49: mean 24.5, population variance (50² − 1)/12.
    assertThat(scaler.mean()[0]).isCloseTo(24.5, within(1e-12));
    assertThat(scaler.std()[0]).isCloseTo(Math.sqrt(2499 / 12.0), within(1e-12));
    Panel flat = Panel.ofColumns(List.of("flat"), new double[] {0.1, 0.1, 0.1});
    assertThat(Scaler.fit(flat, 0, 3).std()[0]).isEqualTo(1);
  }

  @Test
  void assetsMeetAtSharedCloses() {
    BarSeries a = Worlds.bars("A", 50, 0, 1);
    BarSeries b = Worlds.bars("B", 60, 0, 2).window(10, 60);
    Panel both = Panel.ofAssets(List.of(a, b));
    assertThat(both.rows()).isEqualTo(40);
    assertThat(both.names()).startsWith("A.open").endsWith("B.volume").hasSize(10);
    assertThat(both.value(0, both.indexOf("A.close"))).isEqualTo(a.close(10));
    assertThat(both.value(39, both.indexOf("B.close"))).isEqualTo(b.close(39));
  }
}
