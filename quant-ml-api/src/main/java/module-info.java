/** Value types, contracts, provider interfaces, settings and errors of quant-ml. */
module io.github.quantml.api {
  requires static transitive org.jspecify;

  exports io.github.quantml.api;
  exports io.github.quantml.api.contract;
  exports io.github.quantml.api.spi;
}
