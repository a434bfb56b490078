//! Finds circles of imports: modules of which each is reached from each.

use std::collections::{BTreeMap, BTreeSet};

/// Which nodes each node leads to.
pub(crate) type Graph<N> = BTreeMap<N, BTreeSet<N>>;

/// Returns every group of two or more nodes that reach one another (strongly connected components).
pub(crate) fn circles<N: Clone + Ord>(graph: &Graph<N>) -> BTreeSet<BTreeSet<N>> {
    let reached: Graph<&N> = graph.keys().map(|node| (node, reached(graph, node))).collect();
    let circle =
        |node| reached[node].iter().filter(|other| reached[*other].contains(node)).map(|other| (*other).clone());
    graph.keys().map(|node| circle(node).collect::<BTreeSet<_>>()).filter(|circle| circle.len() > 1).collect()
}

/// Returns what `node` leads to over one or more steps.
fn reached<'a, N: Ord>(graph: &'a Graph<N>, node: &'a N) -> BTreeSet<&'a N> {
    let (mut found, mut open) = (BTreeSet::new(), vec![node]);
    while let Some(node) = open.pop() {
        open.extend(graph.get(node).into_iter().flatten().filter(|next| found.insert(*next)));
    }
    found
}

#[test]
fn a_circle_is_what_leads_back_to_itself() {
    let graph = [("a", vec!["b"]), ("b", vec!["c", "d"]), ("c", vec!["a"]), ("d", vec!["e"]), ("e", vec![])];
    let graph = graph.map(|(node, next)| (node, next.into_iter().collect())).into();
    assert_eq!(circles(&graph), [["a", "b", "c"].into()].into());
}
