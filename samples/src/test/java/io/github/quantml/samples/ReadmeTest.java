// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.quantml.api.BarSeries;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What README.md shows must work. */
class ReadmeTest {
  private static final Path README = Path.of(System.getProperty("user.dir"), "..", "README.md");
  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  private static String example() throws IOException {
    return example(README);
  }

  private static String example(Path document) throws IOException {
    Matcher m = JAVA.matcher(Files.readString(document));
    assertThat(m.find()).isTrue();
    return m.group(1);
  }

  @Test
  void the_example_has_ten_lines_and_the_file_at_most_150() throws IOException {
    assertThat(example().lines().count()).isLessThanOrEqualTo(10);
    assertThat(Files.readAllLines(README)).hasSizeLessThanOrEqualTo(150);
  }

  @Test
  void the_example_compiles_and_runs(@TempDir Path directory) throws Exception {
    Path csv = directory.resolve("aapl.csv");
    writeCsv(csv, SampleData.apple());
    String body =
        example()
            .replace("Path.of(\"aapl.csv\")", "csv")
            .replace("Path.of(\"model\")", "csv.resolveSibling(\"model\")");
    String source =
        "import io.github.quantml.api.*; import io.github.quantml.data.*;"
            + " import io.github.quantml.ensemble.*; import java.nio.file.Path;\n"
            + "public class Example { public static Object run(Path csv) throws Exception {\n"
            + body
            + "return again.predict(bars, context); } }";
    Method run = compile(source, directory).getMethod("run", Path.class);
    assertThat(run.invoke(null, csv).toString()).contains("AAPL, 30d (", "90 % interval");
  }

  @Test
  void the_backtest_example_compiles_and_runs(@TempDir Path directory) throws Exception {
    String source =
        "import io.github.quantml.api.*; import io.github.quantml.backtest.*;"
            + " import io.github.quantml.backtest.cost.*;"
            + " import io.github.quantml.backtest.report.*;"
            + " import io.github.quantml.backtest.walkforward.*; import java.nio.file.Path;\n"
            + "public class Example { public static Object run(BarSeries bars, Path page)"
            + " throws Exception {\n"
            + example(README.resolveSibling("docs").resolve("BACKTEST.md"))
            + "return report; } }";
    Method run = compile(source, directory).getMethod("run", BarSeries.class, Path.class);
    Path page = directory.resolve("page.html");
    assertThat(run.invoke(null, SampleData.apple(), page).toString()).contains("SMA 10/30");
    assertThat(page).content().contains("SMA 10/30");
  }

  private static void writeCsv(Path file, BarSeries bars) throws IOException {
    StringBuilder csv = new StringBuilder("date,open,high,low,close,volume\n");
    for (int i = 0; i < bars.size(); i++) {
      csv.append(bars.time(i))
          .append(',')
          .append(bars.open(i))
          .append(',')
          .append(bars.high(i))
          .append(',')
          .append(bars.low(i))
          .append(',')
          .append(bars.close(i))
          .append(',')
          .append(bars.volume(i))
          .append('\n');
    }
    Files.writeString(file, csv);
  }

  private static Class<?> compile(String source, Path directory) throws Exception {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    SimpleJavaFileObject file =
        new SimpleJavaFileObject(
            URI.create("string:///Example.java"), javax.tools.JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
          }
        };
    List<String> options =
        List.of("-d", directory.toString(), "-cp", System.getProperty("java.class.path"));
    boolean done =
        compiler
            .getTask(new PrintWriter(messages), null, null, options, null, List.of(file))
            .call();
    assertThat(done).as(messages.toString()).isTrue();
    URLClassLoader loader =
        new URLClassLoader(
            new URL[] {directory.toUri().toURL()}, ReadmeTest.class.getClassLoader());
    return loader.loadClass("Example");
  }
}
