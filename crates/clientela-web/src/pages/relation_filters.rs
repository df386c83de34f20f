//! Filters that follow a list to facts of clients: owner, sector, city, tag, group, origin, and no
//! next step. The list of clients and the list of people share them.

use askama::Template;
use clientela_domain::sector::Sector;
use clientela_texts::Texts;

use super::form_fields::words;
use super::shared::SelectOption;
use crate::form::Fields;
use crate::limits::SHORT_TEXT_CHARACTERS_MAX;
use crate::markup::Markup;
use crate::views::stage::StageFilter;
use crate::views::{ChoiceView, FilterChoices, RelationRequest};

const ORIGINS: [&str; 5] = [
    "won",
    "inherited",
    "introduced",
    "former_employee",
    "foreign",
];

/// The fields of the filters.
#[derive(Template)]
#[template(path = "parts/relation_filters.html")]
pub(super) struct RelationFilters<'a> {
    t: Texts,
    request: &'a RelationRequest,
    choices: &'a FilterChoices,
    with_next_step: bool,
}

/// One filter that is on: what it asks, in words, and the request without it.
pub(super) struct RelationChip {
    pub kind: String,
    pub value: String,
    pub without: RelationRequest,
}

impl<'a> RelationFilters<'a> {
    pub(super) const fn new(
        t: Texts,
        request: &'a RelationRequest,
        choices: &'a FilterChoices,
    ) -> Self {
        Self {
            t,
            request,
            choices,
            with_next_step: true,
        }
    }

    /// The same without the next step, for a list that asks for it in a field of its own.
    pub(super) const fn without_next_step(self) -> Self {
        Self {
            with_next_step: false,
            ..self
        }
    }

    /// The fields as HTML.
    pub(super) fn markup(&self) -> Markup {
        Markup::safe(self.render().unwrap_or_default())
    }

    fn selected(&self, choices: Vec<ChoiceView>, chosen: &str) -> Vec<SelectOption> {
        let option = |choice: ChoiceView| SelectOption {
            selected: choice.value == chosen,
            value: choice.value,
            name: choice.name,
        };
        choices.into_iter().map(option).collect()
    }

    fn owners(&self) -> Vec<ChoiceView> {
        let mut owners = words(self.t, "owner", &["me", "none"]);
        owners.extend(self.choices.owners.iter().cloned());
        owners
    }

    fn owner_options(&self) -> Vec<SelectOption> {
        self.selected(self.owners(), &self.request.owner)
    }

    fn sector_options(&self) -> Vec<SelectOption> {
        let sectors = words(self.t, "sector", &Sector::ALL.map(Sector::id));
        self.selected(sectors, &self.request.sector)
    }

    fn origin_options(&self) -> Vec<SelectOption> {
        self.selected(words(self.t, "origin", &ORIGINS), &self.request.origin)
    }

    fn stage_options(&self) -> Vec<SelectOption> {
        let option = |one: StageFilter| SelectOption {
            value: one.code().to_owned(),
            name: self.t.get(one.message_id()).into_owned(),
            selected: one.code() == self.request.stage,
        };
        StageFilter::all().into_iter().map(option).collect()
    }

    /// The filters that are on.
    pub(super) fn chips(&self) -> Vec<RelationChip> {
        let mut chips = Vec::new();
        let mut add = |id: &str, value: String, clear: &dyn Fn(&mut RelationRequest)| {
            if value.is_empty() {
                return;
            }
            let mut without = self.request.clone();
            clear(&mut without);
            chips.push(RelationChip {
                kind: self.t.get(id).into_owned(),
                value,
                without,
            });
        };
        let name_of = |choices: &[ChoiceView], chosen: &str| {
            let found = choices.iter().find(|choice| choice.value == chosen);
            found.map_or_else(|| chosen.to_owned(), |choice| choice.name.clone())
        };
        let request = self.request;
        let word = |prefix: &str, word: &str| {
            if word.is_empty() {
                return String::new();
            }
            let id = format!("{prefix}-{}", word.replace('_', "-"));
            if self.t.has(&id) {
                self.t.get(&id).into_owned()
            } else {
                word.to_owned()
            }
        };
        add(
            "relation-owner",
            name_of(&self.owners(), &request.owner),
            &|one| one.owner.clear(),
        );
        add("relation-sector", word("sector", &request.sector), &|one| {
            one.sector.clear()
        });
        add("accounts-city", request.city.clone(), &|one| {
            one.city.clear()
        });
        add("relation-tag", request.tag.clone(), &|one| one.tag.clear());
        let group = if request.group.is_empty() {
            String::new()
        } else {
            self.choices.group_name.clone()
        };
        add("relation-group", group, &|one| one.group.clear());
        add("relation-origin", word("origin", &request.origin), &|one| {
            one.origin.clear()
        });
        add("stage-title", word("stage", &request.stage), &|one| {
            one.stage.clear()
        });
        let yes = if request.without_next_step {
            self.t.get("relation-none").into_owned()
        } else {
            String::new()
        };
        add("relation-next-step", yes, &|one| {
            one.without_next_step = false
        });
        chips
    }
}

/// The one need that also says something of a client's people.
const NO_NEXT_STEP: &str = "no_next_step";

/// What an address asks.
pub(super) fn request_of(fields: &Fields) -> RelationRequest {
    let text = |name: &str| -> String {
        let text = fields.get(name).chars();
        text.take(SHORT_TEXT_CHARACTERS_MAX).collect()
    };
    RelationRequest {
        owner: text("owner"),
        sector: text("sector"),
        tag: text("tag"),
        city: text("city"),
        group: text("group"),
        origin: text("origin"),
        stage: text("stage"),
        without_next_step: fields.get("need") == NO_NEXT_STEP,
    }
}

/// The same as pairs of an address.
pub(super) fn pairs(request: &RelationRequest) -> Vec<(&'static str, String)> {
    let need = if request.without_next_step {
        NO_NEXT_STEP
    } else {
        ""
    };
    vec![
        ("owner", request.owner.clone()),
        ("sector", request.sector.clone()),
        ("tag", request.tag.clone()),
        ("city", request.city.clone()),
        ("group", request.group.clone()),
        ("origin", request.origin.clone()),
        ("stage", request.stage.clone()),
        ("need", need.to_owned()),
    ]
}

#[cfg(test)]
mod tests {
    use clientela_texts::Language;

    use super::*;

    #[test]
    fn every_filter_is_a_chip_that_takes_away_only_itself() {
        let fields =
            Fields::parse("owner=me&sector=bank&tag=хоре&city=Варна&stage=basic&need=no_next_step");
        let request = request_of(&fields);
        let choices = FilterChoices::default();
        let chips = RelationFilters::new(Texts::of(Language::Bg), &request, &choices).chips();
        assert_eq!(chips.len(), 6);
        let city = chips
            .iter()
            .find(|chip| chip.value == "Варна")
            .expect("a chip");
        assert_eq!(
            city.without,
            RelationRequest {
                city: String::new(),
                ..request.clone()
            }
        );
        let again: Vec<String> = pairs(&request)
            .into_iter()
            .map(|(name, value)| format!("{name}={}", crate::urls::encode(&value)))
            .collect();
        assert_eq!(request_of(&Fields::parse(&again.join("&"))), request);
    }
}
