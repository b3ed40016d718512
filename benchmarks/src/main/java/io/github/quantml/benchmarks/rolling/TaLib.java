// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.rolling;

import com.tictactec.ta.lib.Core;
import com.tictactec.ta.lib.MInteger;
import com.tictactec.ta.lib.RetCode;

/** Calls TA-Lib over a whole series; results leave out the warm-up, as the library does. */
final class TaLib {
  private TaLib() {}

  /** A function with its parameters bound. */
  interface Call {
    RetCode apply(Core core, int last, MInteger begin, MInteger count, double[] out);
  }

  static double[] run(Core core, int length, int warmUp, Call call) {
    double[] out = new double[length - warmUp];
    MInteger count = new MInteger();
    RetCode code = call.apply(core, length - 1, new MInteger(), count, out);
    if (code != RetCode.Success || count.value != out.length) {
      throw new IllegalStateException("TA-Lib: " + code + ", " + count.value + " values");
    }
    return out;
  }
}
