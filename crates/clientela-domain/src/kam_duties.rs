//! What a key account manager owes a key client, and which facts of the book show that it is done.
//!
//! The duties are those of the text the product serves: knowing the client's firm and its way of
//! buying, who is who, supporters, agreements followed strictly, sales, profitability and the future.
//! Where the book cannot see for itself, a person's mark with its evidence says so.

use crate::day::{Date, DayNumber, day_number};

/// How many duties there are.
pub const DUTIES: usize = 14;

/// Days after which what was learnt about a client is looked at again.
pub const FRESH_DAYS: DayNumber = 365;

/// Days between contacts when nobody set another rhythm.
pub const RHYTHM_DAYS: u32 = 60;

/// People a relation of two organisations rests on at the least: with one it ends with them.
const PEOPLE_MIN: u32 = 2;

/// Part of the revenue whose cost must be known before profitability can be followed.
const COSTED_MIN: f64 = 0.8;

/// What a key account manager owes a client.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Duty {
    /// Knows how the client's firm works, its problems and how satisfied it is.
    KnowsFirm,
    /// Knows the way the client buys: price, conditions, rules, bodies.
    KnowsPurchasing,
    /// Knows who is who, and who decides.
    KnowsWhoIsWho,
    /// Has supporters inside the client.
    HasSupporters,
    /// Keeps stable contacts with more than one person.
    StableContacts,
    /// Keeps in touch at the rhythm the client needs.
    RegularContact,
    /// Serves it whole, and adds value to the product.
    WholeService,
    /// Builds an impeccable image of the brand.
    BrandImage,
    /// Follows its market and the competition.
    FollowsMarket,
    /// Has agreed portfolio and conditions of work.
    AgreedConditions,
    /// Follows strictly what was agreed: quality, delivery, deadlines, service.
    StrictFollowUp,
    /// Follows the level of sales.
    FollowsSales,
    /// Follows profitability.
    FollowsProfit,
    /// Secures future sales.
    SecuresFuture,
}

impl Duty {
    /// All duties, from knowing to securing.
    pub const ALL: [Self; DUTIES] = [
        Self::KnowsFirm,
        Self::KnowsPurchasing,
        Self::KnowsWhoIsWho,
        Self::HasSupporters,
        Self::StableContacts,
        Self::RegularContact,
        Self::WholeService,
        Self::BrandImage,
        Self::FollowsMarket,
        Self::AgreedConditions,
        Self::StrictFollowUp,
        Self::FollowsSales,
        Self::FollowsProfit,
        Self::SecuresFuture,
    ];

    /// The word of JSON and database.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::KnowsFirm => "knows_firm",
            Self::KnowsPurchasing => "knows_purchasing",
            Self::KnowsWhoIsWho => "knows_who_is_who",
            Self::HasSupporters => "has_supporters",
            Self::StableContacts => "stable_contacts",
            Self::RegularContact => "regular_contact",
            Self::WholeService => "whole_service",
            Self::BrandImage => "brand_image",
            Self::FollowsMarket => "follows_market",
            Self::AgreedConditions => "agreed_conditions",
            Self::StrictFollowUp => "strict_follow_up",
            Self::FollowsSales => "follows_sales",
            Self::FollowsProfit => "follows_profit",
            Self::SecuresFuture => "secures_future",
        }
    }

    /// The duty of a [`Duty::id`].
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|duty| duty.id() == id)
    }

    /// The message that names it.
    #[must_use]
    pub const fn message_id(self) -> &'static str {
        match self {
            Self::KnowsFirm => "duty-knows-firm",
            Self::KnowsPurchasing => "duty-knows-purchasing",
            Self::KnowsWhoIsWho => "duty-knows-who-is-who",
            Self::HasSupporters => "duty-has-supporters",
            Self::StableContacts => "duty-stable-contacts",
            Self::RegularContact => "duty-regular-contact",
            Self::WholeService => "duty-whole-service",
            Self::BrandImage => "duty-brand-image",
            Self::FollowsMarket => "duty-follows-market",
            Self::AgreedConditions => "duty-agreed-conditions",
            Self::StrictFollowUp => "duty-strict-follow-up",
            Self::FollowsSales => "duty-follows-sales",
            Self::FollowsProfit => "duty-follows-profit",
            Self::SecuresFuture => "duty-secures-future",
        }
    }
}

/// What the book knows of how one client is looked after.
#[derive(Clone, Debug, PartialEq)]
pub struct DutyFacts {
    /// Today.
    pub today: Date,
    /// People there now.
    pub people: u32,
    /// Those of them whose title is known.
    pub people_with_title: u32,
    /// When the client's mood was last written down.
    pub last_mood: Option<Date>,
    /// The last contact.
    pub last_contact: Option<Date>,
    /// The last observation of its market.
    pub last_observation: Option<Date>,
    /// Days between contacts, when people set it.
    pub rhythm_days: Option<u32>,
    /// The criteria of purchasing policy and of selection bodies are proven, since this day.
    pub purchasing_proven: Option<Date>,
    /// When its potential was last stated.
    pub potential_stated: Option<Date>,
    /// Open next steps.
    pub open_steps: u32,
    /// Those of them that are overdue.
    pub overdue_steps: u32,
    /// The first day a step is due.
    pub next_due: Option<Date>,
    /// The last day of the ledger, when the client has sales in it.
    pub sales_to: Option<Date>,
    /// Part of its revenue whose cost is known.
    pub costed: Option<f64>,
}

impl DutyFacts {
    /// A client of whose care nothing is known.
    #[must_use]
    pub const fn unknown(today: Date) -> Self {
        Self {
            today,
            people: 0,
            people_with_title: 0,
            last_mood: None,
            last_contact: None,
            last_observation: None,
            rhythm_days: None,
            purchasing_proven: None,
            potential_stated: None,
            open_steps: 0,
            overdue_steps: 0,
            next_due: None,
            sales_to: None,
            costed: None,
        }
    }

    fn is_fresh(&self, day: Option<Date>, days: DayNumber) -> bool {
        day.is_some_and(|day| day_number(self.today) - day_number(day) <= days)
    }
}

/// What the book says of a duty.
#[derive(Clone, Debug, PartialEq)]
pub enum Seen {
    /// It is done; the fact that shows it.
    Done(Fact),
    /// It is not done; the fact that shows it.
    Open(Fact),
    /// The book cannot see.
    Unseen,
}

/// A fact behind a duty.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fact {
    /// The message that says it.
    pub message: &'static str,
    /// A count in it.
    pub count: u32,
    /// A part of one in it.
    pub share: f64,
    /// A day in it.
    pub day: Option<Date>,
}

impl Fact {
    const fn of(message: &'static str) -> Self {
        Self {
            message,
            count: 0,
            share: 0.0,
            day: None,
        }
    }

    const fn on(message: &'static str, day: Option<Date>) -> Self {
        Self {
            day,
            ..Self::of(message)
        }
    }

    const fn counting(message: &'static str, count: u32) -> Self {
        Self {
            count,
            ..Self::of(message)
        }
    }
}

/// What the book itself says of a duty. It says nothing rather than something it cannot know.
#[must_use]
pub fn see(duty: Duty, facts: &DutyFacts) -> Seen {
    match duty {
        Duty::HasSupporters | Duty::WholeService | Duty::BrandImage | Duty::AgreedConditions => {
            Seen::Unseen
        }
        Duty::KnowsFirm => fresh(
            facts,
            facts.last_mood,
            ["duty-fact-mood", "duty-fact-no-mood"],
        ),
        Duty::FollowsMarket => fresh(
            facts,
            facts.last_observation,
            ["duty-fact-observation", "duty-fact-no-observation"],
        ),
        Duty::KnowsPurchasing => fresh(
            facts,
            facts.purchasing_proven,
            ["duty-fact-purchasing", "duty-fact-no-purchasing"],
        ),
        Duty::SecuresFuture => fresh(
            facts,
            facts.potential_stated,
            ["duty-fact-potential", "duty-fact-no-potential"],
        ),
        Duty::KnowsWhoIsWho => people(facts.people_with_title, "duty-fact-titles"),
        Duty::StableContacts => people(facts.people, "duty-fact-people"),
        Duty::RegularContact => contact(facts),
        Duty::StrictFollowUp => steps(facts),
        Duty::FollowsSales => match facts.sales_to {
            Some(_) => Seen::Done(Fact::on("duty-fact-sales", facts.sales_to)),
            None => Seen::Open(Fact::of("duty-fact-no-sales")),
        },
        Duty::FollowsProfit => match facts.costed {
            None => Seen::Open(Fact::of("duty-fact-no-cost")),
            Some(share) => {
                let fact = Fact {
                    share,
                    ..Fact::of("duty-fact-cost")
                };
                done_if(share >= COSTED_MIN, fact)
            }
        },
    }
}

const fn done_if(done: bool, fact: Fact) -> Seen {
    if done {
        Seen::Done(fact)
    } else {
        Seen::Open(fact)
    }
}

fn fresh(facts: &DutyFacts, day: Option<Date>, [known, unknown]: [&'static str; 2]) -> Seen {
    match day {
        None => Seen::Open(Fact::of(unknown)),
        Some(_) => done_if(facts.is_fresh(day, FRESH_DAYS), Fact::on(known, day)),
    }
}

const fn people(count: u32, message: &'static str) -> Seen {
    done_if(count >= PEOPLE_MIN, Fact::counting(message, count))
}

fn contact(facts: &DutyFacts) -> Seen {
    let rhythm = facts.rhythm_days.unwrap_or(RHYTHM_DAYS);
    let Some(day) = facts.last_contact else {
        return Seen::Open(Fact::counting("duty-fact-no-contact", rhythm));
    };
    let fact = Fact {
        count: rhythm,
        ..Fact::on("duty-fact-contact", Some(day))
    };
    let rhythm = DayNumber::try_from(rhythm).unwrap_or(DayNumber::MAX);
    done_if(facts.is_fresh(Some(day), rhythm), fact)
}

fn steps(facts: &DutyFacts) -> Seen {
    if facts.overdue_steps > 0 {
        return Seen::Open(Fact::counting("duty-fact-overdue", facts.overdue_steps));
    }
    if facts.open_steps == 0 {
        return Seen::Open(Fact::of("duty-fact-no-step"));
    }
    Seen::Done(match facts.next_due {
        Some(_) => Fact::on("duty-fact-step-due", facts.next_due),
        None => Fact::counting("duty-fact-steps", facts.open_steps),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: Date = Date::constant(2026, 11, 25);

    #[test]
    fn words_go_there_and_back() {
        for duty in Duty::ALL {
            assert_eq!(Duty::from_id(duty.id()), Some(duty));
        }
        assert_eq!(Duty::from_id("charm"), None);
    }

    #[test]
    fn nothing_known_is_nothing_done() {
        let facts = DutyFacts::unknown(TODAY);
        for duty in Duty::ALL {
            assert!(!matches!(see(duty, &facts), Seen::Done(_)), "{duty:?}");
        }
        assert_eq!(see(Duty::BrandImage, &facts), Seen::Unseen);
    }

    #[test]
    fn a_contact_counts_within_the_rhythm_of_the_client() {
        let met = |day, rhythm_days| DutyFacts {
            last_contact: Some(day),
            rhythm_days,
            ..DutyFacts::unknown(TODAY)
        };
        let is_done = |facts: DutyFacts| matches!(see(Duty::RegularContact, &facts), Seen::Done(_));
        assert!(
            is_done(met(Date::constant(2026, 9, 26), None)),
            "sixty days"
        );
        assert!(
            !is_done(met(Date::constant(2026, 9, 25), None)),
            "sixty-one"
        );
        assert!(!is_done(met(Date::constant(2026, 11, 10), Some(14))));
        assert!(is_done(met(Date::constant(2026, 11, 11), Some(14))));
    }

    #[test]
    fn one_overdue_step_outweighs_the_others() {
        let facts = DutyFacts {
            open_steps: 3,
            overdue_steps: 1,
            next_due: Some(TODAY),
            ..DutyFacts::unknown(TODAY)
        };
        let seen = see(Duty::StrictFollowUp, &facts);
        assert_eq!(seen, Seen::Open(Fact::counting("duty-fact-overdue", 1)));
        let seen = see(
            Duty::StrictFollowUp,
            &DutyFacts {
                overdue_steps: 0,
                ..facts
            },
        );
        assert_eq!(
            seen,
            Seen::Done(Fact::on("duty-fact-step-due", Some(TODAY)))
        );
    }

    #[test]
    fn profitability_needs_the_cost_of_most_of_the_revenue() {
        let seen = |costed| {
            see(
                Duty::FollowsProfit,
                &DutyFacts {
                    costed,
                    ..DutyFacts::unknown(TODAY)
                },
            )
        };
        assert!(matches!(seen(Some(0.8)), Seen::Done(_)));
        assert!(matches!(seen(Some(0.79)), Seen::Open(_)));
        assert!(matches!(seen(None), Seen::Open(_)));
    }
}
