// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples;

import io.github.quantml.network.graph.Edge;
import io.github.quantml.network.graph.Graph;
import io.github.quantml.network.graph.JGraphTGraphs;
import io.github.quantml.network.graph.Partition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
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

  /** Of one piece: laid out by the forces of Fruchterman and Reingold. */
  static String byForces(String title, Graph graph, Partition communities) {
    org.jgrapht.Graph<Integer, DefaultWeightedEdge> drawn = JGraphTGraphs.of(graph);
    LayoutModel2D<Integer> layout =
        new MapLayoutModel2D<>(
            Box2D.of(MARGIN, MARGIN, WIDTH - 2.0 * MARGIN, HEIGHT - 2.0 * MARGIN));
    new FRLayoutAlgorithm2D<Integer, DefaultWeightedEdge>(
            ROUNDS, FRLayoutAlgorithm2D.DEFAULT_NORMALIZATION_FACTOR, new Random(42))
        .layout(drawn, layout);
    Map<Integer, Point2D> places = new TreeMap<>();
    drawn.vertexSet().forEach(v -> places.put(v, layout.get(v)));
    return svg(title, graph, communities, places);
  }

  /** Of many pieces: the members of every community on a circle, the circles side by side. */
  static String byCommunity(String title, Graph graph, Partition communities) {
    List<int[]> groups = new ArrayList<>();
    for (int[] members : communities.members()) {
      int[] linked = IntStream.of(members).filter(v -> graph.degree(v) > 0).toArray();
      if (linked.length > 0) {
        groups.add(linked);
      }
    }
    Map<Integer, Point2D> places = new TreeMap<>();
    int columns = (int) Math.ceil(Math.sqrt(groups.size() * 1.7));
    int rows = (groups.size() + columns - 1) / Math.max(columns, 1);
    for (int g = 0; g < groups.size(); g++) {
      double width = (WIDTH - 2.0 * MARGIN) / columns;
      double height = (HEIGHT - 2.0 * MARGIN) / rows;
      int row = g / columns;
      double x = MARGIN + width * (g % columns + 0.5);
      double y = MARGIN + height * (row + 0.5);
      int[] group = groups.get(g);
      double radius = group.length == 1 ? 0 : 0.36 * Math.min(width, height);
      for (int k = 0; k < group.length; k++) {
        double angle = 2 * Math.PI * k / group.length;
        places.put(
            group[k], Point2D.of(x + radius * Math.cos(angle), y + radius * Math.sin(angle)));
      }
    }
    return svg(title, graph, communities, places);
  }

  private static String svg(
      String title, Graph graph, Partition colors, Map<Integer, Point2D> places) {
    StringBuilder out = new StringBuilder();
    out.append("<svg role=\"img\" viewBox=\"0 0 ")
        .append(WIDTH)
        .append(' ')
        .append(HEIGHT)
        .append("\" font-family=\"system-ui, sans-serif\" font-size=\"12\"><title>")
        .append(HtmlPage.escape(title))
        .append("</title>\n");
    for (Edge edge : graph.edges()) {
      Point2D a = at(places, edge.from());
      Point2D b = at(places, edge.to());
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
              within ? color(colors.community(edge.from())) : "#888",
              within ? "0.6" : "0.15"));
    }
    places.forEach(
        (v, place) ->
            out.append(
                String.format(
                    Locale.ROOT,
                    "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"6\" fill=\"%s\"/><text x=\"%.1f\""
                        + " y=\"%.1f\" fill=\"currentColor\">%s</text>%n",
                    place.getX(),
                    place.getY(),
                    color(colors.community(v)),
                    place.getX() + 8,
                    place.getY() + 4,
                    HtmlPage.escape(graph.names().get(v)))));
    return out.append("</svg>\n").toString();
  }

  private static Point2D at(Map<Integer, Point2D> places, int node) {
    return places.getOrDefault(node, Point2D.of(0, 0));
  }

  private static String color(int community) {
    return COLORS[community % COLORS.length];
  }
}
