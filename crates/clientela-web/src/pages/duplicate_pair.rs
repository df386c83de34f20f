//! Two clients, or two people, side by side: why they may be one, which values stay, and the deed.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use clientela_app::list_duplicates::{FieldPair, SideBySide, SideRecord, key_shown};
use clientela_domain::duplicates::Agreement;
use clientela_domain::ids::{AccountId, PersonId};
use clientela_store::duplicate_pairs::{PairKind, PairState};
use clientela_texts::{Texts, format};

use super::done;
use super::duplicates::{chance, field_name};
use crate::error::WebError;
use crate::form::{CheckedForm, Fields};
use crate::frame::{Area, Frame, render};
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::MergeForm;

/// What the name of a choice in the form begins with.
const CHOICE: &str = "value-";

#[derive(Template)]
#[template(path = "duplicate_pair.html")]
struct PairPage {
    frame: Frame,
    t: Texts,
    sides: SideBySide,
}

struct EvidenceRow {
    field: String,
    agreement: String,
    bits: String,
}

struct ValueRow {
    field: &'static str,
    name: String,
    kept: String,
    gone: String,
    same: bool,
    /// Those of both stay together, so nothing is chosen.
    both: bool,
    take_gone: bool,
}

struct Side {
    name: String,
    about: String,
    href: String,
    facts: Vec<String>,
    codes: Vec<CodeRow>,
}

struct CodeRow {
    key: String,
    shown: String,
    /// Gives the code to the other of the two.
    give: String,
    other: String,
}

fn kept_of(visitor: &SignedIn) -> Option<uuid::Uuid> {
    let fields = Fields::parse(&visitor.query);
    uuid::Uuid::try_parse(fields.get("keep")).ok()
}

/// `GET /accounts/{id}/same-as/{other}`
pub async fn accounts(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path((one, other)): Path<(String, String)>,
) -> Result<Response, WebError> {
    let parse = |text: &str| AccountId::parse(text).ok_or(WebError::NotFound);
    let pair = (parse(&one)?, parse(&other)?);
    let kept = kept_of(&visitor).map(AccountId);
    let sides = state.desk.compare_accounts(&visitor.user, pair, kept);
    show(&visitor, sides.await?)
}

/// `GET /people/{id}/same-as/{other}`
pub async fn people(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path((one, other)): Path<(String, String)>,
) -> Result<Response, WebError> {
    let parse = |text: &str| PersonId::parse(text).ok_or(WebError::NotFound);
    let pair = (parse(&one)?, parse(&other)?);
    let kept = kept_of(&visitor).map(PersonId);
    let sides = state.desk.compare_people(&visitor.user, pair, kept);
    show(&visitor, sides.await?)
}

/// `POST /accounts/{id}/same-as/{other}`: the first stays.
pub async fn merge_accounts(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path((kept, gone)): Path<(String, String)>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let parse = |text: &str| AccountId::parse(text).ok_or(WebError::NotFound);
    let form = form_of(parse(&kept)?, parse(&gone)?, &fields);
    state.desk.merge_accounts(&visitor.user, &form).await?;
    Ok(done(
        &visitor,
        &urls::account(form.kept),
        "duplicates-merged",
    ))
}

/// `POST /people/{id}/same-as/{other}`: the first stays.
pub async fn merge_people(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path((kept, gone)): Path<(String, String)>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let parse = |text: &str| PersonId::parse(text).ok_or(WebError::NotFound);
    let form = form_of(parse(&kept)?, parse(&gone)?, &fields);
    state.desk.merge_people(&visitor.user, &form).await?;
    Ok(done(
        &visitor,
        &urls::person(form.kept),
        "duplicates-merged",
    ))
}

/// `POST /accounts/{id}/codes`: the lines of a code are this client's.
pub async fn give_code(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(to): Path<String>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let to = AccountId::parse(&to).ok_or(WebError::NotFound)?;
    state
        .desk
        .give_code(&visitor.user, fields.get("key"), to)
        .await?;
    let back = urls::own_path(fields.get("return_to")).to_owned();
    Ok(done(&visitor, &back, "duplicates-code-given"))
}

fn form_of<Id>(kept: Id, gone: Id, fields: &Fields) -> MergeForm<Id> {
    let version = |name: &str| fields.get(name).parse().unwrap_or(0);
    let chosen = fields.iter().filter(|(_, value)| *value == "gone");
    MergeForm {
        kept,
        gone,
        versions: (version("kept_version"), version("gone_version")),
        take: chosen
            .filter_map(|(name, _)| name.strip_prefix(CHOICE))
            .map(str::to_owned)
            .collect(),
    }
}

fn show(visitor: &SignedIn, sides: SideBySide) -> Result<Response, WebError> {
    let area = match sides.kind {
        PairKind::Account => Area::Accounts,
        PairKind::Person => Area::People,
    };
    let page = PairPage {
        frame: visitor.frame(visitor.t.get("duplicates-compare"), area),
        t: visitor.t,
        sides,
    };
    Ok(render(&page)?.into_response())
}

impl PairPage {
    fn may_edit(&self) -> bool {
        self.frame.user.as_ref().is_some_and(|user| user.may_edit)
    }

    fn may_merge(&self) -> bool {
        self.may_edit() && self.sides.evidence.verdict.may_merge()
    }

    fn verdict(&self) -> String {
        let verdict = self.t.get(self.sides.evidence.verdict.message_id());
        let chance = chance(self.t, self.sides.probability);
        self.t.with(
            "duplicates-verdict",
            &[("verdict", &verdict), ("chance", &chance)],
        )
    }

    fn evidence(&self) -> Vec<EvidenceRow> {
        let t = self.t;
        let lines = self.sides.evidence.lines.iter();
        lines
            .filter(|line| line.agreement != Agreement::Missing)
            .map(|line| EvidenceRow {
                field: field_name(t, line),
                agreement: t.get(line.agreement.message_id()).into_owned(),
                bits: format::decimal(t.language, line.bits, 1),
            })
            .collect()
    }

    /// Fields one of the two says nothing about; empty when there is none.
    fn missing(&self) -> String {
        let lines = self.sides.evidence.lines.iter();
        let names: Vec<String> = lines
            .filter(|line| line.agreement == Agreement::Missing)
            .map(|line| field_name(self.t, line))
            .collect();
        if names.is_empty() {
            String::new()
        } else {
            self.t
                .with1("duplicates-missing", "fields", names.join(", "))
        }
    }

    fn side(&self, record: &SideRecord, other: &SideRecord) -> Side {
        let t = self.t;
        let extent = record.extent;
        let (codes, facts) = match self.sides.kind {
            PairKind::Account => ("duplicates-has-codes", "duplicates-has-answers"),
            PairKind::Person => ("duplicates-has-keys", "duplicates-has-contacts"),
        };
        let places = match self.sides.kind {
            PairKind::Account => "duplicates-has-people",
            PairKind::Person => "duplicates-has-places",
        };
        let counted = [
            (codes, extent.codes),
            (places, extent.places),
            ("duplicates-has-interactions", extent.interactions),
            (facts, extent.facts),
        ];
        let code = |key: &String| CodeRow {
            key: key.clone(),
            shown: key_shown(key).to_owned(),
            give: urls::account_codes(AccountId(other.party.id)),
            other: other.party.name.clone(),
        };
        Side {
            name: record.party.name.clone(),
            about: record.party.about.clone(),
            href: match self.sides.kind {
                PairKind::Account => urls::account(AccountId(record.party.id)),
                PairKind::Person => urls::person(PersonId(record.party.id)),
            },
            facts: counted
                .iter()
                .filter(|(_, count)| *count > 0)
                .map(|(id, count)| t.with1(id, "count", *count))
                .collect(),
            codes: record.customer_keys.iter().map(code).collect(),
        }
    }

    fn kept(&self) -> Side {
        self.side(&self.sides.kept, &self.sides.gone)
    }

    fn gone(&self) -> Side {
        self.side(&self.sides.gone, &self.sides.kept)
    }

    fn both(&self) -> [Side; 2] {
        [self.kept(), self.gone()]
    }

    fn has_codes(&self) -> bool {
        let keys = [&self.sides.kept, &self.sides.gone];
        self.may_edit() && keys.iter().any(|side| !side.customer_keys.is_empty())
    }

    fn values(&self) -> Vec<ValueRow> {
        self.sides
            .fields
            .iter()
            .map(|one| self.value(one))
            .collect()
    }

    fn value(&self, one: &FieldPair) -> ValueRow {
        let prefix = match self.sides.kind {
            PairKind::Account => "account-field",
            PairKind::Person => "person-field",
        };
        let own = format!("{prefix}-{}", one.field.replace('_', "-"));
        ValueRow {
            field: one.field,
            name: self.t.get(&own).into_owned(),
            kept: self.word(one.field, &one.kept),
            gone: self.word(one.field, &one.gone),
            same: one.kept == one.gone,
            both: matches!(one.field, "tags" | "codes"),
            take_gone: one.take_gone,
        }
    }

    /// A value as people read it: stable words have their texts.
    fn word(&self, field: &str, value: &str) -> String {
        let prefix = match field {
            "sector" | "origin" | "consent" => field,
            "lawful_basis" => "basis",
            "legal_form" => return value.to_uppercase(),
            _ => return value.to_owned(),
        };
        let id = format!("{prefix}-{}", value.replace('_', "-"));
        if self.t.has(&id) {
            self.t.get(&id).into_owned()
        } else {
            value.to_owned()
        }
    }

    fn action(&self) -> String {
        urls::same_as(
            self.sides.kind,
            self.sides.kept.party.id,
            self.sides.gone.party.id,
            None,
        )
    }

    /// The same with the other one staying.
    fn swapped(&self) -> String {
        let (kept, gone) = (self.sides.kept.party.id, self.sides.gone.party.id);
        urls::same_as(self.sides.kind, gone, kept, Some(gone))
    }

    /// Where somebody says that the two are different; empty when nobody asked, or it is decided.
    fn different(&self) -> String {
        let open = self.sides.pair.as_ref();
        let open = open.filter(|pair| pair.state == PairState::Open && self.may_edit());
        open.map(|pair| urls::duplicate_pair_step(pair.id, "different"))
            .unwrap_or_default()
    }

    fn list(&self) -> String {
        urls::duplicates_of(self.sides.kind.code(), "")
    }

    fn kept_version(&self) -> String {
        self.sides.kept.version.to_string()
    }

    fn gone_version(&self) -> String {
        self.sides.gone.version.to_string()
    }

    fn merge_name(&self) -> String {
        let kept = self.sides.kept.party.name.as_str();
        self.t.with1("duplicates-merge", "name", kept)
    }
}
