//! The endless chain, as the use cases tell it.

pub use clientela_app::show_chain::{
    Chain, ChainNode, ChainRequest, Party, TREE_DEPTH, TodaysTalk,
};
