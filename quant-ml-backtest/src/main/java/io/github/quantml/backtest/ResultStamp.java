// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest;

import java.util.List;

/** What a result must say about itself so that it can be reproduced. */
record ResultStamp(long data, long configuration, String engineVersion, List<String> conventions) {
  ResultStamp {
    conventions = List.copyOf(conventions);
  }
}
