// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples;

import io.github.quantml.api.InvalidDataException;
import io.github.quantml.api.OptionChain;
import io.github.quantml.data.MarketSimulator;
import io.github.quantml.options.chain.CboeChainReader;
import io.github.quantml.options.chain.LeanChainReader;
import io.github.quantml.options.chain.LoadedChain;
import io.github.quantml.options.exposure.DealerSign;
import io.github.quantml.options.exposure.GammaExposure;
import io.github.quantml.options.exposure.GammaUnit;
import io.github.quantml.options.exposure.OpenPositions;
import io.github.quantml.options.exposure.ZeroGammaLevel;
import io.github.quantml.options.surface.EssviCalibration;
import io.github.quantml.options.surface.QuotedSmile;
import io.github.quantml.options.surface.VolatilitySurface;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Smiles, surface and gamma exposure of an option chain. */
@Command(
    name = "options",
    description = "Fits the smiles of an option chain and shows its gamma exposure.",
    mixinStandardHelpOptions = true)
final class OptionsCommand implements Callable<Integer> {
  private static final double SHORTEST = 1 / 365.0;
  private static final Pattern DATE = Pattern.compile("(\\d{8})");

  @Option(
      names = "--chain",
      description =
          "Your chain: Cboe's quotedata CSV, or Lean's universe CSV with its date as yyyymmdd in the"
              + " name; default: the simulator's.")
  private @Nullable Path chain;

  @Option(
      names = "--page",
      description = "Where to write the page; default: ${DEFAULT-VALUE}.",
      defaultValue = "target/options.html")
  private Path page = Path.of("target/options.html");

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    StringBuilder text = new StringBuilder();
    OptionChain quotes = load(text);
    List<QuotedSmile> smiles = QuotedSmile.of(quotes, SHORTEST);
    if (smiles.isEmpty()) {
      throw new InvalidDataException(
          quotes.underlying() + ": no expiry has five volatilities out of the money");
    }
    VolatilitySurface surface =
        EssviCalibration.fit(smiles.stream().map(QuotedSmile::quotes).toList());
    for (int i = 0; i < smiles.size(); i++) {
      QuotedSmile s = smiles.get(i);
      line(
          text,
          "  %s %s   forward %.2f   rate %.2f %%   at the money %.2f %%   error %.2f, half spread %.2f points",
          s.forward().root(),
          s.forward().expiry(),
          s.forward().forward(),
          100 * s.forward().rate(),
          100 * surface.volatility(0, s.quotes().years()),
          100 * s.error(surface.slices().get(i)),
          100 * s.spread());
    }
    line(
        text,
        "  violations of no-arbitrage on a grid of 401 moneynesses: %d",
        surface.arbitrage(-1, 1, 401).violations().size());
    GammaExposure gamma =
        GammaExposure.of(
            OpenPositions.of(quotes, 0, 0, 100),
            DealerSign.CALLS_LONG_PUTS_SHORT,
            GammaUnit.MONEY_PER_PERCENT);
    double spot = quotes.spot();
    List<ZeroGammaLevel> levels = gamma.zeroGammaLevels(0.7 * spot, 1.3 * spot);
    line(
        text,
        "  gamma exposure %.4g per 1 %% (calls long, puts short: assumed)",
        gamma.total().gamma());
    levels.forEach(
        z -> line(text, "  zero gamma at %.2f, %s", z.level(), z.rising() ? "rising" : "falling"));
    out.println(text);
    HtmlPage html = new HtmlPage("quant-ml: options of " + quotes.underlying());
    html.heading(quotes.underlying()).table(text.toString());
    for (int i : spread(smiles.size())) {
      html.chart(OptionsCharts.smile(smiles.get(i), surface.slices().get(i)));
    }
    html.chart(OptionsCharts.surface(smiles, surface))
        .chart(OptionsCharts.gamma(quotes, gamma, levels))
        .note(
            "Quotes are volatilities of mid prices, out of the money, at the forward that put-call"
                + " parity implies. The gamma profile keeps every option's volatility while the"
                + " spot moves.")
        .write(page);
    out.println("Charts: " + page.toAbsolutePath().normalize());
    out.flush();
    return 0;
  }

  private OptionChain load(StringBuilder text) throws IOException {
    Path file = chain;
    if (file == null) {
      OptionChain c =
          MarketSimulator.withDefaults()
              .simulate(7)
              .context()
              .optionChain()
              .orElseThrow(() -> new InvalidDataException("the simulator made no option chain"));
      line(
          text,
          "%s, simulated, %d options, spot %.2f",
          c.underlying(),
          c.quotes().size(),
          c.spot());
      return c;
    }
    String name = String.valueOf(file.getFileName());
    LoadedChain loaded;
    String head;
    try (var lines = Files.lines(file)) {
      head = lines.findFirst().orElse("");
    }
    if (head.startsWith("#expiry")) {
      Matcher date = DATE.matcher(name);
      if (!date.find()) {
        throw new InvalidDataException(
            name + ": a Lean file needs its date as yyyymmdd in the name");
      }
      loaded =
          LeanChainReader.read(
              name, LocalDate.parse(date.group(1), DateTimeFormatter.BASIC_ISO_DATE), file);
    } else {
      loaded = CboeChainReader.read(name, file);
    }
    line(text, "%s, spot %.2f%n  %s", name, loaded.chain().spot(), loaded.report());
    return loaded.chain();
  }

  /** Up to six expiries from first to last. */
  private static int[] spread(int n) {
    int m = Math.min(n, 6);
    int[] out = new int[m];
    for (int i = 0; i < m; i++) {
      out[i] = m == 1 ? 0 : i * (n - 1) / (m - 1);
    }
    return out;
  }

  private static void line(StringBuilder out, String format, Object... args) {
    out.append(String.format(Locale.ROOT, format, args)).append('\n');
  }
}
