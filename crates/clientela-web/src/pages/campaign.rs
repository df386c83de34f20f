//! A campaign: what became of its prospects, what they cost and what came back; its form.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use clientela_domain::ids::CampaignId;
use clientela_domain::records::FileKind;
use clientela_texts::{Texts, format};

use super::conflict::{self, Conflict, FieldVersion};
use super::form_fields::{FormField, Kind};
use super::known_form::{Drawing, Fault, TypedForm, menu};
use super::origin_parts::{FigureRow, figures};
use super::prospect_parts::ProspectRow;
use super::trouble_page::TroublePage;
use super::{done, done_with_undo};
use crate::desk::DeskError;
use crate::error::WebError;
use crate::form::{CheckedForm, FieldErrors, Fields};
use crate::frame::{Area, Frame, render};
use crate::limits::ENTRIES_PER_PAGE;
use crate::markup::Markup;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::origins::{CampaignLine, OriginReturn};
use crate::views::prospects::{Campaign, CampaignDraft, ProspectQuery, ProspectSort, SourceKind};

const NAMES: [&str; 7] = [
    "kind",
    "name",
    "first_day",
    "last_day",
    "cost",
    "currency",
    "note",
];

fn draft(form: &TypedForm) -> Result<CampaignDraft, Fault> {
    Ok(CampaignDraft {
        kind: SourceKind::from_code(form.get("kind")),
        name: form.text("name"),
        first_day: form.text("first_day"),
        last_day: form.text("last_day"),
        cost: form.money("cost")?,
        currency: form.currency()?,
        note: form.text("note"),
    })
}

fn typed(of: &Campaign) -> TypedForm {
    let own = &of.campaign;
    let day = |day: Option<clientela_domain::day::Date>| {
        day.map(|day| day.to_string()).unwrap_or_default()
    };
    let code = |currency: clientela_domain::currency::Currency| currency.code().to_owned();
    TypedForm::with(vec![
        ("kind", own.kind.code().to_owned()),
        ("name", own.name.clone()),
        ("first_day", day(own.first_day)),
        ("last_day", day(own.last_day)),
        (
            "cost",
            own.cost.map(|cost| cost.to_string()).unwrap_or_default(),
        ),
        ("currency", own.currency.map(code).unwrap_or_default()),
        ("note", own.note.clone()),
    ])
}

/// The rows of the form of a campaign.
fn rows(drawing: &Drawing<'_>) -> Vec<Vec<FormField>> {
    let kinds: Vec<SourceKind> = SourceKind::ALL
        .iter()
        .copied()
        .filter(|kind| kind.is_campaign())
        .collect();
    let kinds = menu(drawing.t, &kinds, |one| (one.code(), one.message_id()));
    vec![
        vec![drawing.required("name"), drawing.choice("kind", kinds)],
        vec![drawing.line("first_day"), drawing.line("last_day")],
        vec![drawing.line("cost"), drawing.line("currency")],
        vec![drawing.lines("note")],
    ]
}

fn new_page(visitor: &SignedIn, (form, errors): (&TypedForm, &FieldErrors)) -> TroublePage {
    let t = visitor.t;
    let drawing = Drawing {
        t,
        prefix: "campaign",
        form,
        errors,
    };
    let title = t.get("campaign-new").into_owned();
    TroublePage {
        frame: visitor.frame(title.clone(), Area::Prospects),
        t,
        list: (
            urls::PROSPECT_SOURCES,
            t.get("prospect-sources-title").into_owned(),
        ),
        account: (String::new(), String::new()),
        heading: title,
        lead: String::new(),
        facts: Vec::new(),
        rows: rows(&drawing),
        action: urls::CAMPAIGN_NEW.to_owned(),
        save: t.get("save").into_owned(),
        version: None,
        opened: Markup::default(),
        may_edit: visitor.user.may_edit,
        errors_shown: true,
    }
}

/// `GET /prospects/campaigns/new`
pub(super) async fn new(visitor: SignedIn) -> Result<Response, WebError> {
    visitor.require(visitor.user.may_edit)?;
    let form = TypedForm::of(&Fields::parse(&visitor.query), &NAMES);
    new_page(&visitor, (&form, &Vec::new())).open()
}

/// `POST /prospects/campaigns/new`
pub(super) async fn save(
    State(state): State<WebState>,
    visitor: SignedIn,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    visitor.require(visitor.user.may_edit)?;
    let form = TypedForm::of(&fields, &NAMES);
    let saved = match draft(&form) {
        Err((field, message)) => Err(DeskError::Invalid { field, message }),
        Ok(draft) => state.desk.write_campaign(&visitor.user, &draft).await,
    };
    match saved {
        Ok(id) => Ok(done(&visitor, &urls::campaign(id), "saved")),
        Err(DeskError::Invalid { field, message }) => {
            new_page(&visitor, (&form, &vec![(field, message)])).refused(Markup::default())
        }
        Err(other) => Err(other.into()),
    }
}

#[derive(Template)]
#[template(path = "campaign.html")]
struct CampaignPage {
    frame: Frame,
    t: Texts,
    id: CampaignId,
    heading: String,
    lead: String,
    figures: Vec<FigureRow>,
    prospects: Vec<ProspectRow>,
    all_href: String,
    matching: u64,
    /// How a file says that somebody came through it.
    from_file: String,
    rows: Vec<Vec<FormField>>,
    version: i64,
    opened: Markup,
    may_edit: bool,
    may_import: bool,
    errors_shown: bool,
}

impl CampaignPage {
    fn versions(&self) -> Vec<FieldVersion> {
        self.rows.iter().flatten().map(FieldVersion::of).collect()
    }

    fn open(mut self) -> Result<Response, WebError> {
        self.opened = conflict::opened(&self.versions());
        Ok(render(&self)?.into_response())
    }

    fn refused(mut self, opened: Markup) -> Result<Response, WebError> {
        self.opened = opened;
        self.errors_shown = true;
        Ok((StatusCode::UNPROCESSABLE_ENTITY, render(&self)?).into_response())
    }

    /// Where a file of those who came is brought in.
    fn import_href(&self) -> String {
        let campaign = self.id.to_string();
        let chosen = [
            ("kind", FileKind::Prospects.code()),
            ("campaign", &campaign),
        ];
        urls::with_query(urls::IMPORT_NEW, &chosen)
    }

    /// How many of its prospects stand in the whole list.
    fn more(&self) -> String {
        self.t
            .with1("campaign-all-prospects", "count", self.matching)
    }
}

/// Kind, days and note in a line.
fn lead(visitor: &SignedIn, of: &Campaign) -> String {
    let (t, own) = (visitor.t, &of.campaign);
    let day = |day| format::day(t.language, day);
    let days = match (own.first_day, own.last_day) {
        (Some(first), Some(last)) if first != last => format!("{} – {}", day(first), day(last)),
        (first, last) => first.or(last).map_or_else(String::new, day),
    };
    let parts = [
        t.get(own.kind.message_id()).into_owned(),
        days,
        own.note.clone(),
    ];
    let parts = parts.into_iter().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(" · ")
}

async fn page(
    state: &WebState,
    visitor: &SignedIn,
    (line, back): (&CampaignLine, &OriginReturn),
    (form, errors): (&TypedForm, &FieldErrors),
) -> Result<CampaignPage, WebError> {
    let t = visitor.t;
    let drawing = Drawing {
        t,
        prefix: "campaign",
        form,
        errors,
    };
    let own = &line.campaign;
    let query = ProspectQuery {
        campaign: Some(own.id),
        sort: Some(ProspectSort::Name),
        limit: ENTRIES_PER_PAGE,
        ..ProspectQuery::default()
    };
    let found = state.desk.prospects(&visitor.user, &query).await?;
    let heading = own.campaign.name.clone();
    Ok(CampaignPage {
        frame: visitor.frame(heading.clone(), Area::Prospects),
        t,
        id: own.id,
        lead: lead(visitor, own),
        figures: figures(t, &line.report, back),
        prospects: found
            .lines
            .iter()
            .map(|line| ProspectRow::new(t, line))
            .collect(),
        all_href: urls::with_query(urls::PROSPECTS, &[("campaign", &own.id.to_string())]),
        matching: found.matching,
        from_file: t.with1("campaign-from-file", "name", heading.as_str()),
        heading,
        rows: rows(&drawing),
        version: own.version,
        opened: Markup::default(),
        may_edit: visitor.user.may_edit,
        may_import: visitor.user.may_import,
        errors_shown: false,
    })
}

/// `GET /prospects/campaigns/{id}`
pub(super) async fn show(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let id = CampaignId::parse(&id).ok_or(WebError::NotFound)?;
    let (line, back) = state.desk.campaign(&visitor.user, id).await?;
    let (form, nothing) = (typed(&line.campaign), Vec::new());
    let page = page(&state, &visitor, (&line, &back), (&form, &nothing)).await?;
    page.open()
}

/// `POST /prospects/campaigns/{id}`
pub(super) async fn change(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let id = CampaignId::parse(&id).ok_or(WebError::NotFound)?;
    let (desk, user) = (&state.desk, &visitor.user);
    let (line, back) = desk.campaign(user, id).await?;
    visitor.require(user.may_edit)?;
    let form = TypedForm::of(&fields, &NAMES);
    let version = fields.get("version").parse().unwrap_or(0);
    let saved = match draft(&form) {
        Err((field, message)) => Err(DeskError::Invalid { field, message }),
        Ok(draft) => desk.change_campaign(user, id, &draft, version).await,
    };
    let whole = (&line, &back);
    match saved {
        Ok(()) => done_with_undo(&state, &visitor, &urls::campaign(id), "saved").await,
        Err(DeskError::Invalid { field, message }) => {
            let errors = vec![(field, message)];
            let mut page = page(&state, &visitor, whole, (&form, &errors)).await?;
            page.version = version;
            page.refused(conflict::still_opened(&fields))
        }
        Err(DeskError::Conflict) if line.campaign.version != version => {
            let nothing = Vec::new();
            let standing = typed(&line.campaign);
            let theirs = page(&state, &visitor, whole, (&standing, &nothing)).await?;
            let mine = page(&state, &visitor, whole, (&form, &nothing)).await?;
            let conflict = Conflict {
                name: line.campaign.campaign.name.clone(),
                area: Area::Prospects,
                record: ("campaign", id.to_string()),
                action: urls::campaign(id),
                back: urls::campaign(id),
                version: line.campaign.version,
                fields: &fields,
                mine: mine.versions(),
                theirs: theirs.versions(),
            };
            conflict::page(&state, &visitor, conflict).await
        }
        Err(other) => Err(other.into()),
    }
}
