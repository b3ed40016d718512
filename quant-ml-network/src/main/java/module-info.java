// SPDX-License-Identifier: Apache-2.0

/** Communities, centralities, trading clusters and asset networks. */
module io.github.quantml.network {
  requires static transitive org.jspecify;
  requires transitive io.github.quantml.api;
  requires transitive io.github.quantml.math;
}
