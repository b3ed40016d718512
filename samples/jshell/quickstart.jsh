// The quickstart as a script: samples/run jshell samples/jshell/quickstart.jsh
var bars = SampleData.apple()
var ensemble = MultiModelEnsemble.trainer().horizon(Horizon.parse("5b")).seed(42).train(TrainingData.of(bars))
var prediction = ensemble.predict(bars, MarketContext.empty())
System.out.println(prediction)
System.out.printf(Locale.ROOT, "Out of sample the interval held %.1f %% of %d returns.%n", 100 * ensemble.evaluation().coverage(), ensemble.evaluation().forecasts().size())
/exit
