//! The fifth condition: how essential the goods are to the buyer (Kraljic 1983, "Purchasing must
//! become supply management").

use super::statement::{Part, Statement};
use super::{Bounds, OPEN, mean, width};
use crate::key_criteria::Ageing;

/// Two questions to the buyer; never inferred from our own sales.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Essentials {
    /// How hard it would be to get the goods elsewhere.
    pub supply_risk: Option<Statement>,
    /// How much the goods move the buyer's own result.
    pub profit_impact: Option<Statement>,
}

impl Essentials {
    /// F5: the mean of both answers.
    pub(super) fn part(&self, ageing: &Ageing) -> Part {
        let questions = [
            (
                &self.supply_risk,
                "input-supply-risk",
                "missing-supply-risk",
            ),
            (
                &self.profit_impact,
                "input-profit-impact",
                "missing-profit-impact",
            ),
        ];
        let mut bounds = [OPEN; 2];
        let mut stated: [Bounds; 2] = [OPEN; 2];
        let mut part = Part::new(OPEN, Vec::new());
        for (at, (answer, name, missing)) in questions.into_iter().enumerate() {
            let Some(answer) = answer else {
                part = part.lacking(missing, width(OPEN) / 2.0);
                continue;
            };
            let weighed = answer.weigh(ageing);
            stated[at] = answer.bounds();
            bounds[at] = weighed.bounds.unwrap_or(OPEN);
            part.stale |= weighed.stale;
            part.inputs.extend(answer.inputs(name));
            let lacks = weighed.missing.unwrap_or(missing);
            part = part.lacking(lacks, width(bounds[at]) / 2.0);
        }
        part.bounds = mean(bounds[0], bounds[1]);
        let somebody_said = self.supply_risk.is_some() || self.profit_impact.is_some();
        part.stated = somebody_said.then(|| mean(stated[0], stated[1]));
        part
    }
}
