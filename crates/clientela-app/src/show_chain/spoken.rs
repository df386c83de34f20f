//! Talks become people spoken with on a day, and names find the talk they came of.

use std::collections::{BTreeMap, BTreeSet};

use clientela_domain::day::Date;
use clientela_domain::ids::{InteractionId, UserId};
use clientela_domain::prospects::{Asked, Contact};
use clientela_store::chain::{Naming, Talk};

use super::Party;

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
/// it was named or on the day; without such a talk it tells of one. Namings before `first` are left out.
pub(super) fn spoken_with(talks: &[Talk], namings: &[Naming], first: Date) -> Vec<Spoken> {
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
    let mut last = None;
    for naming in namings {
        // Only who named a prospect first brought a new name.
        if last.replace(naming.prospect) == Some(naming.prospect) || naming.day < first {
            continue;
        }
        let person = naming.person.map(Party::Person);
        let Some(who) = person.or_else(|| naming.account.map(Party::Account)) else {
            continue;
        };
        let before = all.range_mut((who, Date::MIN)..=(who, naming.day));
        match before.map(|(_, one)| one).next_back() {
            Some(one) => one.names += 1,
            None => {
                let one = Spoken {
                    who,
                    day: naming.day,
                    asked: Asked::Yes,
                    names: 1,
                    users: BTreeSet::new(),
                    interaction: None,
                };
                all.insert((who, naming.day), one);
            }
        }
    }
    all.into_values().collect()
}
