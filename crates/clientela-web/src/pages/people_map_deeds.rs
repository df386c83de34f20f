//! What is said on a people map: one address a deed, each a form that works without script.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use clientela_domain::estimate::Truth;
use clientela_domain::ids::{AccountId, MapStatementId, PersonId, PlaceholderId, UserId};

use super::done_with_undo;
use super::people_map::page;
use crate::desk::DeskError;
use crate::error::WebError;
use crate::form::{CheckedForm, Fields};
use crate::frame::render;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::people_map::{
    Attitude, BuyingRole, JudgeForm, MapDraft, Node, PlaceholderDraft, Said, Strength, TieKind,
};

/// `POST /accounts/{id}/people-map/{deed}`
pub async fn act(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path((id, deed)): Path<(String, String)>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let id = AccountId::parse(&id).ok_or(WebError::NotFound)?;
    // Who may not see the client learns nothing of what they may do with it.
    let map = state.desk.people_map(&visitor.user, id, None).await?;
    visitor.require(visitor.user.may_edit)?;
    let desk = &state.desk;
    let user = &visitor.user;
    let mut message = "map-saved";
    let mut chosen = fields.get("about").to_owned();
    let done: Result<(), DeskError> = match deed.as_str() {
        "placeholder" => {
            let written = desk
                .write_placeholder(user, id, &placeholder(&fields))
                .await;
            written.map(|new| chosen = new.to_string())
        }
        "identify" => {
            let placeholder_id = PlaceholderId::parse(&chosen).ok_or(WebError::NotFound)?;
            let draft = placeholder(&fields);
            let version = fields.get("version").parse().unwrap_or(0);
            if let Some(person) = draft.person {
                chosen = person.to_string();
            }
            desk.change_placeholder(user, placeholder_id, &draft, version)
                .await
        }
        "take-back" => {
            message = "map-taken-back";
            let ids: Vec<MapStatementId> = MapStatementId::parse(fields.get("statement"))
                .into_iter()
                .collect();
            desk.take_back_statements(user, &ids).await
        }
        _ => {
            let about = desk.map_node(user, id, &chosen).await?;
            let now = map.node(about);
            let said = match deed.as_str() {
                "judge" => judged(&fields, now.map(|one| &one.state)),
                "tie" | "end-tie" | "reports-to" => {
                    one_said(&state, &visitor, id, (&deed, &fields)).await?
                }
                "counterpart" => vec![Said::Counterpart(UserId::parse(fields.get("user")))],
                "place" => vec![Said::Place(fields.get("value") == "yes")],
                _ => return Err(WebError::NotFound),
            };
            let draft = MapDraft {
                said,
                day: fields.get("day").to_owned(),
                until: fields.get("until").to_owned(),
                evidence: fields.get("evidence").to_owned(),
            };
            desk.state_on_map(user, id, about, &draft).await
        }
    };
    match done {
        Ok(()) => {
            let view = fields.get("view");
            let node = uuid_of(&chosen);
            let there = urls::people_map_at(id, view, "", node);
            done_with_undo(&state, &visitor, &there, message).await
        }
        Err(DeskError::Invalid { field, message }) => {
            let (chosen, view) = (urls::encode(&chosen), urls::encode(fields.get("view")));
            let asked = Fields::parse(&format!("node={chosen}&view={view}"));
            let page = page(&state, &visitor, id, &asked, vec![(field, message)]).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, render(&page)?).into_response())
        }
        Err(other) => Err(other.into()),
    }
}

fn uuid_of(text: &str) -> Option<uuid::Uuid> {
    PersonId::parse(text).map(|id| id.0)
}

fn placeholder(fields: &Fields) -> PlaceholderDraft {
    PlaceholderDraft {
        title: fields.get("title").to_owned(),
        unit: fields.get("unit").to_owned(),
        person: PersonId::parse(fields.get("person")),
    }
}

/// What the form about somebody says that is new.
fn judged(fields: &Fields, now: Option<&clientela_domain::people_map::NodeState>) -> Vec<Said> {
    let form = JudgeForm {
        roles: fields
            .all("role")
            .filter_map(BuyingRole::from_code)
            .collect(),
        attitude: Attitude::from_code(fields.get("attitude")),
        influence: fields.get("influence").parse().ok(),
        veto: match fields.get("veto") {
            "yes" => Truth::True,
            "no" => Truth::False,
            _ => Truth::Undecided,
        },
    };
    let confirms = !fields.get("evidence").is_empty();
    let nobody =
        clientela_domain::people_map::NodeState::unknown(Node::Person(PersonId(uuid::Uuid::nil())));
    form.said(now.unwrap_or(&nobody), confirms)
}

/// A line or a tie to somebody else.
async fn one_said(
    state: &WebState,
    visitor: &SignedIn,
    id: AccountId,
    (deed, fields): (&str, &Fields),
) -> Result<Vec<Said>, WebError> {
    let to = match fields.get("to") {
        "" => None,
        text => Some(state.desk.map_node(&visitor.user, id, text).await?),
    };
    Ok(match (deed, to) {
        ("reports-to", to) => vec![Said::ReportsTo(to)],
        ("tie", Some(to)) => {
            let kind = TieKind::from_code(fields.get("kind")).ok_or(WebError::NotFound)?;
            let strength = Strength::from_code(fields.get("strength"));
            vec![Said::Tie(
                kind,
                to,
                Some(strength.unwrap_or(Strength::Plain)),
            )]
        }
        _ => {
            let (kind, to) = fields
                .get("tie")
                .split_once('.')
                .ok_or(WebError::NotFound)?;
            let kind = TieKind::from_code(kind).ok_or(WebError::NotFound)?;
            let to = state.desk.map_node(&visitor.user, id, to).await?;
            vec![Said::Tie(kind, to, None)]
        }
    })
}
