//! One agreement: how its clauses are kept, its terms and their versions, the rounds of the negotiation, and
//! what can be done about it.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use clientela_domain::currency::Currency;
use clientela_domain::day::Date;
use clientela_domain::ids::{AgreementId, PersonId, RoundId, UserId};
use clientela_domain::obligations::Party;
use clientela_texts::{Texts, format};

use super::agreement_parts::{ClauseRow, exceeded_lines, notes, valid_text, value_text};
use super::done;
use super::obligation_parts::{ObligationRow, options};
use super::shared::SelectOption;
use crate::desk::DeskError;
use crate::error::WebError;
use crate::form::{CheckedForm, FieldErrors, Fields};
use crate::frame::{Area, Frame, render};
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::agreements::{
    AgreementState, AgreementView, ApprovalState, RoundDraft, RoundKind, RoundLine, VersionLine,
    entries,
};
use crate::views::obligations::ObligationQuery;

/// Promises shown.
const PROMISES_SHOWN: u64 = 50;

#[derive(Template)]
#[template(path = "agreement.html")]
struct AgreementPage {
    frame: Frame,
    t: Texts,
    view: AgreementView,
    /// Currency of the firm's limits.
    currency: Currency,
    people: Vec<SelectOption>,
    promises: Vec<ObligationRow>,
    errors: FieldErrors,
    /// The round as typed, when it could not be kept.
    typed: HashMap<&'static str, String>,
    may_edit: bool,
}

struct Fact {
    name: String,
    value: String,
    href: String,
}

/// A term in words, of a product or of all of them.
struct TermLine {
    name: String,
    of: String,
    value: String,
}

/// A version, with what it changed in words.
struct VersionRow {
    number: u32,
    head: String,
    approval: String,
    decision: String,
    changes: Vec<ChangeRow>,
    stands: bool,
}

struct ChangeRow {
    name: String,
    of: String,
    before: String,
    after: String,
}

struct RoundRow {
    id: String,
    iso: String,
    day: String,
    side: &'static str,
    who: String,
    what: String,
    details: Vec<String>,
    people: String,
    is_taken_back: bool,
}

/// What can be done about its state with one press.
struct Turn {
    deed: &'static str,
    name: String,
}

/// `GET /agreements/{id}`
pub async fn show(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let id = AgreementId::parse(&id).ok_or(WebError::NotFound)?;
    let page = page(&state, &visitor, id, Vec::new()).await?;
    Ok(render(&page)?.into_response())
}

async fn page(
    state: &WebState,
    visitor: &SignedIn,
    id: AgreementId,
    errors: FieldErrors,
) -> Result<AgreementPage, WebError> {
    let (desk, user) = (&state.desk, &visitor.user);
    let view = desk.agreement(user, id).await?;
    let account = view.line.agreement.agreement.account_id;
    let query = ObligationQuery {
        agreement: Some(id),
        limit: PROMISES_SHOWN,
        ..ObligationQuery::default()
    };
    let found = desk.obligations(user, &query).await?;
    let people = desk.people_at(user, account).await?;
    let number = view.line.agreement.agreement.number.clone();
    Ok(AgreementPage {
        frame: visitor.frame(number, Area::Agreements),
        t: visitor.t,
        currency: desk.approval_settings(user).await?.1,
        people: people
            .into_iter()
            .map(|(id, name)| SelectOption {
                selected: false,
                value: id.to_string(),
                name,
            })
            .collect(),
        promises: found
            .lines
            .iter()
            .map(|line| ObligationRow::new(visitor.t, line))
            .collect(),
        errors,
        typed: HashMap::new(),
        may_edit: user.may_edit,
        view,
    })
}

/// `POST /agreements/{id}/{deed}`: offering, bringing into force, ending, withdrawing, deciding, and the rounds.
pub async fn act(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path((id, deed)): Path<(String, String)>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let id = AgreementId::parse(&id).ok_or(WebError::NotFound)?;
    let (desk, user) = (&state.desk, &visitor.user);
    desk.agreement(user, id).await?;
    let version = fields.get("version").parse().ok();
    let (day, note) = (fields.get("day"), fields.get("note"));
    let turned = |to: AgreementState| desk.turn_agreement(user, id, (to, day, note), version);
    let ended = match deed.as_str() {
        "offer" => turned(AgreementState::Offered).await,
        "begin" => turned(AgreementState::InForce).await,
        "end" => turned(AgreementState::Ended).await,
        "draft" => turned(AgreementState::Draft).await,
        "withdraw" => turned(AgreementState::Withdrawn).await,
        "approve" => desk.decide_terms(user, id, (true, note), version).await,
        "refuse" => desk.decide_terms(user, id, (false, note), version).await,
        "round" => desk.write_round(user, id, &round_of(&fields)?).await,
        "take-round-back" => {
            let round = RoundId::parse(fields.get("round")).ok_or(WebError::NotFound)?;
            desk.take_round_back(user, id, round).await
        }
        _ => return Err(WebError::NotFound),
    };
    match ended {
        Ok(()) => {
            let back = urls::own_path(fields.get("return_to"));
            let there = match back {
                urls::HOME => urls::agreement(id),
                back => back.to_owned(),
            };
            Ok(done(&visitor, &there, "saved"))
        }
        Err(DeskError::Invalid { field, message }) => {
            let mut page = page(&state, &visitor, id, vec![(field, message)]).await?;
            if deed == "round" {
                let names = ["day", "what", "purpose", "in_return", "note"];
                let typed = names.map(|name| (name, fields.get(name).to_owned()));
                page.typed = typed.into_iter().collect();
            }
            Ok((StatusCode::UNPROCESSABLE_ENTITY, render(&page)?).into_response())
        }
        Err(other) => Err(other.into()),
    }
}

fn round_of(fields: &Fields) -> Result<RoundDraft, WebError> {
    let text = |name: &str| fields.get(name).to_owned();
    Ok(RoundDraft {
        day: text("day"),
        kind: RoundKind::from_code(fields.get("kind")).ok_or(WebError::NotFound)?,
        side: Party::from_code(fields.get("side")).ok_or(WebError::NotFound)?,
        what: text("what"),
        purpose: text("purpose"),
        in_return: text("in_return"),
        person: PersonId::parse(fields.get("person")),
        user: UserId::parse(fields.get("user")),
        note: text("note"),
    })
}

impl AgreementPage {
    fn error(&self, name: &str) -> Option<&'static str> {
        self.errors
            .iter()
            .find(|(field, _)| *field == name)
            .map(|(_, message)| *message)
    }

    fn typed(&self, name: &str) -> &str {
        self.typed.get(name).map_or("", String::as_str)
    }

    fn state(&self) -> String {
        let found = &self.view.line.agreement;
        self.t.get(found.state.message_id()).into_owned()
    }

    fn valid(&self) -> String {
        valid_text(self.t, &self.view.line)
    }

    fn notes(&self) -> Vec<String> {
        notes(self.t, &self.view.line).0
    }

    fn title(&self) -> &str {
        &self.view.line.agreement.agreement.title
    }

    fn account_href(&self) -> String {
        urls::account(self.view.line.agreement.agreement.account_id)
    }

    fn edit_href(&self) -> String {
        urls::agreement_edit(self.view.line.agreement.id)
    }

    fn here(&self) -> String {
        urls::agreement(self.view.line.agreement.id)
    }

    fn deed(&self, deed: &str) -> String {
        urls::agreement_deed(self.view.line.agreement.id, deed)
    }

    fn version(&self) -> i64 {
        self.view.line.agreement.version
    }

    fn is_withdrawn(&self) -> bool {
        self.view.line.agreement.state == AgreementState::Withdrawn
    }

    fn is_waiting(&self) -> bool {
        self.view.line.agreement.approval == ApprovalState::Waiting
    }

    fn is_refused(&self) -> bool {
        self.view.line.agreement.approval == ApprovalState::Refused
    }

    /// The terms that bind are not the newest.
    fn is_behind(&self) -> bool {
        let found = &self.view.line.agreement;
        found.standing.is_some() && found.standing != Some(found.latest)
    }

    fn exceeded(&self) -> Vec<String> {
        exceeded_lines(self.t, &self.view.line.agreement.exceeded, self.currency)
    }

    fn clauses(&self) -> Vec<ClauseRow> {
        let lines = self.view.line.clauses.iter();
        lines.map(|line| ClauseRow::new(self.t, line)).collect()
    }

    /// The newest terms that stand in no clause.
    fn terms(&self) -> Vec<TermLine> {
        let all = entries(&self.view.line.agreement.agreement.terms);
        all.into_iter()
            .filter(|entry| !entry.name.starts_with("clause-"))
            .map(|entry| TermLine {
                name: self.t.get(entry.name).into_owned(),
                value: value_text(self.t, &entry.value, &self.view.users),
                of: entry.of,
            })
            .collect()
    }

    fn facts(&self) -> Vec<Fact> {
        let (t, line) = (self.t, &self.view.line);
        let own = &line.agreement.agreement;
        let day = |day: Option<Date>| {
            day.map(|day| format::day(t.language, day))
                .unwrap_or_default()
        };
        let fact = |id: &str, value: String| Fact {
            name: t.get(id).into_owned(),
            value,
            href: String::new(),
        };
        let mut facts = vec![
            Fact {
                href: self.account_href(),
                ..fact("accounts-client", line.account_name.clone())
            },
            fact("agreement-owner", line.owner_name.clone()),
            fact("agreement-signed-on", day(own.signed_on)),
            fact("agreement-notice-by", day(line.renewal.notice_by)),
            fact("agreement-note", own.note.clone()),
        ];
        facts.extend(self.view.files.iter().map(|file| Fact {
            name: t.get("agreement-file").into_owned(),
            value: file.attachment.name.clone(),
            href: urls::attachment(file.id),
        }));
        facts.retain(|fact| !fact.value.is_empty());
        facts
    }

    fn turns(&self) -> Vec<Turn> {
        let from = self.view.line.agreement.state;
        let all = [
            ("offer", AgreementState::Offered),
            ("begin", AgreementState::InForce),
            ("end", AgreementState::Ended),
        ];
        all.into_iter()
            .filter(|(_, to)| from.may_become(*to))
            .map(|(deed, _)| Turn {
                deed,
                name: self.t.get(&format!("agreement-do-{deed}")).into_owned(),
            })
            .collect()
    }

    fn versions(&self) -> Vec<VersionRow> {
        self.view
            .versions
            .iter()
            .map(|one| self.version_row(one))
            .collect()
    }

    fn version_row(&self, line: &VersionLine) -> VersionRow {
        let (t, own) = (self.t, &line.version);
        let said = |value: &Option<crate::views::agreements::TermValue>| {
            value.as_ref().map_or_else(
                || t.get("term-absent").into_owned(),
                |value| value_text(t, value, &self.view.users),
            )
        };
        let when = jiff::tz::Offset::UTC.to_datetime(own.made_at).date();
        let when = format::day(t.language, when);
        let head = match line.author_name.as_str() {
            "" => when,
            name => format!("{when}, {name}"),
        };
        let head = match own.note.as_str() {
            "" => head,
            note => format!("{head}: {note}"),
        };
        let mut decision = line.decider_name.clone();
        if !own.decision_note.is_empty() {
            decision = format!("{decision}: {}", own.decision_note);
        }
        VersionRow {
            number: own.number,
            head,
            approval: t.get(own.approval.message_id()).into_owned(),
            decision,
            stands: self.view.line.agreement.standing == Some(own.number),
            changes: line
                .changes
                .iter()
                .map(|change| ChangeRow {
                    name: t.get(change.name).into_owned(),
                    of: change.of.clone(),
                    before: said(&change.before),
                    after: said(&change.after),
                })
                .collect(),
        }
    }

    fn rounds(&self) -> Vec<RoundRow> {
        self.view
            .rounds
            .iter()
            .map(|one| self.round_row(one))
            .collect()
    }

    fn round_row(&self, line: &RoundLine) -> RoundRow {
        let (t, own) = (self.t, &line.round.round);
        let people: Vec<&str> = [line.user_name.as_str(), line.person_name.as_str()]
            .into_iter()
            .filter(|name| !name.is_empty())
            .collect();
        let details = [
            ("round-purpose-line", &own.purpose),
            ("round-in-return-line", &own.in_return),
        ];
        let mut said: Vec<String> = details
            .into_iter()
            .filter(|(_, text)| !text.is_empty())
            .map(|(id, text)| t.with1(id, "text", text))
            .collect();
        if !own.note.is_empty() {
            said.push(own.note.clone());
        }
        let side = t.get(own.side.message_id());
        let kind = t.get(own.kind.message_id());
        RoundRow {
            id: line.round.id.to_string(),
            iso: own.day.to_string(),
            day: format::day(t.language, own.day),
            side: own.side.code(),
            who: format!("{side} · {kind}"),
            what: own.what.clone(),
            details: said,
            people: people.join(" ↔ "),
            is_taken_back: line.round.is_taken_back,
        }
    }

    fn round_kinds(&self) -> Vec<SelectOption> {
        options(self.t, RoundKind::ALL, Some(RoundKind::Offer), |one| {
            (one.code(), one.message_id())
        })
    }

    fn sides(&self) -> Vec<SelectOption> {
        options(self.t, Party::ALL, Some(Party::Us), |one| {
            (one.code(), one.message_id())
        })
    }
}
