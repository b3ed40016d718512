# SPDX-License-Identifier: Apache-2.0
"""Graphs in networkx, igraph and leidenalg."""

import numpy as np

from common import main


def pairs(edges):
    return edges.reshape(-1, 2).astype(int)


def betweenness(value, edges, nodes):
    import igraph
    import networkx

    graph = networkx.Graph()
    graph.add_nodes_from(range(int(nodes[0])))
    graph.add_edges_from(pairs(edges).tolist())
    ours = igraph.Graph(n=int(nodes[0]), edges=pairs(edges).tolist())

    def with_networkx():
        scores = networkx.betweenness_centrality(graph, normalized=False)
        return np.array([scores[v] for v in range(len(scores))])

    return {"networkx": with_networkx, "igraph": lambda: np.array(ours.betweenness())}


def leiden(value, edges, nodes):
    """Modularity reached, and communities that are not connected, of which there are none."""
    import igraph
    import leidenalg

    graph = igraph.Graph(n=int(nodes[0]), edges=pairs(edges).tolist())

    def with_leidenalg():
        part = leidenalg.find_partition(
            graph, leidenalg.ModularityVertexPartition, n_iterations=10, seed=42
        )
        return np.array([part.modularity, 0.0])

    def with_igraph():
        part = graph.community_leiden(objective_function="modularity", n_iterations=10)
        return np.array([graph.modularity(part), 0.0])

    return {"leidenalg": with_leidenalg, "igraph": with_igraph}


def filtered_graph(value, correlations):
    """The planar graph edge by edge with networkx's test of planarity; there is no peer for TMFG."""
    import networkx

    n = int(round(len(correlations) ** 0.5))
    rho = correlations.reshape(n, n)
    if value.startswith("tmfg"):
        return {}

    def with_networkx():
        order = sorted(
            ((i, j) for i in range(n) for j in range(i + 1, n)), key=lambda p: -rho[p]
        )
        graph = networkx.Graph()
        graph.add_nodes_from(range(n))
        for i, j in order:
            if graph.number_of_edges() == 3 * (n - 2):
                break
            graph.add_edge(i, j)
            if not networkx.check_planarity(graph)[0]:
                graph.remove_edge(i, j)
        return np.array([graph.number_of_edges(), sum(rho[e] for e in graph.edges)])

    return {"networkx": with_networkx}


if __name__ == "__main__":
    main({"betweenness": betweenness, "leiden": leiden, "filteredGraph": filtered_graph})
