//! The rules of the bond, as the use cases tell them.

pub use clientela_app::check_bond_rules::{BondRules, RuleLine, ShownRecord};
