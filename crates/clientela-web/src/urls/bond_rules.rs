//! Address of the rules of the bond.

/// Whether the rules of the bond hold.
pub const BOND_RULES: &str = "/bond-rules";
