// SPDX-License-Identifier: Apache-2.0

/** Communities, centralities, trading clusters and asset networks. */
@SuppressWarnings("requires-automatic") // Commons Math 3 has no module descriptor.
module io.github.quantml.network {
  requires static transitive org.jspecify;
  requires transitive io.github.quantml.api;
  requires transitive io.github.quantml.math;
  requires transitive org.jgrapht.core;
  requires com.fasterxml.jackson.core;
  requires commons.math3;
  requires de.siegmar.fastcsv;

  exports io.github.quantml.network;
  exports io.github.quantml.network.asset;
  exports io.github.quantml.network.centrality;
  exports io.github.quantml.network.community;
  exports io.github.quantml.network.graph;
  exports io.github.quantml.network.trading;

  provides io.github.quantml.api.spi.ModelTrainerProvider with
      io.github.quantml.network.NetworkProvider;
  provides io.github.quantml.api.spi.PortableModelLoader with
      io.github.quantml.network.NetworkProvider;
}
