//! A guess of our share when only ranks are known.

/// The wallet allocation rule (Keiningham, Aksoy, Buoye & Cooil 2011): the share of the supplier that stands at
/// `rank` among `suppliers`; suppliers of one rank share their average. A model, never to be mixed with measured
/// figures. `None` for a rank that cannot be.
#[must_use]
pub fn allocated_share(rank: f64, suppliers: u32) -> Option<f64> {
    let n = f64::from(suppliers);
    (suppliers > 0 && (1.0..=n).contains(&rank)).then(|| (1.0 - rank / (n + 1.0)) * 2.0 / n)
}
