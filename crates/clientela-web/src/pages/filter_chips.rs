//! The filters of a list that are on, as chips: each names what it keeps, and its cross leads to the
//! same list without it.

use clientela_domain::ids::{AccountId, PersonId};
use clientela_texts::Texts;

use super::relation_filters::RelationChip;
use super::shared::SelectOption;
use crate::error::WebError;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::views::people::RelationRequest;

/// One filter that is on.
pub(super) struct FilterChip {
    /// What it looks at, in words.
    pub kind: String,
    /// What it keeps, in words.
    pub value: String,
    /// The list without it.
    pub remove: String,
}

/// Gathers the chips of a list from what its address asks.
pub(super) struct FilterChips<'a, Asked> {
    t: Texts,
    asked: &'a Asked,
    address: &'a dyn Fn(&Asked) -> String,
    chips: Vec<FilterChip>,
}

impl<'a, Asked: Clone> FilterChips<'a, Asked> {
    /// `address` writes the first page of what is asked.
    pub(super) fn new(t: Texts, asked: &'a Asked, address: &'a dyn Fn(&Asked) -> String) -> Self {
        Self {
            t,
            asked,
            address,
            chips: Vec::new(),
        }
    }

    /// A filter in words; an empty one is not on.
    pub(super) fn value(
        mut self,
        kind: &str,
        value: impl Into<String>,
        clear: impl FnOnce(&mut Asked),
    ) -> Self {
        let value = value.into();
        if value.is_empty() {
            return self;
        }
        let mut without = self.asked.clone();
        clear(&mut without);
        self.chips.push(FilterChip {
            kind: self.t.get(kind).into_owned(),
            value,
            remove: (self.address)(&without),
        });
        self
    }

    /// What is chosen of a menu; nothing chosen is not on.
    pub(super) fn choice(
        self,
        kind: &str,
        options: Vec<SelectOption>,
        clear: impl FnOnce(&mut Asked),
    ) -> Self {
        match options.into_iter().find(|option| option.selected) {
            Some(chosen) => self.value(kind, chosen.name, clear),
            None => self,
        }
    }

    /// Filters that follow relations; `put` sets those that stay.
    pub(super) fn relations(
        mut self,
        followed: Vec<RelationChip>,
        put: impl Fn(&mut Asked, RelationRequest),
    ) -> Self {
        for chip in followed {
            let mut without = self.asked.clone();
            put(&mut without, chip.without);
            self.chips.push(FilterChip {
                kind: chip.kind,
                value: chip.value,
                remove: (self.address)(&without),
            });
        }
        self
    }

    /// All of them, in their order.
    pub(super) fn all(self) -> Vec<FilterChip> {
        self.chips
    }
}

/// Names of the client and of the person a list is about; empty where it is about none.
///
/// # Errors
/// When the client is not there for the visitor.
pub(super) async fn names_in_filters(
    state: &WebState,
    visitor: &SignedIn,
    account: Option<AccountId>,
    person: Option<PersonId>,
) -> Result<(String, String), WebError> {
    let (desk, user) = (&state.desk, &visitor.user);
    let account = match account {
        Some(id) => desk.account_name(user, id).await?,
        None => String::new(),
    };
    let person: Vec<PersonId> = person.into_iter().collect();
    let people = desk.people_named(user, &person).await?;
    let person = people.into_iter().map(|(_, name)| name).next();
    Ok((account, person.unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use clientela_texts::{Language, Texts};

    use super::{FilterChips, SelectOption};

    #[derive(Clone)]
    struct Asked {
        search: String,
        state: String,
    }

    #[test]
    fn every_cross_leads_to_the_list_without_its_filter_alone() {
        let asked = Asked {
            search: "бреза".to_owned(),
            state: "open".to_owned(),
        };
        let option = |value: &str| SelectOption {
            value: value.to_owned(),
            name: value.to_uppercase(),
            selected: value == "open",
        };
        let address = |asked: &Asked| format!("{}/{}", asked.search, asked.state);
        let chips = FilterChips::new(Texts::of(Language::En), &asked, &address)
            .value("accounts-search", "бреза", |asked| {
                asked.search.clear()
            })
            .choice(
                "step-state",
                vec![option("done"), option("open")],
                |asked| {
                    asked.state.clear();
                },
            )
            .choice("step-due", vec![option("late")], |_| ())
            .value("step-owner", "", |_| ())
            .all();
        let shown: Vec<(&str, &str)> = chips
            .iter()
            .map(|chip| (chip.value.as_str(), chip.remove.as_str()))
            .collect();
        assert_eq!(shown, [("бреза", "/open"), ("OPEN", "бреза/")]);
    }
}
