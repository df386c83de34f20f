//! The forms of the market: a position of a competitor, something won or lost, what a client buys in all.

use async_trait::async_trait;
use clientela_domain::amount::Amount;
use clientela_domain::day::Date;
use clientela_domain::ids::{
    AccountId, ClientPurchaseId, CompetitorId, CompetitorPositionId, ContestId,
};
use clientela_texts::{Texts, format};

use super::form_fields::FormField;
use super::known_form::{Drawing, Fault, TypedForm, menu};
use super::market_record::{Choices, IdOf, LineOf, MarketForm};
use super::market_words::{confidence, holding, money_ends, percent_ends};
use super::trouble_page::Fact;
use crate::desk::{Answer, Desk};
use crate::urls;
use crate::views::UserView;
use crate::views::market::{
    ClientPurchaseDraft, ContestDraft, ContestOutcome, ContestReason, PositionDraft,
    PositionSource, PurchasesSource, ReasonSource, period_text,
};

fn money(amount: Option<Amount>) -> String {
    amount.map(|amount| amount.to_string()).unwrap_or_default()
}

/// A mark as a form says it.
pub(super) fn yes(withdrawn: bool) -> String {
    if withdrawn { "yes" } else { "" }.to_owned()
}

/// A day in words; nothing without one.
pub(super) fn day(t: Texts, day: Option<Date>) -> String {
    day.map(|day| format::day(t.language, day))
        .unwrap_or_default()
}

/// A competitor as a form says it.
pub(super) fn id_text(id: Option<CompetitorId>) -> String {
    id.map(|id| id.to_string()).unwrap_or_default()
}

/// A menu that must be chosen from.
pub(super) fn required(mut field: FormField) -> FormField {
    field.required = true;
    field
}

#[async_trait]
impl MarketForm for PositionDraft {
    const NAMES: &'static [&'static str] = &[
        "client",
        "competitor",
        "product_group",
        "share_low",
        "share_high",
        "price_index",
        "contract_end",
        "since",
        "source",
        "day",
        "note",
        "withdrawn",
    ];
    const PREFIX: &'static str = "position";
    const LIST: (&'static str, &'static str) = (urls::POSITIONS, "positions-title");
    const NEW: &'static str = urls::POSITION_NEW;

    fn parse(id: &str) -> Option<CompetitorPositionId> {
        CompetitorPositionId::parse(id)
    }

    fn address(id: CompetitorPositionId) -> String {
        urls::position(id)
    }

    fn typed(&self) -> TypedForm {
        let source = self.source.map(PositionSource::code).unwrap_or_default();
        TypedForm::with(vec![
            ("competitor", id_text(self.competitor)),
            ("product_group", self.product_group.clone()),
            ("share_low", money(self.share_low)),
            ("share_high", money(self.share_high)),
            ("price_index", money(self.price_index)),
            ("contract_end", self.contract_end.clone()),
            ("since", self.since.clone()),
            ("source", source.to_owned()),
            ("day", self.day.clone()),
            ("note", self.note.clone()),
            ("withdrawn", yes(self.withdrawn)),
        ])
    }

    fn read(form: &TypedForm) -> Result<Self, Fault> {
        Ok(Self {
            competitor: CompetitorId::parse(form.get("competitor")),
            product_group: form.text("product_group"),
            share_low: form.money("share_low")?,
            share_high: form.money("share_high")?,
            price_index: form.money("price_index")?,
            contract_end: form.text("contract_end"),
            since: form.text("since"),
            source: PositionSource::from_code(form.get("source")),
            day: form.text("day"),
            note: form.text("note"),
            withdrawn: form.get("withdrawn") == "yes",
        })
    }

    fn rows(drawing: &Drawing<'_>, choices: Choices) -> Vec<Vec<FormField>> {
        let sources = menu(drawing.t, PositionSource::ALL, |one| {
            (one.code(), one.message_id())
        });
        vec![
            vec![
                required(drawing.choice("competitor", choices.competitors)),
                drawing.required("product_group"),
            ],
            vec![drawing.line("share_low"), drawing.line("share_high")],
            vec![drawing.line("price_index"), drawing.line("contract_end")],
            vec![
                required(drawing.choice("source", sources)),
                drawing.line("day"),
            ],
            vec![drawing.line("since")],
            vec![drawing.lines("note")],
        ]
    }

    fn heading(_: Texts, line: &LineOf<Self>) -> String {
        let own = &line.kept.record;
        format!("{} – {}", line.competitor_name, own.product_group)
    }

    fn facts(t: Texts, line: &LineOf<Self>) -> Vec<Fact> {
        let own = &line.kept.record;
        let against = Some(urls::competitor(own.competitor_id));
        let number = |amount: Amount| format::decimal(t.language, amount.as_f64(), 0);
        vec![
            Fact::linked(
                t,
                "position-competitor",
                line.competitor_name.clone(),
                against,
            ),
            Fact::plain(
                t,
                "position-share",
                percent_ends(t, own.share_low, own.share_high),
            ),
            Fact::plain(
                t,
                "position-price-index",
                own.price_index.map(number).unwrap_or_default(),
            ),
            Fact::plain(t, "position-contract-end", day(t, own.contract_end)),
            Fact::plain(t, "position-since", day(t, own.since)),
            Fact::plain(
                t,
                "position-source",
                t.get(own.source.message_id()).into_owned(),
            ),
            Fact::plain(t, "position-day", day(t, Some(own.day))),
            Fact::plain(t, "position-holds", holding(t, line)),
            Fact::plain(t, "position-note", own.note.clone()),
            Fact::plain(t, "position-withdrawn", withdrawn(t, own.withdrawn)),
        ]
    }

    async fn line(desk: &dyn Desk, user: &UserView, id: IdOf<Self>) -> Answer<LineOf<Self>> {
        desk.position(user, id).await
    }

    async fn write(
        &self,
        desk: &dyn Desk,
        user: &UserView,
        account: Option<AccountId>,
    ) -> Answer<IdOf<Self>> {
        desk.write_position(user, account, self).await
    }

    async fn change(
        &self,
        desk: &dyn Desk,
        user: &UserView,
        (id, version): (IdOf<Self>, i64),
    ) -> Answer<()> {
        desk.change_position(user, id, self, version).await
    }
}

/// Yes for what was withdrawn, nothing for the rest.
pub(super) fn withdrawn(t: Texts, withdrawn: bool) -> String {
    if withdrawn {
        t.get("yes").into_owned()
    } else {
        String::new()
    }
}

#[async_trait]
impl MarketForm for ContestDraft {
    const NAMES: &'static [&'static str] = &[
        "client",
        "competitor",
        "product_group",
        "what",
        "outcome",
        "reason",
        "reason_source",
        "value",
        "currency",
        "day",
        "note",
        "withdrawn",
    ];
    const PREFIX: &'static str = "contest";
    const LIST: (&'static str, &'static str) = (urls::CONTESTS, "contests-title");
    const NEW: &'static str = urls::CONTEST_NEW;

    fn parse(id: &str) -> Option<ContestId> {
        ContestId::parse(id)
    }

    fn address(id: ContestId) -> String {
        urls::contest(id)
    }

    fn typed(&self) -> TypedForm {
        let code = |code: Option<&'static str>| code.unwrap_or_default().to_owned();
        TypedForm::with(vec![
            ("competitor", id_text(self.competitor)),
            ("product_group", self.product_group.clone()),
            ("what", self.what.clone()),
            ("outcome", code(self.outcome.map(ContestOutcome::code))),
            ("reason", code(self.reason.map(ContestReason::code))),
            (
                "reason_source",
                code(self.reason_source.map(ReasonSource::code)),
            ),
            ("value", money(self.value)),
            (
                "currency",
                self.currency
                    .map(|one| one.code().to_owned())
                    .unwrap_or_default(),
            ),
            ("day", self.day.clone()),
            ("note", self.note.clone()),
            ("withdrawn", yes(self.withdrawn)),
        ])
    }

    fn read(form: &TypedForm) -> Result<Self, Fault> {
        Ok(Self {
            competitor: CompetitorId::parse(form.get("competitor")),
            product_group: form.text("product_group"),
            what: form.text("what"),
            outcome: ContestOutcome::from_code(form.get("outcome")),
            reason: ContestReason::from_code(form.get("reason")),
            reason_source: ReasonSource::from_code(form.get("reason_source")),
            value: form.money("value")?,
            currency: form.currency()?,
            day: form.text("day"),
            note: form.text("note"),
            withdrawn: form.get("withdrawn") == "yes",
        })
    }

    fn rows(drawing: &Drawing<'_>, choices: Choices) -> Vec<Vec<FormField>> {
        let t = drawing.t;
        let outcomes = menu(t, ContestOutcome::ALL, |one| (one.code(), one.message_id()));
        let reasons = menu(t, ContestReason::ALL, |one| (one.code(), one.message_id()));
        let sources = menu(t, ReasonSource::ALL, |one| (one.code(), one.message_id()));
        vec![
            vec![
                drawing.required("what"),
                required(drawing.choice("outcome", outcomes)),
            ],
            vec![
                drawing.choice("competitor", choices.competitors),
                drawing.line("product_group"),
            ],
            vec![
                drawing.choice("reason", reasons),
                drawing.choice("reason_source", sources),
            ],
            vec![
                drawing.line("value"),
                drawing.line("currency"),
                drawing.line("day"),
            ],
            vec![drawing.lines("note")],
        ]
    }

    fn heading(_: Texts, line: &LineOf<Self>) -> String {
        line.kept.record.what.clone()
    }

    fn facts(t: Texts, line: &LineOf<Self>) -> Vec<Fact> {
        let own = &line.kept.record;
        let word = |id: Option<&str>| id.map(|id| t.get(id).into_owned()).unwrap_or_default();
        let value = own.value.zip(own.currency);
        let value = value.map(|(value, currency)| format::money(t.language, value, currency));
        vec![
            Fact::plain(t, "contest-outcome", word(Some(own.outcome.message_id()))),
            Fact::linked(
                t,
                "contest-competitor",
                line.competitor_name.clone(),
                own.competitor_id.map(urls::competitor),
            ),
            Fact::plain(t, "contest-product-group", own.product_group.clone()),
            Fact::plain(
                t,
                "contest-reason",
                word(own.reason.map(ContestReason::message_id)),
            ),
            Fact::plain(
                t,
                "contest-reason-source",
                word(own.reason_source.map(ReasonSource::message_id)),
            ),
            Fact::plain(t, "contest-value", value.unwrap_or_default()),
            Fact::plain(t, "contest-day", day(t, Some(own.day))),
            Fact::plain(t, "contest-note", own.note.clone()),
            Fact::plain(t, "contest-withdrawn", withdrawn(t, own.withdrawn)),
        ]
    }

    async fn line(desk: &dyn Desk, user: &UserView, id: IdOf<Self>) -> Answer<LineOf<Self>> {
        desk.contest(user, id).await
    }

    async fn write(
        &self,
        desk: &dyn Desk,
        user: &UserView,
        account: Option<AccountId>,
    ) -> Answer<IdOf<Self>> {
        desk.write_contest(user, account, self).await
    }

    async fn change(
        &self,
        desk: &dyn Desk,
        user: &UserView,
        (id, version): (IdOf<Self>, i64),
    ) -> Answer<()> {
        desk.change_contest(user, id, self, version).await
    }
}

#[async_trait]
impl MarketForm for ClientPurchaseDraft {
    const NAMES: &'static [&'static str] = &[
        "client",
        "product_group",
        "period",
        "amount_low",
        "amount_high",
        "currency",
        "source",
        "confidence",
        "day",
        "note",
        "withdrawn",
    ];
    const PREFIX: &'static str = "wallet";
    const LIST: (&'static str, &'static str) = (urls::WALLET, "wallet-title");
    const NEW: &'static str = urls::WALLET_NEW;

    fn parse(id: &str) -> Option<ClientPurchaseId> {
        ClientPurchaseId::parse(id)
    }

    fn address(id: ClientPurchaseId) -> String {
        urls::client_purchase(id)
    }

    fn typed(&self) -> TypedForm {
        let source = self.source.map(PurchasesSource::code).unwrap_or_default();
        let percent = self.confidence.map(|percent| percent.to_string());
        let currency = self.currency.map(|one| one.code().to_owned());
        TypedForm::with(vec![
            ("product_group", self.product_group.clone()),
            ("period", self.period.clone()),
            ("amount_low", money(self.amount_low)),
            ("amount_high", money(self.amount_high)),
            ("currency", currency.unwrap_or_default()),
            ("source", source.to_owned()),
            ("confidence", percent.unwrap_or_default()),
            ("day", self.day.clone()),
            ("note", self.note.clone()),
            ("withdrawn", yes(self.withdrawn)),
        ])
    }

    fn read(form: &TypedForm) -> Result<Self, Fault> {
        let confidence = match form.get("confidence").trim() {
            "" => None,
            text => Some(
                text.parse()
                    .map_err(|_| ("confidence", "field-percent-invalid"))?,
            ),
        };
        Ok(Self {
            product_group: form.text("product_group"),
            period: form.text("period"),
            amount_low: form.money("amount_low")?,
            amount_high: form.money("amount_high")?,
            currency: form.currency()?,
            source: PurchasesSource::from_code(form.get("source")),
            confidence,
            day: form.text("day"),
            note: form.text("note"),
            withdrawn: form.get("withdrawn") == "yes",
        })
    }

    fn rows(drawing: &Drawing<'_>, _: Choices) -> Vec<Vec<FormField>> {
        let sources = menu(drawing.t, PurchasesSource::ALL, |one| {
            (one.code(), one.message_id())
        });
        vec![
            vec![drawing.line("product_group"), drawing.required("period")],
            vec![
                drawing.required("amount_low"),
                drawing.line("amount_high"),
                drawing.line("currency"),
            ],
            vec![
                required(drawing.choice("source", sources)),
                drawing.line("confidence"),
                drawing.line("day"),
            ],
            vec![drawing.lines("note")],
        ]
    }

    fn heading(t: Texts, line: &LineOf<Self>) -> String {
        let own = &line.kept.record;
        let group = if own.product_group.is_empty() {
            t.get("wallet-everything").into_owned()
        } else {
            own.product_group.clone()
        };
        format!("{group}, {}", period_text(own.period))
    }

    fn facts(t: Texts, line: &LineOf<Self>) -> Vec<Fact> {
        let own = &line.kept.record;
        vec![
            Fact::plain(t, "wallet-period", format::period(t.language, own.period)),
            Fact::plain(
                t,
                "wallet-amount",
                money_ends(t, (own.amount_low, own.amount_high), own.currency),
            ),
            Fact::plain(
                t,
                "wallet-source",
                t.get(own.source.message_id()).into_owned(),
            ),
            Fact::plain(t, "wallet-confidence", confidence(t, own.confidence)),
            Fact::plain(t, "wallet-day", day(t, Some(own.day))),
            Fact::plain(t, "wallet-note", own.note.clone()),
            Fact::plain(t, "wallet-withdrawn", withdrawn(t, own.withdrawn)),
        ]
    }

    async fn line(desk: &dyn Desk, user: &UserView, id: IdOf<Self>) -> Answer<LineOf<Self>> {
        desk.client_purchase(user, id).await
    }

    async fn write(
        &self,
        desk: &dyn Desk,
        user: &UserView,
        account: Option<AccountId>,
    ) -> Answer<IdOf<Self>> {
        desk.write_client_purchase(user, account, self).await
    }

    async fn change(
        &self,
        desk: &dyn Desk,
        user: &UserView,
        (id, version): (IdOf<Self>, i64),
    ) -> Answer<()> {
        desk.change_client_purchase(user, id, self, version).await
    }
}
