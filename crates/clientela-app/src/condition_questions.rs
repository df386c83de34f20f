//! What is asked about the eight conditions: each as a whole, and the parts of two of them.

use clientela_domain::need_for_kam::{Condition, JointWork};

/// A question about one of the eight conditions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ConditionQuestion {
    /// How far does it hold?
    Whole(Condition),
    /// How hard would it be for the buyer to get the goods elsewhere?
    SupplyRisk,
    /// How much do the goods move the buyer's own result?
    ProfitImpact,
    /// Do we do this together?
    Joint(JointWork),
}

impl ConditionQuestion {
    /// Every question, in the order of the conditions.
    #[must_use]
    pub fn all() -> Vec<Self> {
        Condition::ALL.into_iter().flat_map(Self::of).collect()
    }

    /// The questions that settle a condition; the parts where it has parts.
    #[must_use]
    pub fn of(condition: Condition) -> Vec<Self> {
        match condition {
            Condition::EssentialGoods => vec![Self::SupplyRisk, Self::ProfitImpact],
            Condition::LongRelation => JointWork::ALL.into_iter().map(Self::Joint).collect(),
            other => vec![Self::Whole(other)],
        }
    }

    /// The condition it is about.
    #[must_use]
    pub const fn condition(self) -> Condition {
        match self {
            Self::Whole(condition) => condition,
            Self::SupplyRisk | Self::ProfitImpact => Condition::EssentialGoods,
            Self::Joint(_) => Condition::LongRelation,
        }
    }

    /// The word of JSON, command line and database: `packages`, `essential_goods.supply_risk`.
    #[must_use]
    pub fn id(self) -> String {
        match self {
            Self::Whole(condition) => condition.id().to_owned(),
            Self::SupplyRisk => "essential_goods.supply_risk".to_owned(),
            Self::ProfitImpact => "essential_goods.profit_impact".to_owned(),
            Self::Joint(work) => format!("long_relation.{}", work.id()),
        }
    }

    /// The question of a [`ConditionQuestion::id`].
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        let parts = [Self::SupplyRisk, Self::ProfitImpact].into_iter();
        let mut all = Condition::ALL
            .into_iter()
            .map(Self::Whole)
            .chain(parts)
            .chain(JointWork::ALL.into_iter().map(Self::Joint));
        all.find(|question| question.id() == id)
    }

    /// The message that asks it.
    #[must_use]
    pub fn message_id(self) -> String {
        format!("ask-{}", self.id().replace(['_', '.'], "-"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_go_there_and_back() {
        for question in ConditionQuestion::all() {
            assert_eq!(ConditionQuestion::from_id(&question.id()), Some(question));
        }
        let whole = ConditionQuestion::Whole(Condition::EssentialGoods);
        assert_eq!(ConditionQuestion::from_id("essential_goods"), Some(whole));
        assert_eq!(ConditionQuestion::from_id("essential_goods.charm"), None);
        assert_eq!(ConditionQuestion::all().len(), 6 + 2 + 4);
    }
}
