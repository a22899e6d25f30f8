//! A trie over the numbers of words, laid out flat once it is built: the first step is a look-up in a list, each further
//! one a search among the few words that may come next.

use rustc_hash::FxHashMap;

/// A trie that is being built.
#[derive(Debug)]
pub(super) struct TrieBuilder<T> {
    next: FxHashMap<(u32, u32), u32>,
    /// How many nodes there are; the first one is the root.
    nodes: u32,
    values: Vec<(u32, T)>,
}

/// A trie in which a way from the root is a row of words, with values where a row may end.
#[derive(Debug)]
pub(super) struct Trie<T> {
    /// For each word the node to which it leads from the root; `NOWHERE` for most.
    roots: Vec<u32>,
    nodes: Vec<Node>,
    /// The words that may follow, in the order of nodes and words, with the node to which each leads.
    steps: Vec<(u32, u32)>,
    values: Vec<T>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Node {
    steps: (u32, u32),
    values: (u32, u32),
    /// A bit for each word that may follow, so that most of those that may not are known without a search.
    words: u64,
}

/// The root, to which no word leads.
const NOWHERE: u32 = 0;

fn bit(word: u32) -> u64 {
    1 << (word % 64)
}

impl<T> Default for TrieBuilder<T> {
    fn default() -> Self {
        Self { next: FxHashMap::default(), nodes: 1, values: Vec::new() }
    }
}

impl<T> Default for Trie<T> {
    fn default() -> Self {
        Self { roots: Vec::new(), nodes: Vec::new(), steps: Vec::new(), values: Vec::new() }
    }
}

impl<T: Copy> TrieBuilder<T> {
    /// The node to which a word leads from another.
    pub(super) fn child(&mut self, node: u32, word: u32) -> u32 {
        let fresh = self.nodes;
        let child = *self.next.entry((node, word)).or_insert(fresh);
        self.nodes += u32::from(child == fresh);
        child
    }

    /// Adds a value to those of a node.
    pub(super) fn add(&mut self, node: u32, value: T) {
        self.values.push((node, value));
    }

    /// The trie, for words up to a number. The values of a node stay in the order in which they were added.
    pub(super) fn finish(self, words: usize) -> Trie<T> {
        let mut roots = vec![NOWHERE; words + 1];
        let mut nodes = vec![Node::default(); self.nodes as usize];
        let mut edges: Vec<(u32, u32, u32)> = Vec::with_capacity(self.next.len());
        for (&(node, word), &to) in &self.next {
            if node == 0 {
                roots[word as usize] = to;
            } else {
                edges.push((node, word, to));
            }
        }
        edges.sort_unstable();
        let mut steps = Vec::with_capacity(edges.len());
        for (node, word, to) in edges {
            let here = &mut nodes[node as usize];
            if here.words == 0 {
                here.steps.0 = steps.len() as u32;
            }
            here.words |= bit(word);
            steps.push((word, to));
            here.steps.1 = steps.len() as u32;
        }
        let mut order: Vec<u64> =
            self.values.iter().zip(0_u64..).map(|((node, _), at)| u64::from(*node) << 32 | at).collect();
        order.sort_unstable();
        let mut values = Vec::with_capacity(order.len());
        for (at, from) in order.into_iter().enumerate() {
            let (node, value) = self.values[from as u32 as usize];
            let (first, last) = &mut nodes[node as usize].values;
            if *last == 0 {
                *first = at as u32;
            }
            *last = at as u32 + 1;
            values.push(value);
        }
        Trie { roots, nodes, steps, values }
    }
}

impl<T> Trie<T> {
    /// The node to which a word leads from the root.
    #[inline]
    pub(super) fn start_with(&self, word: u32) -> Option<u32> {
        self.roots.get(word as usize).copied().filter(|node| *node != NOWHERE)
    }

    /// Whether any word may follow a node.
    #[inline]
    pub(super) fn goes_on(&self, node: u32) -> bool {
        self.nodes[node as usize].words != 0
    }

    /// The node to which a word leads from another.
    #[inline]
    pub(super) fn child(&self, node: u32, word: u32) -> Option<u32> {
        let node = &self.nodes[node as usize];
        if node.words & bit(word) == 0 { None } else { self.step(node, word) }
    }

    fn step(&self, node: &Node, word: u32) -> Option<u32> {
        let steps = &self.steps[node.steps.0 as usize..node.steps.1 as usize];
        steps.binary_search_by_key(&word, |(word, _)| *word).ok().map(|at| steps[at].1)
    }

    /// The values of a node.
    #[inline]
    pub(super) fn at(&self, node: u32) -> &[T] {
        let (first, last) = self.nodes[node as usize].values;
        &self.values[first as usize..last as usize]
    }
}
