/** Combines the members a host put on its path into one calibrated forecast. */
@SuppressWarnings("requires-automatic") // Commons Math 3 has no module descriptor.
module io.github.quantml.ensemble {
  requires static transitive org.jspecify;
  requires transitive io.github.quantml.api;
  requires transitive io.github.quantml.math;
  requires com.github.benmanes.caffeine;
  requires org.slf4j;
  requires commons.math3;

  exports io.github.quantml.ensemble;
  exports io.github.quantml.ensemble.aggregation;
  exports io.github.quantml.ensemble.conformal;

  uses io.github.quantml.api.spi.ModelTrainerProvider;
  uses io.github.quantml.api.spi.PortableModelLoader;

  provides io.github.quantml.api.spi.ModelTrainerProvider with
      io.github.quantml.ensemble.RandomWalkProvider,
      io.github.quantml.ensemble.VolatilityProvider;
  provides io.github.quantml.api.spi.PortableModelLoader with
      io.github.quantml.ensemble.RandomWalkProvider,
      io.github.quantml.ensemble.VolatilityProvider;
}
