//! Charts as SVG written on the server: they print, read aloud, need no script and take their
//! colours from the stylesheet. Geometry is in attributes, never in inline styles.
//!
//! A chart with axes comes as a `figure`-ready SVG with `title` and `desc`; the page adds the
//! caption with the finding and the table twin. Bars inside tables carry an `aria-label`.

pub mod bar;
pub mod chain_tree;
pub mod control;
pub mod months;
pub mod pareto;
pub mod people_map;
pub(crate) mod svg;
pub mod trend;

pub use bar::{MiniBar, ProofBar, Segment, mini_bar, proof_bar, segment_bar, share_bar};
pub use months::{MonthSeries, month_chart};
pub use pareto::{ParetoBar, ParetoChart, pareto_chart};
