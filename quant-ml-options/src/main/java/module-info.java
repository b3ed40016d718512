// SPDX-License-Identifier: Apache-2.0

/** Greeks, implied volatility, American prices, surfaces, volatility models and gamma exposure. */
@SuppressWarnings("requires-automatic") // Commons Math 3 has no module descriptor.
module io.github.quantml.options {
  requires static transitive org.jspecify;
  requires transitive io.github.quantml.api;
  requires transitive io.github.quantml.math;
  requires commons.math3;
  requires de.siegmar.fastcsv;

  exports io.github.quantml.options;
  exports io.github.quantml.options.american;
  exports io.github.quantml.options.chain;
  exports io.github.quantml.options.exposure;
  exports io.github.quantml.options.european;
  exports io.github.quantml.options.implied;
  exports io.github.quantml.options.surface;
  exports io.github.quantml.options.volatility;

  provides io.github.quantml.api.spi.ModelTrainerProvider with
      io.github.quantml.options.OptionsProvider,
      io.github.quantml.options.VolatilityMemberProvider;
  provides io.github.quantml.api.spi.PortableModelLoader with
      io.github.quantml.options.OptionsProvider,
      io.github.quantml.options.GarchLoader;
}
