/** Cycles, regimes, patterns, seasonality and anomalies in market series. */
module io.github.quantml.cyclical {
  requires transitive io.github.quantml.api;
  requires io.github.quantml.math;
  requires static transitive org.jspecify;
  requires commons.math3;
  requires JTransforms;

  exports io.github.quantml.cyclical;
  exports io.github.quantml.cyclical.anomaly;
  exports io.github.quantml.cyclical.pattern;
  exports io.github.quantml.cyclical.regime;
  exports io.github.quantml.cyclical.seasonal;
  exports io.github.quantml.cyclical.spectral;

  provides io.github.quantml.api.spi.ModelTrainerProvider with
      io.github.quantml.cyclical.CyclicalProvider,
      io.github.quantml.cyclical.PatternProvider,
      io.github.quantml.cyclical.RegimeProvider,
      io.github.quantml.cyclical.SeasonalProvider;
  provides io.github.quantml.api.spi.PortableModelLoader with
      io.github.quantml.cyclical.CyclicalProvider,
      io.github.quantml.cyclical.PatternProvider,
      io.github.quantml.cyclical.RegimeProvider,
      io.github.quantml.cyclical.SeasonalProvider;
}
