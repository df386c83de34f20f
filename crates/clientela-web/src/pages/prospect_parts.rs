//! What pages of prospects share: rows of lists, the four lamps, the fields of their forms.

use clientela_domain::estimate::Truth;
use clientela_domain::ids::{CampaignId, ColdBatchId, PublicationId, SpotterId, UserId};
use clientela_domain::prospects::Yield;
use clientela_texts::{Texts, format};

use super::form_fields::FormField;
use super::known_form::{Drawing, Fault, TypedForm, menu, plain_option};
use super::next_steps::owner_options;
use super::shared::SelectOption;
use crate::error::WebError;
use crate::router::WebState;
use crate::urls;
use crate::views::UserView;
use crate::views::happenings::Colleague;
use crate::views::origins::ColdBatch;
use crate::views::prospects::{
    Campaign, ChanceReason, ContactPersonDraft, Feature, Part, ProspectChance, ProspectDraft,
    ProspectLine, SourceDraft, SourceKind, Verdict,
};
use crate::views::reading::Publication;
use crate::views::spotters::Spotter;

/// How one of the four parts stands.
pub(super) struct Lamp {
    pub name: String,
    pub state: String,
    /// `yes`, `no` or `open`.
    pub class: &'static str,
}

/// The four parts of a prospect.
pub(super) fn lamps(t: Texts, line: &ProspectLine) -> Vec<Lamp> {
    let lamp = |part: &Part| {
        let (class, state) = match line.prospect.answers.part(*part) {
            Truth::True => ("yes", "prospect-lamp-yes"),
            Truth::False => ("no", "prospect-lamp-no"),
            Truth::Undecided => ("open", "prospect-lamp-open"),
        };
        Lamp {
            name: t.get(part.message_id()).into_owned(),
            state: t.get(state).into_owned(),
            class,
        }
    };
    Part::ALL.iter().map(lamp).collect()
}

/// One prospect in a list.
pub(super) struct ProspectRow {
    pub id: String,
    pub href: String,
    /// Where its form to be moved goes.
    pub move_action: String,
    pub name: String,
    /// City and owner.
    pub about: String,
    pub source: String,
    pub referrer: String,
    pub stage: String,
    pub since: String,
    /// How long it has stood in its stage.
    pub days: String,
    /// Whether sales confirm that it became a client; empty for one that is none.
    pub sales: String,
    pub lamps: Vec<Lamp>,
    pub verdict: String,
    pub verdict_class: &'static str,
    pub question: String,
    pub next_step: String,
    pub next_on: String,
    pub version: i64,
}

impl ProspectRow {
    pub(super) fn new(t: Texts, line: &ProspectLine) -> Self {
        let (own, standing) = (&line.prospect.prospect, &line.prospect.standing);
        let day = |day| format::day(t.language, day);
        let about = [own.city.as_str(), line.owner_name.as_str()];
        let about = about.into_iter().filter(|text| !text.is_empty());
        let question = line.next.as_ref().map(|next| next.question.message_id());
        Self {
            id: line.prospect.id.to_string(),
            href: urls::prospect(line.prospect.id),
            move_action: urls::prospect_deed(line.prospect.id, "move"),
            name: own.name.clone(),
            about: about.collect::<Vec<_>>().join(" · "),
            source: source_name(t, line),
            referrer: line.referrer_name.clone(),
            stage: t.get(standing.stage.message_id()).into_owned(),
            since: day(standing.day),
            days: t.with1("prospect-days-here", "days", line.days_in_stage),
            sales: line.confirmed.map_or_else(String::new, |confirmed| {
                let id = if confirmed {
                    "prospects-confirmed"
                } else {
                    "prospects-unconfirmed"
                };
                t.get(id).into_owned()
            }),
            lamps: lamps(t, line),
            verdict: t.get(line.qualification.verdict.message_id()).into_owned(),
            verdict_class: verdict_class(line.qualification.verdict),
            question: question.map_or_else(String::new, |id| t.get(id).into_owned()),
            next_step: own.next_step.clone(),
            next_on: own.next_on.map_or_else(String::new, day),
            version: line.prospect.version,
        }
    }
}

/// The first way in which it came, or that nobody wrote it down.
pub(super) fn source_name(t: Texts, line: &ProspectLine) -> String {
    match &line.source {
        None => t.get("prospect-source-unrecorded").into_owned(),
        Some(came) => way_name(t, Some(came.source.kind), &came.source.channel),
    }
}

/// A way of finding prospects in words.
pub(super) fn way_name(t: Texts, kind: Option<SourceKind>, channel: &str) -> String {
    match (kind, channel) {
        (None, _) => t.get("prospect-source-unrecorded").into_owned(),
        (Some(kind), "") => t.get(kind.message_id()).into_owned(),
        (Some(_), channel) => t.with1("prospect-source-called", "name", channel),
    }
}

pub(super) const fn verdict_class(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Qualified => "badge badge-ok",
        Verdict::Disqualified => "badge badge-bad",
        Verdict::Open => "badge badge-open",
    }
}

/// The chance that a prospect becomes a client.
pub(super) fn chance(t: Texts, of: Option<&ProspectChance>) -> String {
    span(t, of.map(|of| (of.likely, of.low, of.high)))
}

/// What part of names came so far.
pub(super) fn yielded(t: Texts, of: Option<&Yield>) -> String {
    span(t, of.map(|of| (of.mean, of.low, of.high)))
}

/// Why a chance is as it is: `cold contact lowers it`.
pub(super) fn chance_reasons(t: Texts, line: &ProspectLine) -> Vec<String> {
    let Some(chance) = &line.chance else {
        return Vec::new();
    };
    let reason = |one: &ChanceReason| {
        let what = match one.feature {
            Feature::Way => source_name(t, line),
            Feature::Country => line.prospect.prospect.country.clone(),
            Feature::Answered(question, answer) => t.with(
                "prospect-answered",
                &[
                    ("question", &t.get(question.message_id()).into_owned()),
                    ("answer", &t.get(answer.message_id()).into_owned()),
                ],
            ),
        };
        let id = if one.says > 0.0 {
            "chance-raises"
        } else {
            "chance-lowers"
        };
        t.with1(id, "what", what)
    };
    chance.reasons.iter().map(reason).collect()
}

/// A share with its interval: `12 % (3–30 %)`.
pub(super) fn span(t: Texts, of: Option<(f64, f64, f64)>) -> String {
    let percent = |share: f64| format::share(t.language, share);
    match of {
        None => t.get("unknown").into_owned(),
        Some((likely, low, high)) => t.with(
            "prospect-chance-between",
            &[
                ("likely", &percent(likely)),
                ("low", &percent(low)),
                ("high", &percent(high)),
            ],
        ),
    }
}

/// The fields of the form of a prospect.
pub(super) const OWN: [&str; 12] = [
    "name",
    "registration_number",
    "city",
    "country",
    "website",
    "phone",
    "email",
    "owner",
    "note",
    "next_step",
    "next_on",
    "informed_on",
];

/// The fields of how it came.
pub(super) const SOURCE: [&str; 12] = [
    "source_kind",
    "source_channel",
    "source_day",
    "source_given_by",
    "source_campaign",
    "source_publication",
    "source_batch",
    "source_agreement",
    "source_detail",
    "source_cost",
    "source_currency",
    "source_person",
];

/// The fields of with whom we speak.
pub(super) const CONTACT: [&str; 4] = [
    "contact_name",
    "contact_role",
    "contact_phone",
    "contact_email",
];

/// A prospect as its form says it.
pub(super) fn typed(draft: &ProspectDraft) -> TypedForm {
    let owner = draft.owner.map(|id| id.to_string()).unwrap_or_default();
    TypedForm::with(vec![
        ("name", draft.name.clone()),
        ("registration_number", draft.registration_number.clone()),
        ("city", draft.city.clone()),
        ("country", draft.country.clone()),
        ("website", draft.website.clone()),
        ("phone", draft.phone.clone()),
        ("email", draft.email.clone()),
        ("owner", owner),
        ("note", draft.note.clone()),
        ("next_step", draft.next_step.clone()),
        ("next_on", draft.next_on.clone()),
        ("informed_on", draft.informed_on.clone()),
    ])
}

/// What the form of a prospect says.
pub(super) fn draft(form: &TypedForm) -> ProspectDraft {
    ProspectDraft {
        name: form.text("name"),
        registration_number: form.text("registration_number"),
        city: form.text("city"),
        country: form.text("country"),
        website: form.text("website"),
        phone: form.text("phone"),
        email: form.text("email"),
        owner: UserId::parse(form.get("owner")),
        note: form.text("note"),
        next_step: form.text("next_step"),
        next_on: form.text("next_on"),
        informed_on: form.text("informed_on"),
    }
}

/// What the form says of how it came.
pub(super) fn source_draft(form: &TypedForm) -> Result<SourceDraft, Fault> {
    let currency = match form.get("source_currency").trim() {
        "" => None,
        code => {
            let known = clientela_domain::currency::Currency::from_code(&code.to_uppercase());
            Some(known.ok_or(("source_currency", "field-currency-invalid"))?)
        }
    };
    Ok(SourceDraft {
        kind: SourceKind::from_code(form.get("source_kind")),
        channel: form.text("source_channel"),
        day: form.text("source_day"),
        given_by: form.text("source_given_by"),
        person: clientela_domain::ids::PersonId::parse(form.get("source_person")),
        account: None,
        campaign: CampaignId::parse(form.get("source_campaign")),
        publication: String::new(),
        publication_id: PublicationId::parse(form.get("source_publication")),
        batch: ColdBatchId::parse(form.get("source_batch")),
        spotter: String::new(),
        spotter_id: SpotterId::parse(form.get("source_agreement")),
        detail: form.text("source_detail"),
        cost: form.money("source_cost")?,
        currency,
    })
}

/// What the form says of with whom we speak.
pub(super) fn contact_draft(form: &TypedForm) -> ContactPersonDraft {
    ContactPersonDraft {
        name: form.text("contact_name"),
        role: form.text("contact_role"),
        phone: form.text("contact_phone"),
        email: form.text("contact_email"),
    }
}

/// The field of a page at which a field of a use case stands: several forms share a page, so that each of theirs
/// begins with the name of its form.
pub(super) fn field_at(form: &str, field: &'static str) -> &'static str {
    let all = SOURCE.iter().chain(&CONTACT).chain(&DEEDS).chain(&FACT);
    let wanted = match (form, field) {
        ("source", "source" | "source_day") | ("contact", "contact" | "contact_role") => "",
        _ => field,
    };
    let found = all.copied().find(|name| match name.split_once('_') {
        Some((of, rest)) => of == form && !wanted.is_empty() && rest == wanted,
        None => false,
    });
    found.unwrap_or(match (form, field) {
        ("source", "source") => "source_kind",
        ("source", "spotter") => "source_agreement",
        ("contact", "contact") => "contact_name",
        _ => field,
    })
}

/// The fields of what is done on the page of a prospect.
pub(super) const DEEDS: [&str; 11] = [
    "answer_question",
    "answer_answer",
    "answer_evidence",
    "answer_day",
    "move_stage",
    "move_reason",
    "move_note",
    "move_review_on",
    "move_day",
    "win_client",
    "win_day",
];

/// The fields of a fact about its ability to pay.
pub(super) const FACT: [&str; 9] = [
    "fact_kind",
    "fact_over",
    "fact_amount",
    "fact_currency",
    "fact_year",
    "fact_revenue",
    "fact_result",
    "fact_source",
    "fact_day",
];

/// The rows of the form of a prospect.
pub(super) fn own_rows(drawing: &Drawing<'_>, colleagues: &[Colleague]) -> Vec<Vec<FormField>> {
    let chosen = UserId::parse(drawing.form.get("owner"));
    vec![
        vec![drawing.required("name"), drawing.line("city")],
        vec![
            drawing.choice("owner", owner_options(colleagues, chosen)),
            drawing.line("next_step"),
            drawing.line("next_on"),
        ],
        vec![
            drawing.line("phone"),
            drawing.line("email"),
            drawing.line("website"),
        ],
        vec![
            drawing.line("registration_number"),
            drawing.line("country"),
            drawing.line("informed_on"),
        ],
        vec![drawing.lines("note")],
    ]
}

/// What may stand behind a way in which a prospect came.
pub(super) struct Behind {
    pub campaigns: Vec<Campaign>,
    pub publications: Vec<Publication>,
    pub batches: Vec<ColdBatch>,
    pub spotters: Vec<Spotter>,
}

impl Behind {
    /// All of it.
    pub(super) async fn of(state: &WebState, user: &UserView) -> Result<Self, WebError> {
        Ok(Self {
            campaigns: state.desk.campaigns(user).await?,
            publications: state.desk.publications(user).await?,
            batches: state.desk.batches_to_choose(user).await?,
            spotters: state.desk.spotters(user).await?,
        })
    }
}

/// The rows of how it came.
pub(super) fn source_rows(t: Texts, drawing: &Drawing<'_>, behind: &Behind) -> Vec<Vec<FormField>> {
    let kinds = menu(t, SourceKind::ALL, |one| (one.code(), one.message_id()));
    let campaigns: Vec<SelectOption> = behind
        .campaigns
        .iter()
        .map(|one| plain_option(one.id.to_string(), one.campaign.name.clone()))
        .collect();
    let mut rows = vec![
        vec![
            FormField {
                required: true,
                ..drawing.choice("source_kind", kinds)
            },
            drawing.line("source_given_by"),
            drawing.line("source_day"),
        ],
        vec![
            drawing.line("source_detail"),
            drawing.line("source_channel"),
        ],
        vec![drawing.line("source_cost"), drawing.line("source_currency")],
    ];
    if !campaigns.is_empty() {
        rows[1].push(drawing.choice("source_campaign", campaigns));
    }
    let publications: Vec<SelectOption> = behind
        .publications
        .iter()
        .map(|one| plain_option(one.id.to_string(), one.publication.name.clone()))
        .collect();
    if !publications.is_empty() {
        rows[1].push(drawing.choice("source_publication", publications));
    }
    let batches: Vec<SelectOption> = behind
        .batches
        .iter()
        .map(|one| plain_option(one.id.to_string(), one.batch.name.clone()))
        .collect();
    if !batches.is_empty() {
        rows[1].push(drawing.choice("source_batch", batches));
    }
    let spotters: Vec<SelectOption> = behind
        .spotters
        .iter()
        .map(|one| plain_option(one.id.to_string(), one.spotter.name.clone()))
        .collect();
    if !spotters.is_empty() {
        rows[2].push(drawing.choice("source_agreement", spotters));
    }
    rows
}

/// The row of with whom we speak.
pub(super) fn contact_rows(drawing: &Drawing<'_>) -> Vec<Vec<FormField>> {
    vec![
        vec![drawing.line("contact_name"), drawing.line("contact_role")],
        vec![drawing.line("contact_phone"), drawing.line("contact_email")],
    ]
}
