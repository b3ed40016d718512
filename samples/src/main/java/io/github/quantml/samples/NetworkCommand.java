// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples;

import io.github.quantml.api.Disclosure;
import io.github.quantml.api.InvalidDataException;
import io.github.quantml.math.random.CounterRandom;
import io.github.quantml.network.asset.AssetReturns;
import io.github.quantml.network.asset.Correlations;
import io.github.quantml.network.asset.RandomMatrixFilter;
import io.github.quantml.network.asset.RollingTopology;
import io.github.quantml.network.asset.SpanningTree;
import io.github.quantml.network.asset.Tmfg;
import io.github.quantml.network.community.Leiden;
import io.github.quantml.network.community.LeidenConfig;
import io.github.quantml.network.graph.Graph;
import io.github.quantml.network.graph.Partition;
import io.github.quantml.network.trading.BipartiteConfiguration;
import io.github.quantml.network.trading.FilingSimulator;
import io.github.quantml.network.trading.FixedDegree;
import io.github.quantml.network.trading.Hypergeometric;
import io.github.quantml.network.trading.Incidence;
import io.github.quantml.network.trading.PairTests;
import io.github.quantml.network.trading.Similarity;
import io.github.quantml.network.trading.TradeFilingReader;
import io.github.quantml.network.trading.TradeFilings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.XYChart;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Who trades with whom, and which assets move together. */
@Command(
    name = "network",
    description = {
      "Finds groups of traders in disclosed trades and draws the network of assets.",
      "Give the Senate's reports and a CSV file of returns, or none to see simulated ones."
    },
    mixinStandardHelpOptions = true)
final class NetworkCommand implements Callable<Integer> {
  private static final int DRAWS = 4_000;
  private static final double LEVEL = 0.05;
  private static final int WINDOW = 60;

  /** Pairs of a group of eight: found together or not at all. */
  private static final int GROUP = 28;

  @Option(names = "--senate", description = "JSON file of reports of the Senate.")
  private @Nullable Path senate;

  @Option(
      names = "--as-of",
      description = "Only what was filed until that day, such as 2019-06-30.")
  private @Nullable LocalDate asOf;

  @Option(
      names = "--returns",
      description = "CSV file of returns, one column per asset and one row per day.")
  private @Nullable Path returnsFile;

  @Option(
      names = "--page",
      description = "Where to write the page; default: ${DEFAULT-VALUE}.",
      defaultValue = "target/network.html")
  private Path page = Path.of("target/network.html");

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    HtmlPage html = new HtmlPage("quant-ml: networks");
    traders(out, html);
    assets(out, html);
    html.write(page);
    out.println("Pictures: " + page.toAbsolutePath().normalize());
    out.flush();
    return 0;
  }

  private void traders(PrintWriter out, HtmlPage html) throws IOException {
    TradeFilings filings;
    String source;
    if (senate == null) {
      filings = new FilingSimulator(80, 4, 8, 300, 40, 0.7, 730, 42).run();
      source = "simulated disclosures of 80 traders, 32 of them in four groups";
    } else {
      filings = TradeFilingReader.senateJson(senate);
      source = senate.getFileName() + "; rows by note " + filings.notes();
    }
    if (asOf != null) {
      filings = filings.asOf(asOf);
      source += "; filed until " + asOf;
    }
    Incidence purchases = Incidence.of(filings, Disclosure.Side.BUY, 5);
    PairTests fixed = FixedDegree.of(DRAWS).test(purchases);
    Graph backbone = fixed.backbone(LEVEL, Math.max(GROUP, fixed.fewestDiscoveries(LEVEL)));
    Partition groups = Leiden.withDefaults().detect(backbone).partition();
    Graph raw = Similarity.of(purchases, Similarity.Measure.SHARED);
    Partition naive = Leiden.withDefaults().detect(raw).partition();
    StringBuilder table = new StringBuilder();
    table.append(source).append('\n');
    table.append(
        String.format(
            Locale.ROOT,
            "%d trades by filing date; %d traders with 5 instruments or more, %d instruments%n%n",
            filings.trades().size(),
            purchases.traders().size(),
            purchases.items().size()));
    table.append(
        String.format(Locale.ROOT, "%-41s %5d%n", "pairs that share purchases", raw.edgeCount()));
    for (PairTests tests :
        List.of(
            new Hypergeometric().test(purchases),
            new BipartiteConfiguration().test(purchases),
            fixed)) {
      table.append(
          String.format(
              Locale.ROOT,
              "beyond the %-30s %5d%n",
              tests.model(),
              tests.significant(LEVEL).size()));
    }
    table.append("at a false discovery rate of 5 %\n\n");
    table.append("Groups by shared purchases alone: ").append(naive.size()).append('\n');
    for (int[] members : groups.members()) {
      if (members.length > 1) {
        table
            .append("Group beyond chance: ")
            .append(
                String.join(
                    ", ", IntStream.of(members).mapToObj(v -> backbone.names().get(v)).toList()))
            .append('\n');
      }
    }
    out.println(table);
    html.heading("Who trades with whom")
        .table(table.toString())
        .note("Every pair that shares purchases: popularity, mostly.")
        .svg(GraphDrawing.byCommunity("traders who share purchases", raw, naive))
        .note("The pairs that share more than traders and instruments of these degrees would.")
        .svg(GraphDrawing.byCommunity("traders who share more than chance", backbone, groups));
  }

  private void assets(PrintWriter out, HtmlPage html) throws IOException {
    AssetReturns returns = returnsFile == null ? simulated() : read(returnsFile);
    Correlations correlations = Correlations.pearson(returns);
    RandomMatrixFilter filter = RandomMatrixFilter.of(correlations);
    SpanningTree tree = SpanningTree.of(correlations);
    Correlations sectors = RandomMatrixFilter.withoutMarket(correlations).filtered();
    Partition communities =
        Leiden.of(LeidenConfig.defaults()).detect(positive(sectors)).partition();
    StringBuilder table = new StringBuilder();
    table.append(
        String.format(
            Locale.ROOT,
            "%d assets, %d days; mean correlation %.3f, market mode %.0f %% of the variance,%n"
                + "%d modes above the noise (largest eigenvalue of noise %.2f); mean edge of the"
                + " tree %.3f%n",
            returns.size(),
            returns.periods(),
            correlations.mean(),
            100 * filter.marketShare(),
            filter.signals(),
            filter.edge(),
            tree.normalizedLength()));
    out.println(table);
    html.heading("Which assets move together")
        .table(table.toString())
        .note("Spanning tree, coloured by the communities that are left without the market.")
        .svg(GraphDrawing.byForces("spanning tree", tree.graph(), communities));
    if (returns.size() >= 4) {
      html.note("Triangulated graph of the strongest correlations.")
          .svg(
              GraphDrawing.byForces(
                  "triangulated maximally filtered graph",
                  Tmfg.of(correlations).graph(),
                  communities));
    }
    if (returns.periods() >= 2 * WINDOW) {
      html.chart(topology(returns));
    }
  }

  private static Graph positive(Correlations correlations) {
    var out = Graph.undirected(correlations.names());
    for (int i = 0; i < correlations.size(); i++) {
      for (int j = i + 1; j < correlations.size(); j++) {
        if (correlations.value(i, j) > 0) {
          out.edge(i, j, correlations.value(i, j));
        }
      }
    }
    return out.build();
  }

  private static XYChart topology(AssetReturns returns) {
    List<RollingTopology.Point> points = RollingTopology.of(returns, WINDOW, 5);
    List<Integer> day = points.stream().map(RollingTopology.Point::period).toList();
    XYChart chart = ChartStyle.chart("networks of 60 days: a crisis moves all together", "day", "");
    line(chart, "mean correlation", day, points, RollingTopology.Point::meanCorrelation, 0);
    line(chart, "mean edge of the tree", day, points, RollingTopology.Point::treeLength, 1);
    line(chart, "edges that survive", day, points, RollingTopology.Point::survival, 2);
    return chart;
  }

  private static void line(
      XYChart chart,
      String name,
      List<Integer> x,
      List<RollingTopology.Point> points,
      Function<RollingTopology.Point, Double> value,
      int color) {
    ChartStyle.line(chart, name, x, points.stream().map(value).toList(), ChartStyle.color(color));
  }

  /** Thirty assets of five sectors; the market is three times as strong in the days 500 to 600. */
  private static AssetReturns simulated() {
    CounterRandom random = CounterRandom.of(42);
    double[][] r = new double[30][900];
    double[] sector = new double[5];
    for (int t = 0; t < 900; t++) {
      double market = (t >= 500 && t < 600 ? 0.03 : 0.01) * random.nextGaussian();
      for (int s = 0; s < 5; s++) {
        sector[s] = 0.01 * random.nextGaussian();
      }
      for (int i = 0; i < 30; i++) {
        r[i][t] = market + sector[i % 5] + 0.01 * random.nextGaussian();
      }
    }
    return AssetReturns.of(
        IntStream.range(0, 30).mapToObj(i -> "S" + (i % 5 + 1) + "-" + (i / 5 + 1)).toList(), r);
  }

  private static AssetReturns read(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    if (lines.isEmpty()) {
      throw new InvalidDataException(file.getFileName() + ": is empty");
    }
    List<String> names = List.of(lines.get(0).split(",", -1));
    List<double[]> columns = new ArrayList<>();
    names.forEach(n -> columns.add(new double[lines.size() - 1]));
    for (int t = 1; t < lines.size(); t++) {
      String[] cells = lines.get(t).split(",", -1);
      if (cells.length != names.size()) {
        throw new InvalidDataException(
            file.getFileName()
                + ": row "
                + t
                + " has "
                + cells.length
                + " columns, the header has "
                + names.size());
      }
      for (int i = 0; i < cells.length; i++) {
        try {
          columns.get(i)[t - 1] = Double.parseDouble(cells[i]);
        } catch (NumberFormatException e) {
          throw new InvalidDataException(
              file.getFileName()
                  + ": row "
                  + t
                  + ", column "
                  + names.get(i)
                  + ": is no number: "
                  + cells[i]);
        }
      }
    }
    return AssetReturns.of(names, columns.toArray(new double[0][]));
  }
}
