//! Many clients together. People of several clients are never pooled: a client with many people would
//! speak for all the others.

/// One client's score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AccountScore {
    /// Net promoters of the client.
    pub score: f64,
    /// What the client bought in a year; absent when nobody knows.
    pub revenue: Option<f64>,
}

/// The scores of many clients as one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RollUp {
    /// How many clients have a score.
    pub clients: u64,
    /// One client, one vote.
    pub by_client: f64,
    /// Each client by what it buys; absent when that is not known of one of them, or all of it is nothing.
    pub by_revenue: Option<f64>,
}

/// Both ways of one value; `None` without a client that has a score.
#[must_use]
pub fn roll_up(scores: &[AccountScore]) -> Option<RollUp> {
    if scores.is_empty() {
        return None;
    }
    let sum: f64 = scores.iter().map(|one| one.score).sum();
    let weights: Option<Vec<f64>> = scores
        .iter()
        .map(|one| one.revenue.map(|revenue| revenue.max(0.0)))
        .collect();
    let by_revenue = weights.and_then(|weights| {
        let all: f64 = weights.iter().sum();
        let weighed = scores.iter().zip(&weights);
        let total: f64 = weighed.map(|(one, weight)| one.score * weight).sum();
        (all > 0.0).then(|| total / all)
    });
    Some(RollUp {
        clients: scores.len() as u64,
        by_client: sum / scores.len() as f64,
        by_revenue,
    })
}
