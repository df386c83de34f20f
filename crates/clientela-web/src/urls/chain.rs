//! Address of the endless chain.

/// The endless chain.
pub const CHAIN: &str = "/chain";

/// The chain of these days, with the tree that begins with somebody.
#[must_use]
pub fn chain_from(root: &str, from: &str, to: &str) -> String {
    super::with_query(CHAIN, &[("root", root), ("from", from), ("to", to)])
}
