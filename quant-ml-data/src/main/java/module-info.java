// SPDX-License-Identifier: Apache-2.0

/** Where bars come from: CSV files, databases, streams of trades and a seeded simulator. */
@SuppressWarnings("requires-automatic") // Commons Math 3 has no module descriptor.
module io.github.quantml.data {
  requires transitive io.github.quantml.api;
  requires io.github.quantml.math;
  requires commons.math3;
  requires de.siegmar.fastcsv;
  requires static transitive java.sql; // Only JdbcBarSource needs it at run time.
  requires static transitive org.jspecify;

  exports io.github.quantml.data;
}
