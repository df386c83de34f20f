//! Points of view: whose idea of a key client is asked for.

use super::{CRITERIA, Criterion};

/// Score from which a client is key (`criteria.theta`).
const THRESHOLD: f64 = 0.70;

/// Weights of the five criteria and the score from which a client is key.
#[derive(Clone, Debug, PartialEq)]
pub struct Profile {
    id: String,
    weights: [f64; CRITERIA],
    threshold: f64,
    mandatory: Vec<Criterion>,
}

/// Why weights and threshold make no profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProfileError {
    /// A weight is zero, negative or not a number.
    #[error("every weight must be above zero")]
    Weight,
    /// The threshold is not above zero and at most one.
    #[error("the threshold must be above zero and at most one")]
    Threshold,
}

impl ProfileError {
    /// The message that explains it to the user.
    #[must_use]
    pub const fn message_id(self) -> &'static str {
        match self {
            Self::Weight => "profile-wrong-weight",
            Self::Threshold => "profile-wrong-threshold",
        }
    }
}

impl Profile {
    /// A firm's own profile; no criterion is mandatory, see [`Profile::with_mandatory`].
    ///
    /// # Errors
    /// When a weight is not above zero, or the threshold not in (0, 1].
    pub fn new(
        id: impl Into<String>,
        weights: [f64; CRITERIA],
        threshold: f64,
    ) -> Result<Self, ProfileError> {
        if !weights
            .iter()
            .all(|weight| weight.is_finite() && *weight > 0.0)
        {
            return Err(ProfileError::Weight);
        }
        if !(threshold > 0.0 && threshold <= 1.0) {
            return Err(ProfileError::Threshold);
        }
        Ok(Self {
            id: id.into(),
            weights,
            threshold,
            mandatory: Vec::new(),
        })
    }

    /// What sales looks at: volume first.
    #[must_use]
    pub fn sales() -> Self {
        Self::shipped_with("sales", [3.0, 1.0, 1.0, 2.0, 2.0])
    }

    /// What tells a demanding buyer: everything but volume weighs double.
    #[must_use]
    pub fn purchasing() -> Self {
        Self::shipped_with("purchasing", [1.0, 2.0, 2.0, 2.0, 2.0])
    }

    /// All criteria alike: the default.
    #[must_use]
    pub fn equal() -> Self {
        Self::shipped_with("equal", [1.0; CRITERIA])
    }

    /// The profiles the product comes with, the default first.
    #[must_use]
    pub fn shipped() -> [Self; 3] {
        [Self::equal(), Self::sales(), Self::purchasing()]
    }

    fn shipped_with(id: &str, weights: [f64; CRITERIA]) -> Self {
        Self {
            id: id.to_owned(),
            weights,
            threshold: THRESHOLD,
            mandatory: Vec::new(),
        }
    }

    /// The same profile in which a "no" to one of these criteria rules a client out.
    #[must_use]
    pub fn with_mandatory(mut self, mandatory: impl IntoIterator<Item = Criterion>) -> Self {
        self.mandatory = mandatory.into_iter().collect();
        self.mandatory.sort_unstable();
        self.mandatory.dedup();
        self
    }

    /// Its word, for example `sales`.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The weight of a criterion.
    #[must_use]
    pub fn weight(&self, criterion: Criterion) -> f64 {
        self.weights[criterion.index()]
    }

    /// The weights in the order of [`Criterion::ALL`].
    #[must_use]
    pub fn weights(&self) -> [f64; CRITERIA] {
        self.weights
    }

    /// Sum of the weights.
    #[must_use]
    pub fn total_weight(&self) -> f64 {
        self.weights.iter().sum()
    }

    /// Score from which a client is key.
    #[must_use]
    pub fn threshold(&self) -> f64 {
        self.threshold
    }

    /// Criteria whose "no" rules a client out, in their order.
    #[must_use]
    pub fn mandatory(&self) -> &[Criterion] {
        &self.mandatory
    }
}

/// The equal profile.
impl Default for Profile {
    fn default() -> Self {
        Self::equal()
    }
}
