//! stub
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Criterion { Volume }
impl Criterion { pub fn from_id(_: &str) -> Option<Self> { None } pub fn id(self) -> &'static str { "" } }
#[derive(Clone, Debug, PartialEq)]
pub struct Profile { pub id: String, pub weights: [f64; 5], pub threshold: f64, pub mandatory: Vec<Criterion> }
impl Profile { pub fn shipped() -> Vec<Self> { Vec::new() } }
