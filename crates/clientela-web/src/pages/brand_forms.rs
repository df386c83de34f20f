//! The forms of incidents and remarks.

use async_trait::async_trait;
use clientela_domain::ids::{AccountId, CompetitorId, IncidentId, PersonId, RemarkId};
use clientela_texts::Texts;

use super::form_fields::FormField;
use super::known_form::{Drawing, Fault, TypedForm, menu};
use super::market_forms::{day, id_text, required, withdrawn, yes};
use super::market_record::{Choices, IdOf, LineOf, MarketForm};
use super::trouble_page::Fact;
use crate::desk::{Answer, Desk};
use crate::frame::Area;
use crate::urls;
use crate::views::UserView;
use crate::views::brand::{
    IncidentDraft, IncidentSeverity, MentionTone, RemarkAbout, RemarkDraft, ToldOrigin,
};

fn code(code: Option<&'static str>) -> String {
    code.unwrap_or_default().to_owned()
}

fn origins(drawing: &Drawing<'_>) -> FormField {
    let all = menu(drawing.t, ToldOrigin::ALL, |one| {
        (one.code(), one.message_id())
    });
    required(drawing.choice("origin", all))
}

#[async_trait]
impl MarketForm for IncidentDraft {
    const NAMES: &'static [&'static str] = &[
        "client",
        "what",
        "severity",
        "product_group",
        "origin",
        "day",
        "done",
        "closed_on",
        "note",
        "withdrawn",
    ];
    const PREFIX: &'static str = "incident";
    const LIST: (&'static str, &'static str) = (urls::INCIDENTS, "incidents-title");
    const NEW: &'static str = urls::INCIDENT_NEW;
    const AREA: Area = Area::Market;
    const CLIENT_OPTIONAL: bool = true;

    fn parse(id: &str) -> Option<IncidentId> {
        IncidentId::parse(id)
    }

    fn address(id: IncidentId) -> String {
        urls::incident(id)
    }

    fn typed(&self) -> TypedForm {
        TypedForm::with(vec![
            ("what", self.what.clone()),
            ("severity", code(self.severity.map(IncidentSeverity::code))),
            ("product_group", self.product_group.clone()),
            ("origin", code(self.origin.map(ToldOrigin::code))),
            ("day", self.day.clone()),
            ("done", self.done.clone()),
            ("closed_on", self.closed_on.clone()),
            ("note", self.note.clone()),
            ("withdrawn", yes(self.withdrawn)),
        ])
    }

    fn read(form: &TypedForm) -> Result<Self, Fault> {
        Ok(Self {
            account: None,
            product_group: form.text("product_group"),
            what: form.text("what"),
            severity: IncidentSeverity::from_code(form.get("severity")),
            origin: ToldOrigin::from_code(form.get("origin")),
            done: form.text("done"),
            closed_on: form.text("closed_on"),
            day: form.text("day"),
            note: form.text("note"),
            withdrawn: form.get("withdrawn") == "yes",
        })
    }

    fn placed(self, client: Option<AccountId>) -> Self {
        Self {
            account: client,
            ..self
        }
    }

    fn rows(drawing: &Drawing<'_>, _: Choices) -> Vec<Vec<FormField>> {
        let severities = menu(drawing.t, IncidentSeverity::ALL, |one| {
            (one.code(), one.message_id())
        });
        vec![
            vec![
                drawing.required("what"),
                required(drawing.choice("severity", severities)),
            ],
            vec![drawing.line("product_group"), origins(drawing)],
            vec![drawing.line("day"), drawing.line("closed_on")],
            vec![drawing.lines("done")],
            vec![drawing.lines("note")],
        ]
    }

    fn heading(_: Texts, line: &LineOf<Self>) -> String {
        line.kept.record.what.clone()
    }

    fn facts(t: Texts, line: &LineOf<Self>) -> Vec<Fact> {
        let own = &line.kept.record;
        let word = |id: &str| t.get(id).into_owned();
        let closed = match own.closed_on {
            Some(closed) => day(t, Some(closed)),
            None => word("incident-open"),
        };
        vec![
            Fact::plain(t, "incident-severity", word(own.severity.message_id())),
            Fact::plain(t, "incident-product-group", own.product_group.clone()),
            Fact::plain(t, "incident-day", day(t, Some(own.day))),
            Fact::plain(t, "incident-origin", word(own.origin.message_id())),
            Fact::plain(t, "incident-done", own.done.clone()),
            Fact::plain(t, "incident-closed-on", closed),
            Fact::plain(t, "incident-note", own.note.clone()),
            Fact::plain(t, "incident-withdrawn", withdrawn(t, own.withdrawn)),
        ]
    }

    async fn line(desk: &dyn Desk, user: &UserView, id: IdOf<Self>) -> Answer<LineOf<Self>> {
        desk.incident(user, id).await
    }

    async fn write(
        &self,
        desk: &dyn Desk,
        user: &UserView,
        _: Option<AccountId>,
    ) -> Answer<IdOf<Self>> {
        desk.write_incident(user, self).await
    }

    async fn change(
        &self,
        desk: &dyn Desk,
        user: &UserView,
        (id, version): (IdOf<Self>, i64),
    ) -> Answer<()> {
        desk.change_incident(user, id, self, version).await
    }
}

#[async_trait]
impl MarketForm for RemarkDraft {
    const NAMES: &'static [&'static str] = &[
        "client",
        "about",
        "what",
        "tone",
        "person",
        "competitor",
        "product_group",
        "origin",
        "link",
        "day",
        "note",
        "withdrawn",
    ];
    const PREFIX: &'static str = "remark";
    const LIST: (&'static str, &'static str) = (urls::REMARKS, "remarks-title");
    const NEW: &'static str = urls::REMARK_NEW;
    const AREA: Area = Area::Market;
    const CLIENT_OPTIONAL: bool = true;

    fn parse(id: &str) -> Option<RemarkId> {
        RemarkId::parse(id)
    }

    fn address(id: RemarkId) -> String {
        urls::remark(id)
    }

    fn typed(&self) -> TypedForm {
        let person = self.person.map(|id| id.to_string()).unwrap_or_default();
        TypedForm::with(vec![
            ("about", code(self.about.map(RemarkAbout::code))),
            ("what", self.what.clone()),
            ("tone", code(self.tone.map(MentionTone::code))),
            ("person", person),
            ("competitor", id_text(self.competitor)),
            ("product_group", self.product_group.clone()),
            ("origin", code(self.origin.map(ToldOrigin::code))),
            ("link", self.link.clone()),
            ("day", self.day.clone()),
            ("note", self.note.clone()),
            ("withdrawn", yes(self.withdrawn)),
        ])
    }

    fn read(form: &TypedForm) -> Result<Self, Fault> {
        Ok(Self {
            account: None,
            person: PersonId::parse(form.get("person")),
            competitor: CompetitorId::parse(form.get("competitor")),
            about: RemarkAbout::from_code(form.get("about")),
            tone: MentionTone::from_code(form.get("tone")),
            product_group: form.text("product_group"),
            what: form.text("what"),
            origin: ToldOrigin::from_code(form.get("origin")),
            link: form.text("link"),
            day: form.text("day"),
            note: form.text("note"),
            withdrawn: form.get("withdrawn") == "yes",
        })
    }

    fn placed(self, client: Option<AccountId>) -> Self {
        Self {
            account: client,
            ..self
        }
    }

    fn rows(drawing: &Drawing<'_>, choices: Choices) -> Vec<Vec<FormField>> {
        let t = drawing.t;
        let abouts = menu(t, RemarkAbout::ALL, |one| (one.code(), one.message_id()));
        let tones = menu(t, MentionTone::ALL, |one| (one.code(), one.message_id()));
        vec![
            vec![
                required(drawing.choice("about", abouts)),
                drawing.choice("tone", tones),
            ],
            vec![drawing.required("what")],
            vec![origins(drawing), drawing.choice("person", choices.people)],
            vec![drawing.line("day"), drawing.line("link")],
            vec![
                drawing.line("product_group"),
                drawing.choice("competitor", choices.competitors),
            ],
            vec![drawing.lines("note")],
        ]
    }

    fn heading(t: Texts, line: &LineOf<Self>) -> String {
        match line.kept.record.what.as_str() {
            "" => t.get("remark-erased").into_owned(),
            what => what.to_owned(),
        }
    }

    fn facts(t: Texts, line: &LineOf<Self>) -> Vec<Fact> {
        let own = &line.kept.record;
        let word = |id: &str| t.get(id).into_owned();
        let tone = own.tone.map(|tone| word(tone.message_id()));
        let link = Some(own.link.clone()).filter(|link| !link.is_empty());
        vec![
            Fact::plain(t, "remark-about", word(own.about.message_id())),
            Fact::plain(t, "remark-tone", tone.unwrap_or_default()),
            Fact::plain(t, "remark-origin", word(own.origin.message_id())),
            Fact::linked(
                t,
                "remark-person",
                line.person_name.clone(),
                own.person_id.map(urls::person),
            ),
            Fact::plain(t, "remark-day", day(t, Some(own.day))),
            Fact::linked(t, "remark-link", own.link.clone(), link),
            Fact::linked(
                t,
                "remark-competitor",
                line.competitor_name.clone(),
                own.competitor_id.map(urls::competitor),
            ),
            Fact::plain(t, "remark-product-group", own.product_group.clone()),
            Fact::plain(t, "remark-note", own.note.clone()),
            Fact::plain(t, "remark-withdrawn", withdrawn(t, own.withdrawn)),
        ]
    }

    async fn line(desk: &dyn Desk, user: &UserView, id: IdOf<Self>) -> Answer<LineOf<Self>> {
        desk.remark(user, id).await
    }

    async fn write(
        &self,
        desk: &dyn Desk,
        user: &UserView,
        _: Option<AccountId>,
    ) -> Answer<IdOf<Self>> {
        desk.write_remark(user, self).await
    }

    async fn change(
        &self,
        desk: &dyn Desk,
        user: &UserView,
        (id, version): (IdOf<Self>, i64),
    ) -> Answer<()> {
        desk.change_remark(user, id, self, version).await
    }
}
