//! Who is or could be a key account manager, and what each brings.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use clientela_app::manager_profiles::{ManagerCard, Profile, StatedSkill};
use clientela_domain::ids::UserId;
use clientela_domain::kam_assignment::{LEVEL_MAX, Skill};
use clientela_domain::sector::Sector;
use clientela_texts::{Texts, format};

use crate::error::WebError;
use crate::form::{CheckedForm, Fields};
use crate::frame::{Area, Frame, render};
use crate::pages::done;
use crate::pages::shared::SelectOption;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::{ManagerView, ManagersView};

/// Rows for languages and for sectors beyond those that are known.
const ROWS_MORE: usize = 2;

/// Skills that are neither languages nor sectors.
const PLAIN: [Skill; 4] = [
    Skill::Negotiation,
    Skill::ProblemSolving,
    Skill::Analysis,
    Skill::Seniority,
];

#[derive(Template)]
#[template(path = "managers/people.html")]
struct PeoplePage {
    frame: Frame,
    t: Texts,
    view: ManagersView,
    may_edit: bool,
}

struct PersonRow {
    href: String,
    name: String,
    role: String,
    described: bool,
    tenure: String,
    accounts: String,
    revenue: String,
    before: String,
    records: String,
    capacity: String,
    skills: String,
}

#[derive(Template)]
#[template(path = "managers/person.html")]
struct PersonPage {
    frame: Frame,
    t: Texts,
    view: ManagerView,
    profile: Profile,
    may_edit: bool,
}

struct Fact {
    name: String,
    value: String,
}

struct SkillRow {
    field: String,
    name: String,
    code: String,
    choices: Vec<SelectOption>,
    levels: Vec<SelectOption>,
    evidence: String,
}

struct OwnAccount {
    href: String,
    handover: String,
    name: String,
}

/// `GET /managers`
pub async fn list(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    let view = state.desk.managers(&visitor.user).await?;
    let page = PeoplePage {
        frame: visitor.frame(visitor.t.get("nav-managers"), Area::NeedForKam),
        t: visitor.t,
        may_edit: visitor.user.is_administrator,
        view,
    };
    Ok(render(&page)?.into_response())
}

/// `GET /managers/{id}`
pub async fn show(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let id = UserId::parse(&id).ok_or(WebError::NotFound)?;
    let view = state.desk.manager(&visitor.user, id).await?;
    let page = PersonPage {
        frame: visitor.frame(view.card.name.clone(), Area::NeedForKam),
        t: visitor.t,
        may_edit: visitor.user.is_administrator,
        profile: view.card.profile.clone().unwrap_or_default(),
        view,
    };
    Ok(render(&page)?.into_response())
}

/// `POST /managers/{id}`
pub async fn save(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let id = UserId::parse(&id).ok_or(WebError::NotFound)?;
    let profile = profile_of(&fields)?;
    state.desk.save_manager(&visitor.user, id, &profile).await?;
    Ok(done(&visitor, &urls::manager(id), "manager-saved"))
}

fn profile_of(fields: &Fields) -> Result<Profile, WebError> {
    let invalid = |field: &'static str| WebError::Invalid {
        field,
        message: "field-value-invalid",
    };
    let hired_on = match fields.get("hired_on") {
        "" => None,
        _ => Some(fields.day("hired_on").ok_or(invalid("hired_on"))?),
    };
    let hours_a_year = match fields.get("hours") {
        "" => None,
        _ => Some(fields.number("hours").ok_or(invalid("hours"))?),
    };
    let accounts_max = match fields.get("accounts_max") {
        "" => None,
        text => Some(text.parse().map_err(|_| invalid("accounts_max"))?),
    };
    let yearly_cost = match fields.get("cost") {
        "" => None,
        _ => Some(fields.amount("cost").ok_or(invalid("cost"))?),
    };
    Ok(Profile {
        hired_on,
        skills: skills_of(fields)?,
        results: fields.get("results").to_owned(),
        hours_a_year,
        accounts_max,
        yearly_cost,
        version: fields.get("version").parse().unwrap_or(0),
    })
}

/// Each row of the form has a kind, a code where the kind needs one, a level and its evidence; a row
/// without a level says nothing.
fn skills_of(fields: &Fields) -> Result<Vec<StatedSkill>, WebError> {
    let kinds = fields.all("kind");
    let rows = kinds
        .zip(fields.all("code"))
        .zip(fields.all("level").zip(fields.all("evidence")));
    let mut skills = Vec::new();
    for ((kind, code), (level, evidence)) in rows {
        let skill = match kind {
            "language" | "industry" if code.is_empty() => continue,
            "language" | "industry" => format!("{kind}:{}", code.to_lowercase()),
            plain => plain.to_owned(),
        };
        if level.is_empty() {
            continue;
        }
        skills.push(StatedSkill {
            skill,
            level: level.parse().map_err(|_| WebError::Invalid {
                field: "level",
                message: "field-value-invalid",
            })?,
            evidence: evidence.to_owned(),
            ..StatedSkill::default()
        });
    }
    Ok(skills)
}

fn role(t: Texts, card: &ManagerCard) -> String {
    let id = format!("role-{}", card.role.code().replace('_', "-"));
    if t.has(&id) {
        t.get(&id).into_owned()
    } else {
        t.get("nav-managers").into_owned()
    }
}

fn tenure(t: Texts, card: &ManagerCard) -> String {
    card.tenure_years.map_or_else(
        || t.get("unknown").into_owned(),
        |years| {
            let years = format::decimal(t.language, years, 1);
            t.with1("manager-tenure-years", "years", years)
        },
    )
}

fn records(t: Texts, card: &ManagerCard) -> String {
    let (all, proven) = card.records;
    match all {
        0 => t.get("unknown").into_owned(),
        _ => t.with("manager-records-of", &[("proven", &proven), ("all", &all)]),
    }
}

fn capacity(t: Texts, profile: &Profile) -> String {
    let hours = profile.hours_a_year.map(|hours| {
        let hours = format::decimal(t.language, hours, 0);
        t.with1("manager-capacity-hours", "hours", hours)
    });
    let most = profile
        .accounts_max
        .map(|count| t.with1("manager-capacity-accounts", "count", count));
    let said: Vec<String> = [hours, most].into_iter().flatten().collect();
    if said.is_empty() {
        t.get("unknown").into_owned()
    } else {
        said.join(", ")
    }
}

/// `език de` for a language, `преговори` for a plain skill.
pub(super) fn skill_name(t: Texts, skill: &Skill) -> String {
    let name = t.get(skill.message_id());
    match skill {
        Skill::Industry(code) => {
            let id = format!("sector-{}", code.replace('_', "-"));
            let sector = if t.has(&id) {
                t.get(&id).into_owned()
            } else {
                code.clone()
            };
            t.with("skill-of", &[("skill", &name), ("code", &sector)])
        }
        Skill::Language(code) => t.with("skill-of", &[("skill", &name), ("code", code)]),
        _ => name.into_owned(),
    }
}

impl PeoplePage {
    fn rows(&self) -> Vec<PersonRow> {
        let t = self.t;
        let money = |amount| format::money_whole(t.language, amount, self.view.currency);
        let row = |card: &ManagerCard| {
            let profile = card.profile.clone().unwrap_or_default();
            let skills = profile.skills.iter().filter_map(|stated| {
                let skill = Skill::from_id(&stated.skill)?;
                Some(format!("{} {}", skill_name(t, &skill), stated.level))
            });
            PersonRow {
                href: urls::manager(card.user),
                name: card.name.clone(),
                role: role(t, card),
                described: card.profile.is_some(),
                tenure: tenure(t, card),
                accounts: format::integer(t.language, card.accounts.len() as i128),
                revenue: money(card.revenue),
                before: card
                    .revenue_before
                    .map_or_else(|| t.get("unknown").into_owned(), money),
                records: records(t, card),
                capacity: capacity(t, &profile),
                skills: skills.collect::<Vec<_>>().join(", "),
            }
        };
        self.view.managers.iter().map(row).collect()
    }
}

impl PersonPage {
    fn facts(&self) -> Vec<Fact> {
        let (t, card) = (self.t, &self.view.card);
        let money = |amount| format::money_whole(t.language, amount, self.view.currency);
        let unknown = || t.get("unknown").into_owned();
        let fact = |name: &str, value: String| Fact {
            name: t.get(name).into_owned(),
            value,
        };
        vec![
            fact("manager-tenure", tenure(t, card)),
            fact(
                "manager-promises",
                t.get("manager-promises-unknown").into_owned(),
            ),
            fact("manager-records", records(t, card)),
            fact("manager-revenue", money(card.revenue)),
            fact(
                "manager-revenue-before",
                card.revenue_before.map_or_else(unknown, money),
            ),
            fact("manager-capacity", capacity(t, &self.profile)),
        ]
    }

    fn role(&self) -> String {
        role(self.t, &self.view.card)
    }

    fn action(&self) -> String {
        urls::manager(self.view.card.user)
    }

    fn version(&self) -> String {
        self.profile.version.to_string()
    }

    fn hired_on(&self) -> String {
        let day = self.profile.hired_on;
        day.map_or_else(String::new, |day| day.to_string())
    }

    fn hours(&self) -> String {
        let hours = self.profile.hours_a_year;
        hours.map_or_else(String::new, |hours| {
            format::decimal(self.t.language, hours, 0)
        })
    }

    fn accounts_max(&self) -> String {
        let most = self.profile.accounts_max;
        most.map_or_else(String::new, |most| most.to_string())
    }

    fn cost(&self) -> String {
        let cost = self.profile.yearly_cost;
        cost.map_or_else(String::new, |cost| format::amount(self.t.language, cost))
    }

    fn cost_label(&self) -> String {
        let sign = format::currency_sign(self.view.currency);
        self.t.with1("manager-cost", "currency", sign)
    }

    fn plain_skills(&self) -> Vec<SkillRow> {
        let row = |skill: Skill| {
            let id = skill.id();
            let known = self.profile.skills.iter().find(|one| one.skill == id);
            self.skill_row(&id, skill_name(self.t, &skill), "", known)
        };
        PLAIN.into_iter().map(row).collect()
    }

    fn languages(&self) -> Vec<SkillRow> {
        self.coded("language", "manager-language-code")
    }

    fn sectors(&self) -> Vec<SkillRow> {
        self.coded("industry", "manager-sector-code")
    }

    /// Known skills of a kind and a few empty rows.
    fn coded(&self, kind: &str, label: &str) -> Vec<SkillRow> {
        let known: Vec<(&StatedSkill, &str)> = self
            .profile
            .skills
            .iter()
            .filter_map(|one| {
                let (of, code) = one.skill.split_once(':')?;
                (of == kind).then_some((one, code))
            })
            .collect();
        let name = self.t.get(label).into_owned();
        let mut rows: Vec<SkillRow> = known
            .iter()
            .map(|(one, code)| self.skill_row(kind, name.clone(), code, Some(one)))
            .collect();
        for _ in 0..ROWS_MORE {
            rows.push(self.skill_row(kind, name.clone(), "", None));
        }
        for (number, row) in rows.iter_mut().enumerate() {
            row.field = format!("{}-{number}", row.field);
        }
        rows
    }

    fn skill_row(
        &self,
        kind: &str,
        name: String,
        code: &str,
        known: Option<&StatedSkill>,
    ) -> SkillRow {
        let level = |value: Option<u8>| SelectOption {
            value: value.map_or_else(String::new, |level| level.to_string()),
            name: value.map_or_else(
                || self.t.get("manager-level-none").into_owned(),
                |level| level.to_string(),
            ),
            selected: known.map(|one| one.level) == value,
        };
        let each = (0..=LEVEL_MAX).map(Some);
        let sector = |sector: Sector| SelectOption {
            value: sector.id().to_owned(),
            name: self
                .t
                .get(&format!("sector-{}", sector.id().replace('_', "-")))
                .into_owned(),
            selected: sector.id() == code,
        };
        let choices = match kind {
            "industry" => Sector::ALL.into_iter().map(sector).collect(),
            _ => Vec::new(),
        };
        SkillRow {
            field: kind.to_owned(),
            name,
            code: code.to_owned(),
            choices,
            levels: std::iter::once(None).chain(each).map(level).collect(),
            evidence: known.map_or_else(String::new, |one| one.evidence.clone()),
        }
    }

    fn own_accounts(&self) -> Vec<OwnAccount> {
        let accounts = self.view.card.accounts.iter();
        accounts
            .zip(&self.view.account_names)
            .map(|(account, name)| OwnAccount {
                href: urls::account(*account),
                handover: urls::handover(*account),
                name: name.clone(),
            })
            .collect()
    }
}
