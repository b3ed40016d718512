// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.spectral;

import org.apache.commons.math3.util.FastMath;
import org.jtransforms.utils.CommonUtils;

/**
 * Power-of-two transforms on the split-radix kernels of JTransforms, with our own tables.
 *
 * <p>JTransforms' plan objects take their sines from {@code Math}, which may differ by a bit
 * between platforms, and hand lengths of 8192 and more to a shared thread pool. Its kernels are
 * pure static functions of an array and a table: called directly, with a table from a portable
 * sine, they give the same bits everywhere and never start a thread. The table layout is Ooura's:
 * one block per radix level, halving in size.
 *
 * <p>Immutable, thread-safe.
 */
final class Twiddles {
  private final int size;
  private final int cells;
  private final double[] table;
  private final int[] bits;

  /** Tables for complex transforms of {@code size} and real transforms of the same length. */
  Twiddles(int size) {
    this.size = size;
    this.cells = size / 2;
    this.table = new double[Math.max(size, 1)];
    this.bits =
        new int[4 + (1 << ((32 - Integer.numberOfLeadingZeros(Math.max(size, 1))) / 2 + 1))];
    int base = 0;
    for (int width = cells / 2; width >= 2; width /= 2) {
      fillLevel(base, width);
      base += width;
    }
    if (cells / 2 > 4) {
      CommonUtils.makeipt(cells, bits);
    }
    fillRealTable();
  }

  private void fillLevel(int base, int width) {
    double delta = FastMath.PI / 4 / width;
    table[base] = 1;
    table[base + 1] = FastMath.cos(FastMath.PI / 4);
    if (width == 4) {
      table[base + 2] = FastMath.cos(2 * delta);
      table[base + 3] = FastMath.sin(2 * delta);
    } else if (width > 4) {
      table[base + 2] = 0.5 / FastMath.cos(2 * delta);
      table[base + 3] = 0.5 / FastMath.cos(6 * delta);
      for (int j = 4; j < width; j += 4) {
        table[base + j] = FastMath.cos(j * delta);
        table[base + j + 1] = FastMath.sin(j * delta);
        table[base + j + 2] = FastMath.cos(3 * j * delta);
        table[base + j + 3] = -FastMath.sin(3 * j * delta);
      }
    }
  }

  private void fillRealTable() {
    int quarter = size / 4;
    int half = quarter / 2;
    if (quarter <= 1) {
      return;
    }
    double delta = FastMath.PI / 4 / half;
    table[cells] = FastMath.cos(FastMath.PI / 4);
    table[cells + half] = 0.5 * table[cells];
    for (int j = 1; j < half; j++) {
      table[cells + j] = 0.5 * FastMath.cos(delta * j);
      table[cells + quarter - j] = 0.5 * FastMath.sin(delta * j);
    }
  }

  /** Real transform of length {@link #size} in place: Re₀, Re_{n/2}, Re₁, Im₁, Re₂, Im₂, … */
  void real(double[] a) {
    if (size == 1) {
      return;
    }
    if (size > 4) {
      butterflies(size, a);
      CommonUtils.rftfsub(size, a, 0, size / 4, table, cells);
    } else if (size == 4) {
      CommonUtils.cftx020(a, 0);
    }
    double difference = a[0] - a[1];
    a[0] += a[1];
    a[1] = difference;
  }

  /** Complex transform of {@link #size} interleaved numbers in place, positive exponent. */
  void complex(double[] a) {
    butterflies(2 * size, a);
  }

  // The selection CommonUtils.cftfsub makes, without its branch into the thread pool.
  private void butterflies(int n, double[] a) {
    if (n > 32) {
      CommonUtils.cftf1st(n, a, 0, table, cells - n / 4);
      if (n > 512) {
        CommonUtils.cftrec4(n, a, 0, cells, table);
      } else if (n > 128) {
        CommonUtils.cftleaf(n, 1, a, 0, cells, table);
      } else {
        CommonUtils.cftfx41(n, a, 0, cells, table);
      }
      CommonUtils.bitrv2(n, bits, a, 0);
    } else if (n == 32) {
      CommonUtils.cftf161(a, 0, table, cells - 8);
      CommonUtils.bitrv216(a, 0);
    } else if (n == 16) {
      CommonUtils.cftf081(a, 0, table, 0);
      CommonUtils.bitrv208(a, 0);
    } else if (n == 8) {
      CommonUtils.cftf040(a, 0);
    } else if (n == 4) {
      CommonUtils.cftxb020(a, 0);
    }
  }
}
