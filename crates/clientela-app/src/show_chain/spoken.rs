//! Talks become people spoken with on a day, and names find the talk they came of.

use std::collections::{BTreeMap, BTreeSet};

use clientela_domain::day::Date;
use clientela_domain::ids::{InteractionId, UserId};
use clientela_domain::prospects::{Asked, Contact};
use clientela_store::chain::Talk;

use super::Party;
use super::referrals::FirstNaming;

/// Somebody spoken with on one day, however often.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Spoken {
    /// Who: a person, or a client where nobody was named.
    pub who: Party,
    /// When.
    pub day: Date,
    /// Whether they were asked in any of the talks.
    pub asked: Asked,
    /// How many they named who were new.
    pub names: u64,
    /// Who of us was there.
    pub users: BTreeSet<UserId>,
    /// The talk, the latest of the day; absent where only the name they gave is known.
    pub interaction: Option<InteractionId>,
}

impl Spoken {
    pub(super) const fn contact(&self) -> Contact {
        Contact {
            day: self.day,
            asked: self.asked,
            names: self.names,
        }
    }
}

/// A yes says more than a no, a no more than nothing.
const fn weight(asked: Asked) -> u8 {
    match asked {
        Asked::NotRecorded => 0,
        Asked::No => 1,
        Asked::Yes => 2,
    }
}

fn whom(talk: &Talk) -> Vec<Party> {
    if talk.people.is_empty() {
        return Vec::from_iter(talk.account.map(Party::Account));
    }
    talk.people.iter().copied().map(Party::Person).collect()
}

/// Everybody spoken with, by who and day. A prospect is a name of the latest talk with who named it first, before
/// it was named or on the day; without such a talk it tells of one.
pub(super) fn spoken_with(talks: &[Talk], namings: &[FirstNaming]) -> Vec<Spoken> {
    let mut all: BTreeMap<(Party, Date), Spoken> = BTreeMap::new();
    for talk in talks {
        for who in whom(talk) {
            let one = all.entry((who, talk.day)).or_insert_with(|| Spoken {
                who,
                day: talk.day,
                asked: Asked::NotRecorded,
                names: 0,
                users: BTreeSet::new(),
                interaction: None,
            });
            if weight(talk.asked) >= weight(one.asked) {
                one.asked = talk.asked;
                one.interaction = Some(talk.id);
            }
            one.users.extend(&talk.users);
            if talk.users.is_empty() {
                one.users.extend(talk.author);
            }
        }
    }
    for naming in namings {
        let (who, day) = (naming.who, naming.day);
        let before = all.range_mut((who, Date::MIN)..=(who, day)).rev();
        // What only a name tells of is a talk of its own day, and answers for no later name.
        let talk = before
            .map(|(_, one)| one)
            .find(|one| one.interaction.is_some() || one.day == day);
        match talk {
            Some(one) => one.names += 1,
            None => {
                let one = Spoken {
                    who,
                    day,
                    asked: Asked::Yes,
                    names: 1,
                    users: BTreeSet::new(),
                    interaction: None,
                };
                all.insert((who, day), one);
            }
        }
    }
    all.into_values().collect()
}
