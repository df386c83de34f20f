//! The plan of a client: its goals first, then ours, objectives with where they are today, actions, risks, people
//! to win, review days; and of every section what is filled, stale and unknown, with whom to ask.

use std::collections::HashMap;

use clientela_domain::account_plan::{
    Completeness, EntryKind, EntryState, Field, FieldState, Progress, Section, Told, completeness,
    count, judge, progress,
};
use clientela_domain::day::Date;
use clientela_domain::estimate::Truth;
use clientela_domain::ids::{AccountId, PersonId, UserId};
use clientela_domain::key_criteria::Verdict;
use clientela_domain::people_map::BuyingRole;
use clientela_store::plan_entries::{self, PlanEntry};
use clientela_store::plan_shares::{self, PlanShare};
use clientela_store::plan_statements::{self, PlanStatement};
use clientela_store::{Viewer, names_of};
use clientela_texts::Texts;

use crate::context::Context;
use crate::error::AppError;
use crate::plan_facts::{Facts, MeasureValue};
use crate::plan_fields;

/// Most links that are listed.
const SHARES_SHOWN: u64 = 20;

/// A thing of the plan with its names and, of an objective, where it is today.
#[derive(Clone, Debug)]
pub struct EntryLine {
    /// The thing.
    pub entry: PlanEntry,
    /// Name of our person; empty without one.
    pub owner_name: String,
    /// Name of theirs; empty without one.
    pub person_name: String,
    /// The objective it serves; empty without one.
    pub objective: String,
    /// Where its measure is today.
    pub value: Option<MeasureValue>,
    /// How far it is.
    pub progress: Option<Progress>,
}

impl EntryLine {
    /// Its day has passed and it is still open.
    #[must_use]
    pub fn is_late(&self, today: Date) -> bool {
        let own = &self.entry.entry;
        own.state == EntryState::Open && own.day.is_some_and(|day| day < today)
    }

    /// It is reached; nothing without a target.
    #[must_use]
    pub fn is_reached(&self) -> bool {
        self.progress
            .is_some_and(|progress| progress.reached == Truth::True)
    }
}

/// A field of a section.
#[derive(Clone, Debug)]
pub struct FieldLine {
    /// Which field.
    pub field: Field,
    /// How it stands.
    pub state: FieldState,
    /// What it says; empty when unknown.
    pub said: String,
    /// Whence: the words of whoever said it; empty when the book itself says it.
    pub source: String,
    /// Who wrote it; empty when the book itself says it.
    pub author: String,
    /// When it was last changed or confirmed, or asked for.
    pub day: Option<Date>,
    /// Whom to ask, while it is not fresh.
    pub ask: String,
    /// The last words somebody wrote, to be confirmed or changed.
    pub stated: String,
}

/// A section of the plan.
#[derive(Clone, Debug)]
pub struct SectionLine {
    /// Which section.
    pub section: Section,
    /// Fields that say something.
    pub filled: u32,
    /// Fields there are.
    pub required: u32,
    /// Fields that are fresh.
    pub fresh: u32,
    /// The fields.
    pub fields: Vec<FieldLine>,
}

/// A link to the plan.
#[derive(Clone, Debug)]
pub struct ShareLine {
    /// The link.
    pub share: PlanShare,
    /// For whom; empty when for anybody there.
    pub person_name: String,
    /// It can still be read.
    pub is_open: bool,
}

/// The plan of a client.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Which client.
    pub account: AccountId,
    /// Its name.
    pub account_name: String,
    /// Of which day.
    pub today: Date,
    /// The client is not known to be none of the key ones, so the plan has every section; otherwise its short form.
    pub is_key: bool,
    /// Goals, objectives, actions, risks, people to win, review days.
    pub entries: Vec<EntryLine>,
    /// The sections.
    pub sections: Vec<SectionLine>,
    /// How far it is.
    pub far: Option<Completeness>,
    /// Links to it, the latest first.
    pub shares: Vec<ShareLine>,
    /// People of the client, for forms.
    pub people: Vec<(PersonId, String)>,
    /// Whom the map says to win next, with who they are.
    pub to_win: Vec<String>,
}

impl Plan {
    /// Things of a kind that were not dropped.
    pub fn of(&self, kind: EntryKind) -> impl Iterator<Item = &EntryLine> {
        self.entries.iter().filter(move |line| {
            line.entry.entry.kind == kind && line.entry.entry.state != EntryState::Dropped
        })
    }

    /// The next day on which the plan is gone through.
    #[must_use]
    pub fn next_review(&self) -> Option<Date> {
        let days = self.of(EntryKind::Review);
        let open = days.filter(|line| line.entry.entry.state == EntryState::Open);
        open.filter_map(|line| line.entry.entry.day)
            .filter(|day| *day >= self.today)
            .min()
    }
}

/// The plan of a client as the viewer may see it.
///
/// # Errors
/// [`AppError::NotFound`] when the viewer may see no such client.
pub async fn show_plan(
    context: &Context,
    viewer: &Viewer,
    account: AccountId,
    texts: Texts,
) -> Result<Plan, AppError> {
    let facts = Box::pin(Facts::read(context, viewer, account)).await?;
    let read = context.store.read(viewer);
    let found = plan_entries::of_account(&read, account).await?;
    let statements = plan_statements::of_account(&read, account).await?;
    let shares = plan_shares::of_account(&read, account, SHARES_SHOWN).await?;
    let people = names_of::people_at(&read, account).await?;
    let colleagues = context.colleagues(viewer).await?;
    let users: HashMap<UserId, &str> = colleagues
        .iter()
        .map(|one| (one.id, one.name.as_str()))
        .collect();
    let meant = found.iter().filter_map(|one| one.entry.person_id);
    let meant = meant.chain(shares.iter().filter_map(|one| one.share.person_id));
    let names = names_of::people(&read, &meant.collect::<Vec<_>>()).await?;
    let entries = lines(&facts, found, &users, &names);
    let is_key = facts
        .page
        .row
        .verdict
        .is_none_or(|brief| brief.verdict != Verdict::NotKey);
    let told = Telling {
        facts: &facts,
        entries: &entries,
        statements: &statements,
        users: &users,
        texts,
    };
    let sections = told.sections(is_key);
    let counts: Vec<_> = sections.iter().map(counted).collect();
    let now = context.clock.now();
    Ok(Plan {
        account,
        account_name: facts.page.account.name.clone(),
        today: facts.today,
        is_key,
        far: completeness(&counts),
        to_win: plan_fields::to_win(&facts),
        shares: shares
            .into_iter()
            .map(|share| ShareLine {
                person_name: named(&names, share.share.person_id),
                is_open: share.is_open(now),
                share,
            })
            .collect(),
        people,
        entries,
        sections,
    })
}

fn counted(section: &SectionLine) -> clientela_domain::account_plan::SectionCount {
    let fields: Vec<_> = section
        .fields
        .iter()
        .map(|line| (line.field, line.state))
        .collect();
    count(section.section, &fields)
}

fn named(names: &HashMap<PersonId, String>, person: Option<PersonId>) -> String {
    person
        .and_then(|id| names.get(&id).cloned())
        .unwrap_or_default()
}

fn lines(
    facts: &Facts,
    found: Vec<PlanEntry>,
    users: &HashMap<UserId, &str>,
    names: &HashMap<PersonId, String>,
) -> Vec<EntryLine> {
    let titles: HashMap<_, String> = found
        .iter()
        .map(|one| (one.id, one.entry.what.clone()))
        .collect();
    let line = |entry: PlanEntry| {
        let own = &entry.entry;
        let value = facts.measured(own);
        EntryLine {
            owner_name: own
                .owner_id
                .and_then(|id| users.get(&id).copied())
                .unwrap_or_default()
                .to_owned(),
            person_name: named(names, own.person_id),
            objective: own
                .objective_id
                .and_then(|id| titles.get(&id).cloned())
                .unwrap_or_default(),
            progress: value.as_ref().zip(own.target).map(|(value, target)| {
                progress(
                    own.start_value.map(|start| start.as_f64()),
                    value.bounds,
                    target.as_f64(),
                    own.measure.is_some_and(|measure| measure.less_is_better()),
                )
            }),
            value,
            entry,
        }
    };
    found.into_iter().map(line).collect()
}

/// What the fields of a plan are read from.
struct Telling<'a> {
    facts: &'a Facts,
    entries: &'a [EntryLine],
    statements: &'a [PlanStatement],
    users: &'a HashMap<UserId, &'a str>,
    texts: Texts,
}

impl Telling<'_> {
    fn sections(&self, is_key: bool) -> Vec<SectionLine> {
        let line = |section: &Section| {
            let asked = Field::of(*section).filter(|field| is_key || field.in_short_form());
            let fields: Vec<FieldLine> = asked.map(|field| self.field(field)).collect();
            let states: Vec<_> = fields.iter().map(|one| (one.field, one.state)).collect();
            let counted = count(*section, &states);
            SectionLine {
                section: *section,
                filled: counted.filled,
                required: counted.required,
                fresh: counted.fresh,
                fields,
            }
        };
        let all = Section::ALL.iter().map(line);
        all.filter(|section| section.required > 0).collect()
    }

    /// What the book says of a field, or else what somebody said last.
    fn field(&self, field: Field) -> FieldLine {
        let stated = self
            .statements
            .iter()
            .find(|one| one.statement.field == field);
        let book = plan_fields::said(field, self.facts, self.entries, self.texts);
        let confirmed = stated
            .filter(|one| one.statement.asked_on.is_none())
            .map(|one| one.statement.day);
        let (said, told) = match (&book, stated) {
            (Some((words, day)), _) => (words.clone(), Told::Something((*day).max(confirmed))),
            (None, Some(one)) => match one.statement.asked_on {
                Some(day) => (String::new(), Told::Asked(day)),
                None => (
                    one.statement.words.clone(),
                    Told::Something(Some(one.statement.day)),
                ),
            },
            (None, None) => (String::new(), Told::Nothing),
        };
        let state = judge(told, self.facts.today);
        let own = stated.filter(|_| book.is_none());
        FieldLine {
            field,
            state,
            said,
            source: own.map_or_else(String::new, |one| one.statement.source.clone()),
            author: own
                .and_then(|one| one.created_by)
                .and_then(|user| self.users.get(&user).copied())
                .unwrap_or_default()
                .to_owned(),
            day: match told {
                Told::Something(day) => day,
                Told::Asked(day) => Some(day),
                Told::Nothing => None,
            },
            ask: if state == FieldState::Filled {
                String::new()
            } else {
                self.whom_to_ask(field.section())
            },
            stated: stated.map_or_else(String::new, |one| one.statement.words.clone()),
        }
    }

    /// Who knows it: of the client, whoever has the role that deals with it; of us, who answers for the client.
    fn whom_to_ask(&self, section: Section) -> String {
        let role = match section {
            Section::Profile => Some(BuyingRole::Decider),
            Section::Buying | Section::Wallet | Section::Offer => Some(BuyingRole::Buyer),
            Section::Problems | Section::Value => Some(BuyingRole::User),
            _ => None,
        };
        let ours = || self.facts.page.row.owner.clone().unwrap_or_default();
        let Some(role) = role else {
            return ours();
        };
        let nodes = self.facts.map.nodes.iter();
        let of_role = nodes.filter(|node| node.state.roles.contains(&role));
        let of_role = of_role
            .map(|node| node.name.clone())
            .find(|name| !name.is_empty());
        let anybody = || {
            let people = self.facts.page.people.iter().filter(|one| !one.erased);
            let name = |one: &clientela_store::affiliations::PersonAtAccount| {
                format!("{} {}", one.given_name, one.family_name)
                    .trim()
                    .to_owned()
            };
            people.map(name).find(|name| !name.is_empty())
        };
        of_role.or_else(anybody).unwrap_or_else(ours)
    }
}
