//! What of a plan is filled in, and what of that is fresh.

/// One section of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SectionCount {
    /// Which one, as a message id.
    pub section: &'static str,
    /// Fields that say something; "unknown, asked on a day" is said.
    pub filled: u32,
    /// Fields there are.
    pub required: u32,
    /// Fields changed or confirmed within half a year.
    pub fresh: u32,
}

/// How far a plan is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Completeness {
    /// Filled of required, 0 to 1.
    pub complete: f64,
    /// Fresh of required, 0 to 1.
    pub fresh: f64,
    /// The section that is filled least.
    pub weakest: &'static str,
}

/// How far a plan is; `None` when nothing is required. Of sections filled alike the first by name is weakest.
#[must_use]
pub fn completeness(sections: &[SectionCount]) -> Option<Completeness> {
    let sum = |of: fn(&SectionCount) -> u32| -> f64 {
        sections.iter().map(|one| f64::from(of(one))).sum()
    };
    let required = sum(|one| one.required);
    let part = |one: &SectionCount| f64::from(one.filled) / f64::from(one.required);
    let asked = sections.iter().filter(|one| one.required > 0);
    let weakest = asked.min_by(|one, other| {
        let by_part = part(one).total_cmp(&part(other));
        by_part.then(one.section.cmp(other.section))
    })?;
    Some(Completeness {
        complete: sum(|one| one.filled) / required,
        fresh: sum(|one| one.fresh) / required,
        weakest: weakest.section,
    })
}
