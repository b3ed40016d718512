// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples;

import io.github.quantml.network.graph.Edge;
import io.github.quantml.network.graph.Graph;
import io.github.quantml.network.graph.JGraphTGraphs;
import io.github.quantml.network.graph.Partition;
import java.util.Locale;
import java.util.Random;
import org.jgrapht.alg.drawing.FRLayoutAlgorithm2D;
import org.jgrapht.alg.drawing.model.Box2D;
import org.jgrapht.alg.drawing.model.LayoutModel2D;
import org.jgrapht.alg.drawing.model.MapLayoutModel2D;
import org.jgrapht.alg.drawing.model.Point2D;
import org.jgrapht.graph.DefaultWeightedEdge;

/**
 * A graph as an SVG picture, its nodes laid out by the forces of Fruchterman and Reingold and
 * coloured by community; nodes without an edge are left out. The same graph gives the same picture.
 */
final class GraphDrawing {
  private static final int WIDTH = 1080;
  private static final int HEIGHT = 640;
  private static final int MARGIN = 50;
  private static final int ROUNDS = 400;
  private static final String[] COLORS = {
    "#2a9d8f", "#e9c46a", "#e76f51", "#457b9d", "#8d6cab", "#6a994e", "#bc4749", "#577590",
    "#c08552", "#5e548e", "#f4a261", "#43aa8b"
  };

  private GraphDrawing() {}

  /** An {@code svg} element with a title for readers that do not see it. */
  static String svg(String title, Graph graph, Partition colors) {
    org.jgrapht.Graph<Integer, DefaultWeightedEdge> drawn = JGraphTGraphs.of(graph);
    for (int v = 0; v < graph.nodeCount(); v++) {
      if (graph.degree(v) == 0) {
        drawn.removeVertex(v);
      }
    }
    StringBuilder out = new StringBuilder();
    out.append("<svg role=\"img\" viewBox=\"0 0 ")
        .append(WIDTH)
        .append(' ')
        .append(HEIGHT)
        .append("\" font-family=\"system-ui, sans-serif\" font-size=\"12\"><title>")
        .append(HtmlPage.escape(title))
        .append("</title>\n");
    if (!drawn.vertexSet().isEmpty()) {
      draw(out, graph, drawn, colors);
    }
    return out.append("</svg>\n").toString();
  }

  private static void draw(
      StringBuilder out,
      Graph graph,
      org.jgrapht.Graph<Integer, DefaultWeightedEdge> drawn,
      Partition colors) {
    LayoutModel2D<Integer> layout =
        new MapLayoutModel2D<>(
            Box2D.of(MARGIN, MARGIN, WIDTH - 2.0 * MARGIN, HEIGHT - 2.0 * MARGIN));
    new FRLayoutAlgorithm2D<Integer, DefaultWeightedEdge>(
            ROUNDS, FRLayoutAlgorithm2D.DEFAULT_NORMALIZATION_FACTOR, new Random(42))
        .layout(drawn, layout);
    for (Edge edge : graph.edges()) {
      Point2D a = layout.get(edge.from());
      Point2D b = layout.get(edge.to());
      boolean within = colors.community(edge.from()) == colors.community(edge.to());
      out.append(
          String.format(
              Locale.ROOT,
              "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\""
                  + " stroke-opacity=\"%s\"/>%n",
              a.getX(),
              a.getY(),
              b.getX(),
              b.getY(),
              within ? color(colors.community(edge.from())) : "#8888",
              within ? "0.6" : "0.35"));
    }
    for (int v : drawn.vertexSet()) {
      Point2D at = layout.get(v);
      out.append(
          String.format(
              Locale.ROOT,
              "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"6\" fill=\"%s\"/><text x=\"%.1f\" y=\"%.1f\""
                  + " fill=\"currentColor\">%s</text>%n",
              at.getX(),
              at.getY(),
              color(colors.community(v)),
              at.getX() + 8,
              at.getY() + 4,
              HtmlPage.escape(graph.names().get(v))));
    }
  }

  private static String color(int community) {
    return COLORS[community % COLORS.length];
  }
}
