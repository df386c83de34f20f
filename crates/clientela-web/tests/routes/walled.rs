//! A client behind a wall with everybody who asks outside, administrators and directors included, and a record
//! of every kind of it. Each holds the canary; whatever shows it anywhere has leaked.
//!
//! A new kind of record gets its line in [`Walled::build`], nothing else: every page, every operation of the
//! API, every export and list of the table of routes is searched for the canary as every role.

use std::path::Path;
use std::sync::Arc;

use clientela_app::attach_file::attach_file;
use clientela_app::context::Context;
use clientela_app::import_file::import_file;
use clientela_app::import_options::ImportOptions;
use clientela_app::import_sales::ImportSales;
use clientela_app::keep_brand::{IncidentDraft, RemarkDraft};
use clientela_app::scan_duplicates::scan_book;
use clientela_app::{
    ask_satisfaction, export_all, keep_competitors, keep_market, keep_opportunities, keep_plan,
    keep_problems, keep_prospects, keep_threats, keep_walls, share_plan, win_prospect,
};
use clientela_domain::account_plan::{EntryKind, Field};
use clientela_domain::agreements::AgreementTerms;
use clientela_domain::amount::Amount;
use clientela_domain::brand::{IncidentSeverity, RemarkAbout, ToldOrigin};
use clientela_domain::currency::Currency;
use clientela_domain::day::Date;
use clientela_domain::execution::{EventKind, Recorded};
use clientela_domain::gifts::{GiftDirection, GiftKind, Official};
use clientela_domain::ids::{
    AccountId, AffiliationId, AgreementId, AttachmentId, ClientPurchaseId, CompetitorPositionId,
    ConfidentialityId, ContestId, ExecutionEventId, GiftId, IncidentId, InteractionId, InterestId,
    MapStatementId, NextStepId, NoteId, ObligationId, OpportunityId, PersonId, PlaceholderId,
    PlanEntryId, PlanShareId, ProblemId, ProspectId, PurchaseProcessId, RemarkId, SupportId,
    SurveyAnswerId, SurveyId, ThreatId, UserId, WallId,
};
use clientela_domain::interests::InterestKind;
use clientela_domain::market::{ContestOutcome, PositionSource, PurchasesSource};
use clientela_domain::obligations::{ObligationKind, Origin, Party};
use clientela_domain::people_map::{Node, Said};
use clientela_domain::prospects::SourceKind;
use clientela_domain::support::{SupportKind, SupportSide, SupportState};
use clientela_domain::troubles::ThreatKind;
use clientela_store::accounts::Tag;
use clientela_store::affiliations::AffiliationValues;
use clientela_store::agreements::{self, NewAgreement};
use clientela_store::attachments::AttachedTo;
use clientela_store::confidentiality::{self, NewConfidentiality};
use clientela_store::execution_events::{self, NewExecutionEvent};
use clientela_store::external_codes::ExternalCode;
use clientela_store::gifts::{self, GiftRules, NewGift};
use clientela_store::greetings::{self, GreetingState, NewGreeting};
use clientela_store::interactions::{InteractionKind, NewInteraction};
use clientela_store::interests::{self, NewInterest};
use clientela_store::journal::{self, JournalFilter};
use clientela_store::market::competitors::NewCompetitor;
use clientela_store::next_steps::NewNextStep;
use clientela_store::notes::NewNote;
use clientela_store::obligations::{Beginning, NewObligation};
use clientela_store::people::{
    Consent, Contact, ContactKind, LawfulBasis, PeopleFilter, PersonValues,
};
use clientela_store::people_map::{NewPlaceholder, NewStatement};
use clientela_store::purchase_processes::{NewPurchaseProcess, PurchaseStep};
use clientela_store::supports::{self, NewSupport};
use clientela_store::walls::{self, WallFields, WallKind};
use clientela_store::{
    Role, Via, Viewer, accounts, affiliations, conflicts, db_tests, duplicate_pairs, interactions,
    next_steps, notes, obligations, owners, people, people_map, purchase_processes, users,
};
use clientela_texts::{Language, Texts};

use crate::principal::Principal;
use crate::table::Subject;
use crate::world::{World, told};

/// In every text of every record behind the wall.
pub const CANARY: &str = "Зебрун";

/// In private words of the director who set the wall, about a client everybody sees.
pub const PRIVATE: &str = "Тайнопис";

/// A word that finds each of these records; it stands in what is searched for, and so on the page that searches.
const SOUGHT: &str = "тукан";

/// Sales of the client, with rows that are set aside, products and a representative of its own.
const SALES: &str = "\u{feff}Документ №;Дата;Код клиент;Клиент;Код артикул;Артикул;Количество;Стойност без ДДС;Валута;Търговски представител
901;20.11.2026;Зебрун-1;Зебрун тукан;Зебрун-А;Чай Зебрун тукан;1;7000,00;EUR;Зебрун Тукан
902;21.11.2026;Зебрун-1;Зебрун тукан;Зебрун-А;Чай Зебрун тукан;1;700,00;EUR;Зебрун Тукан
903;32.11.2026;Зебрун-1;Зебрун тукан;Зебрун-А;Чай Зебрун тукан;1;70,00;EUR;Зебрун Тукан
";

/// What stands behind the wall.
pub struct Walled {
    account: AccountId,
    trashed: AccountId,
    person: PersonId,
    place: AffiliationId,
    interaction: InteractionId,
    note: NoteId,
    next_step: NextStepId,
    obligation: ObligationId,
    gift: GiftId,
    support: SupportId,
    agreed: AgreementId,
    execution_event: ExecutionEventId,
    problem: ProblemId,
    prospect: ProspectId,
    opportunity: OpportunityId,
    threat: ThreatId,
    position: CompetitorPositionId,
    contest: ContestId,
    client_purchase: ClientPurchaseId,
    incident: IncidentId,
    remark: RemarkId,
    survey: SurveyId,
    survey_answer: SurveyAnswerId,
    plan_entry: PlanEntryId,
    plan_share: PlanShareId,
    placeholder: PlaceholderId,
    statement: MapStatementId,
    purchase: PurchaseProcessId,
    attachment: AttachmentId,
    confidentiality: ConfidentialityId,
    interest: InterestId,
    wall: WallId,
    /// The director who set the wall.
    pub setter: UserId,
}

fn text(what: &str) -> String {
    format!("{what} {CANARY} {SOUGHT}")
}

impl Walled {
    /// Everything is written by the director who sets the wall, before it and after it.
    pub async fn build(world: &World) -> Self {
        let setter = world.user(Role::Director, None).await;
        let viewer = viewer_of(world, setter).await;
        let account = imported(world, &viewer).await;
        let (person, place) = person(world, &viewer, account).await;
        let interaction = interaction(world, &viewer, account, person).await;
        let attachment = attachment(world, &viewer, account).await;
        let twin = twin(world, &viewer, account).await;
        let (placeholder, statement, purchase) = map(world, &viewer, account, person).await;
        greetings_of_all(world, account, person).await;
        let walled = Self {
            account,
            person,
            place,
            interaction,
            attachment,
            setter,
            trashed: twin,
            placeholder,
            statement,
            purchase,
            note: note(world, &viewer, account, person).await,
            next_step: next_step(world, &viewer, account).await,
            obligation: obligation(world, &viewer, account, person).await,
            gift: gift(world, &viewer, account, person).await,
            support: support(world, &viewer, account, person).await,
            agreed: agreed(world, &viewer, account).await,
            execution_event: execution_event(world, &viewer, account).await,
            problem: problem(world, &viewer, account, person).await,
            prospect: prospect(world, &viewer, account).await,
            opportunity: opportunity(world, &viewer, account).await,
            threat: threat(world, &viewer, account).await,
            position: position(world, &viewer, account).await,
            contest: contest(world, &viewer, account).await,
            client_purchase: client_purchase(world, &viewer, account).await,
            incident: incident(world, &viewer, account).await,
            remark: remark(world, &viewer, person).await,
            survey: survey(world, &viewer, account, person).await,
            survey_answer: survey_answer(world, &viewer, account, person).await,
            plan_entry: plan_entry(world, &viewer, account, person).await,
            plan_share: plan_share(world, &viewer, account).await,
            confidentiality: agreement(world, &viewer, account, attachment).await,
            interest: interests_of_all(world, account).await,
            wall: wall(world, &viewer, account).await,
        };
        rivals(world, &viewer, account, twin).await;
        private_words(world, &viewer).await;
        wall(world, &viewer, twin).await;
        put_away(world, &viewer, twin).await;
        walled
    }

    pub fn subject(&self, subject: Subject) -> String {
        match subject {
            Subject::Account => self.account.to_string(),
            Subject::Person => self.person.to_string(),
            Subject::Place => format!("{}|{}", self.person, self.place),
            Subject::Interaction => self.interaction.to_string(),
            Subject::Note => self.note.to_string(),
            Subject::NextStep => self.next_step.to_string(),
            Subject::Obligation => self.obligation.to_string(),
            Subject::Gift => self.gift.to_string(),
            Subject::Support => self.support.to_string(),
            Subject::Agreement => self.agreed.to_string(),
            Subject::ExecutionEvent => self.execution_event.to_string(),
            Subject::Problem => self.problem.to_string(),
            Subject::Prospect => self.prospect.to_string(),
            Subject::Opportunity => self.opportunity.to_string(),
            Subject::Threat => self.threat.to_string(),
            Subject::Position => self.position.to_string(),
            Subject::Contest => self.contest.to_string(),
            Subject::ClientPurchase => self.client_purchase.to_string(),
            Subject::Incident => self.incident.to_string(),
            Subject::Remark => self.remark.to_string(),
            Subject::Survey => self.survey.to_string(),
            Subject::SurveyAnswer => self.survey_answer.to_string(),
            Subject::PlanEntry => self.plan_entry.to_string(),
            Subject::PlanShare => self.plan_share.to_string(),
            Subject::Placeholder => self.placeholder.to_string(),
            Subject::Statement => self.statement.to_string(),
            Subject::Purchase => self.purchase.to_string(),
            Subject::Attachment => self.attachment.to_string(),
            Subject::Trashed => self.trashed.to_string(),
            Subject::Confidentiality => self.confidentiality.to_string(),
            Subject::Interest => self.interest.to_string(),
            Subject::Wall => self.wall.to_string(),
            Subject::Nothing
            | Subject::User
            | Subject::Team
            | Subject::Absence
            | Subject::Import
            | Subject::Competitor
            | Subject::Assignment => String::new(),
        }
    }
}

pub async fn viewer_of(world: &World, user: UserId) -> Viewer {
    let system = World::system();
    let read = world.context.store.read(&system);
    let found = users::by_id(&read, user).await.expect("the book answers");
    found.expect("a user").viewer(Via::Web, system.at)
}

/// Sales first: the client comes with its codes, a row set aside, products and a representative.
async fn imported(world: &World, viewer: &Viewer) -> AccountId {
    import(&world.context, world.folder.path(), viewer).await;
    let read = world.context.store.read(viewer);
    let keys = [format!("c:{CANARY}-1")];
    let found = accounts::by_customer_keys(&read, &keys)
        .await
        .expect("clients");
    let id = found[&keys[0]];
    let record = accounts::record(&read, id).await.expect("a client");
    let record = record.expect("a client");
    let mut values = record.values;
    values.city = text("Град");
    values.details.address = text("ул.");
    values.details.note = text("Бележка");
    values.details.origin_note = text("Произход");
    values.tags = vec![Tag {
        folded: clientela_domain::names::fold(&text("етикет")),
        text: text("етикет"),
    }];
    values.codes = vec![ExternalCode {
        system: "erp".into(),
        code: format!("{CANARY}-17"),
    }];
    let version = record.account.version;
    write(
        world,
        viewer,
        (id, values, version),
        |tx, (id, values, version)| {
            Box::pin(async move { accounts::change(tx, *id, values, *version).await.map(drop) })
        },
    )
    .await;
    let owner = vec![(id, viewer.user)];
    write(world, viewer, owner, |tx, owner| {
        Box::pin(async move { owners::set(tx, owner).await.map(drop) })
    })
    .await;
    id
}

async fn import(context: &Arc<Context>, folder: &Path, viewer: &Viewer) {
    let path = folder.join("walled.csv");
    fs_err::write(&path, SALES).expect("a file of sales");
    let command = ImportSales {
        path,
        file_name: format!("{CANARY}.csv"),
        options: ImportOptions::default(),
        trial: false,
        draft: None,
        sample: false,
    };
    let report = import_file(context, viewer, command, &Arc::default())
        .await
        .expect("the sales are imported");
    assert_eq!((report.rows.accepted, report.rows.set_aside), (2, 1));
}

async fn write<I, T, F>(world: &World, viewer: &Viewer, input: I, work: F) -> T
where
    I: Send + Sync + 'static,
    T: Send + 'static,
    F: for<'t> Fn(&'t mut clientela_store::Tx, &'t I) -> clientela_store::Work<'t, T>
        + Send
        + Sync
        + 'static,
{
    let written = world.context.store.write_with(viewer, input, work);
    written.await.expect("a write behind the wall")
}

async fn person(world: &World, viewer: &Viewer, account: AccountId) -> (PersonId, AffiliationId) {
    let value = format!("{CANARY}@example.org");
    let values = PersonValues {
        given_name: CANARY.into(),
        family_name: SOUGHT.into(),
        name_folded: clientela_domain::names::fold(&format!("{CANARY} {SOUGHT}")),
        family_folded: clientela_domain::names::fold(SOUGHT),
        honorific: String::new(),
        languages: Vec::new(),
        note: text("Бележка"),
        consent: Consent::Unknown,
        consent_day: None,
        lawful_basis: LawfulBasis::Unknown,
        retain_until: None,
        birthday: None,
        contacts: vec![Contact {
            id: None,
            kind: ContactKind::Email,
            value_folded: ContactKind::Email.folded(&value),
            value,
            label: String::new(),
            preferred: false,
        }],
        codes: Vec::new(),
    };
    let place = AffiliationValues {
        account_id: account,
        title: text("Длъжност"),
        unit: text("Отдел"),
        first_day: None,
        last_day: None,
        former: false,
    };
    write(world, viewer, (values, place), |tx, (values, place)| {
        Box::pin(async move {
            let person = people::create(tx, values, None).await?;
            let place = affiliations::create(tx, person, place).await?;
            Ok((person, place))
        })
    })
    .await
}

async fn interaction(
    world: &World,
    viewer: &Viewer,
    account: AccountId,
    person: PersonId,
) -> InteractionId {
    let new = |account_id, what: &str| NewInteraction {
        account_id,
        kind: InteractionKind::Call,
        day: world.context.clock.today().into(),
        direction: None,
        summary: text(what),
        mood: None,
        asked: clientela_domain::prospects::Asked::NotRecorded,
        duration_minutes: None,
        private: false,
        people: vec![person],
        users: Vec::new(),
        mentions: Vec::new(),
    };
    // One without a client is seen with its people.
    let both = vec![new(Some(account), "Разговор"), new(None, "Среща")];
    write(world, viewer, both, |tx, both| {
        Box::pin(async move {
            interactions::create(tx, &both[1]).await?;
            interactions::create(tx, &both[0]).await
        })
    })
    .await
}

async fn note(world: &World, viewer: &Viewer, account: AccountId, person: PersonId) -> NoteId {
    let new = |account_id, person_id| NewNote {
        account_id,
        person_id,
        text: text("Бележка"),
        private: false,
        mentions: Vec::new(),
    };
    let both = vec![new(Some(account), None), new(None, Some(person))];
    write(world, viewer, both, |tx, both| {
        Box::pin(async move {
            notes::create(tx, &both[1]).await?;
            notes::create(tx, &both[0]).await
        })
    })
    .await
}

/// A private note and a private call with a client that is behind no wall.
async fn private_words(world: &World, viewer: &Viewer) {
    let read = world.context.store.read(viewer);
    let keys = ["c:of-far".to_owned()];
    let found = accounts::by_customer_keys(&read, &keys)
        .await
        .expect("clients");
    let account = Some(found[&keys[0]]);
    let note = NewNote {
        account_id: account,
        person_id: None,
        text: format!("{PRIVATE} бележка"),
        private: true,
        mentions: Vec::new(),
    };
    let call = NewInteraction {
        account_id: account,
        kind: InteractionKind::Call,
        day: world.context.clock.today().into(),
        direction: None,
        summary: format!("{PRIVATE} разговор"),
        mood: None,
        asked: clientela_domain::prospects::Asked::NotRecorded,
        duration_minutes: None,
        private: true,
        people: Vec::new(),
        users: Vec::new(),
        mentions: Vec::new(),
    };
    write(world, viewer, (note, call), |tx, (note, call)| {
        Box::pin(async move {
            notes::create(tx, note).await?;
            interactions::create(tx, call).await.map(drop)
        })
    })
    .await;
}

async fn next_step(world: &World, viewer: &Viewer, account: AccountId) -> NextStepId {
    let new = NewNextStep {
        account_id: account,
        person_id: None,
        what: text("Стъпка"),
        due_day: Some(world.context.clock.today()),
        owner_id: viewer.user,
        interaction_id: None,
    };
    write(world, viewer, new, |tx, new| {
        Box::pin(next_steps::create(tx, new))
    })
    .await
}

async fn obligation(
    world: &World,
    viewer: &Viewer,
    account: AccountId,
    person: PersonId,
) -> ObligationId {
    let new = NewObligation {
        account_id: account,
        debtor: Party::Us,
        person_id: Some(person),
        owner_id: viewer.user,
        what: text("Обещание"),
        kind: ObligationKind::Other,
        origin: Origin::Interaction,
        source: text("Източник"),
        support_id: None,
        clause_id: None,
        interaction_id: None,
        condition: String::new(),
        made_on: world.context.clock.today().into(),
        due_day: Some(world.context.clock.today()),
        grace_days: 0,
        importance: 3,
        value: None,
        is_gift: false,
    };
    write(world, viewer, new, |tx, new| {
        Box::pin(obligations::create(tx, new, Beginning::Accepted))
    })
    .await
}

/// A people map, with what is said on it, and how the client buys.
async fn map(
    world: &World,
    viewer: &Viewer,
    account_id: AccountId,
    person: PersonId,
) -> (PlaceholderId, MapStatementId, PurchaseProcessId) {
    let new = NewPlaceholder {
        account_id,
        title: text("Длъжност"),
        unit: text("Отдел"),
        person_id: None,
    };
    let unknown = write(world, viewer, new, |tx, new| {
        Box::pin(people_map::create_placeholder(tx, new))
    })
    .await;
    let new = vec![NewStatement {
        said: Said::ReportsTo(Some(Node::Placeholder(unknown))),
        day: world.context.clock.today(),
        evidence: text("Основание"),
    }];
    let said = write(world, viewer, new, move |tx, new| {
        Box::pin(people_map::state(tx, account_id, Node::Person(person), new))
    })
    .await;
    let new = NewPurchaseProcess {
        account_id,
        name: text("Покупка"),
        budget_cycle: text("Бюджет"),
        budget_day: None,
        note: text("Бележка"),
        steps: vec![PurchaseStep {
            what: text("Стъпка"),
            decider: Some(Node::Person(person)),
            deadline: None,
            done_on: None,
        }],
        criteria: Vec::new(),
    };
    let purchase = write(world, viewer, new, |tx, new| {
        Box::pin(purchase_processes::create(tx, new))
    })
    .await;
    (unknown, said[0], purchase)
}

async fn gift(world: &World, viewer: &Viewer, account: AccountId, person: PersonId) -> GiftId {
    let new = NewGift {
        account_id: account,
        direction: GiftDirection::Given,
        person_id: Some(person),
        user_id: viewer.user,
        kind: GiftKind::Goods,
        what: text("Подарък"),
        occasion: text("Повод"),
        reason: text("Причина"),
        document: text("Документ"),
        value: None,
        official: Official::Unknown,
        day: world.context.clock.today().into(),
        decision_day: None,
    };
    write(world, viewer, new, |tx, new| {
        Box::pin(async move { gifts::create(tx, new, &GiftRules::default()).await })
    })
    .await
}

async fn agreed(world: &World, viewer: &Viewer, account: AccountId) -> AgreementId {
    let new = NewAgreement {
        account_id: account,
        number: text("Договор"),
        title: text("Предмет"),
        owner_id: viewer.user,
        signed_on: None,
        note: text("Бележка"),
        terms: AgreementTerms::none(Currency::EUR),
        files: Vec::new(),
    };
    write(world, viewer, new, |tx, new| {
        Box::pin(agreements::create(tx, new, &[]))
    })
    .await
}

async fn support(
    world: &World,
    viewer: &Viewer,
    account: AccountId,
    person: PersonId,
) -> SupportId {
    let new = NewSupport {
        account_id: account,
        side: SupportSide::Them,
        kind: SupportKind::Reference,
        what: text("Подкрепа"),
        before_whom: text("Пред"),
        person_id: Some(person),
        owner_id: viewer.user,
        mark: None,
        document: text("Документ"),
        day: world.context.clock.today().into(),
        until_day: None,
        stated: None,
        confirmed: None,
        currency: None,
        confirmed_on: None,
        confirmed_by: None,
        thanked_on: None,
        settled_on: None,
        note: text("Бележка"),
        state: SupportState::Done,
        people: Vec::new(),
        users: Vec::new(),
    };
    write(world, viewer, new, |tx, new| {
        Box::pin(supports::create(tx, new))
    })
    .await
}

async fn execution_event(world: &World, viewer: &Viewer, account: AccountId) -> ExecutionEventId {
    let today = world.context.clock.today();
    let new = NewExecutionEvent {
        account_id: account,
        recorded: Recorded {
            document: text("Документ"),
            what: text("Доставка"),
            class: text("Причина"),
            promised_day: Some(today),
            done_day: Some(today),
            reason: text("Защо"),
            ..Recorded::empty(EventKind::Delivery, today)
        },
        note: text("Бележка"),
    };
    write(world, viewer, new, |tx, new| {
        Box::pin(execution_events::create(tx, new))
    })
    .await
}

/// An opportunity of the client behind the wall.
async fn opportunity(world: &World, viewer: &Viewer, account: AccountId) -> OpportunityId {
    let draft = keep_opportunities::OpportunityDraft {
        account: Some(account),
        name: text("Сделка"),
        note: text("бележка"),
        ..keep_opportunities::OpportunityDraft::default()
    };
    let begun = keep_opportunities::OpportunityBeginning::default();
    let made = keep_opportunities::write_opportunity(&world.context, viewer, (&draft, &begun));
    made.await.expect("an opportunity")
}

/// A prospect that became the client behind the wall.
async fn prospect(world: &World, viewer: &Viewer, account: AccountId) -> ProspectId {
    let draft = keep_prospects::ProspectDraft {
        name: text("Потенциален"),
        note: text("бележка"),
        ..keep_prospects::ProspectDraft::default()
    };
    let source = keep_prospects::SourceDraft {
        kind: Some(SourceKind::Cold),
        ..keep_prospects::SourceDraft::default()
    };
    let nobody = keep_prospects::ContactPersonDraft::default();
    let whole = (&draft, &source, &nobody);
    let made = keep_prospects::write_prospect(&world.context, viewer, whole).await;
    let id = made.expect("a prospect");
    let how = (1, Texts::of(Language::Bg));
    let won = win_prospect::win_prospect(&world.context, viewer, id, (Some(account), ""), how);
    won.await.expect("a client");
    id
}

async fn problem(
    world: &World,
    viewer: &Viewer,
    account: AccountId,
    person: PersonId,
) -> ProblemId {
    let draft = keep_problems::ProblemDraft {
        effect: text("Последица"),
        said_by: Some(person),
        solution: text("Решение"),
        alternatives: text("Друго"),
        note: text("Бележка"),
        ..keep_problems::ProblemDraft::new(text("Проблем"))
    };
    let made = keep_problems::write_problem(&world.context, viewer, account, &draft);
    made.await.expect("a problem")
}

async fn threat(world: &World, viewer: &Viewer, account: AccountId) -> ThreatId {
    let draft = keep_threats::ThreatDraft {
        alternative: text("Друго"),
        early_sign: text("Знак"),
        note: text("Бележка"),
        ..keep_threats::ThreatDraft::new(ThreatKind::Price, text("Заплаха"))
    };
    let made = keep_threats::write_threat(&world.context, viewer, account, &draft);
    made.await.expect("a threat")
}

async fn position(world: &World, viewer: &Viewer, account: AccountId) -> CompetitorPositionId {
    let draft = NewCompetitor {
        name: "Общ конкурент".into(),
        ..NewCompetitor::default()
    };
    let rival = keep_competitors::write_competitor(&world.context, viewer, &draft);
    let draft = keep_market::PositionDraft {
        competitor: Some(rival.await.expect("a competitor")),
        product_group: text("Група"),
        source: Some(PositionSource::Client),
        note: text("Бележка"),
        ..keep_market::PositionDraft::default()
    };
    let made = keep_market::write_told(&world.context, viewer, account, &draft);
    made.await.expect("a position")
}

async fn contest(world: &World, viewer: &Viewer, account: AccountId) -> ContestId {
    let draft = keep_market::ContestDraft {
        what: text("Търг"),
        outcome: Some(ContestOutcome::Lost),
        product_group: text("Група"),
        note: text("Бележка"),
        ..keep_market::ContestDraft::default()
    };
    let made = keep_market::write_told(&world.context, viewer, account, &draft);
    made.await.expect("a contest")
}

async fn incident(world: &World, viewer: &Viewer, account: AccountId) -> IncidentId {
    let draft = IncidentDraft {
        account: Some(account),
        what: text("Инцидент"),
        severity: Some(IncidentSeverity::Major),
        origin: Some(ToldOrigin::Client),
        product_group: text("Група"),
        done: text("Уредихме го"),
        note: text("Бележка"),
        ..IncidentDraft::default()
    };
    let made = keep_market::write_told(&world.context, viewer, account, &draft);
    made.await.expect("an incident")
}

/// Words of a person there, written down at no client.
async fn remark(world: &World, viewer: &Viewer, person: PersonId) -> RemarkId {
    let draft = RemarkDraft {
        person: Some(person),
        what: text("Казано"),
        about: Some(RemarkAbout::Us),
        origin: Some(ToldOrigin::Client),
        note: text("Бележка"),
        ..RemarkDraft::default()
    };
    let made = keep_market::write_told(&world.context, viewer, None::<AccountId>, &draft);
    made.await.expect("an remark")
}

async fn client_purchase(world: &World, viewer: &Viewer, account: AccountId) -> ClientPurchaseId {
    let draft = keep_market::ClientPurchaseDraft {
        product_group: text("Група"),
        period: "2026".into(),
        amount_low: Amount::parse("100"),
        source: Some(PurchasesSource::Norm),
        note: text("Бележка"),
        ..keep_market::ClientPurchaseDraft::default()
    };
    let made = keep_market::write_told(&world.context, viewer, account, &draft);
    made.await.expect("purchases")
}

async fn survey(world: &World, viewer: &Viewer, account: AccountId, person: PersonId) -> SurveyId {
    let draft = ask_satisfaction::SurveyDraft {
        person: Some(person),
        decides: true,
        language: Language::Bg,
        days: 30,
    };
    let made = ask_satisfaction::ask(&world.context, viewer, account, &draft);
    made.await.expect("a question").id
}

async fn survey_answer(
    world: &World,
    viewer: &Viewer,
    account: AccountId,
    person: PersonId,
) -> SurveyAnswerId {
    let draft = ask_satisfaction::AnswerDraft {
        person: Some(person),
        ..told(&text("Отговор"))
    };
    let made = ask_satisfaction::write_answer(&world.context, viewer, account, &draft);
    made.await.expect("an answer")
}

async fn plan_entry(
    world: &World,
    viewer: &Viewer,
    account: AccountId,
    person: PersonId,
) -> PlanEntryId {
    let draft = keep_plan::EntryDraft {
        detail: text("Подробности"),
        person: Some(person),
        for_client: true,
        ..keep_plan::EntryDraft::new(EntryKind::ClientGoal, text("Цел"))
    };
    let made = keep_plan::write_entry(&world.context, viewer, account, &draft);
    let made = made.await.expect("a goal");
    let said = keep_plan::FieldDraft {
        field: Field::Strategy,
        words: text("Стратегия"),
        source: text("Източник"),
        asked_on: String::new(),
        person: Some(person),
    };
    let stated = keep_plan::state_field(&world.context, viewer, account, &said);
    stated.await.expect("a statement");
    made
}

async fn plan_share(world: &World, viewer: &Viewer, account: AccountId) -> PlanShareId {
    let draft = share_plan::ShareDraft {
        person: None,
        language: Language::Bg,
        days: 30,
    };
    let made = share_plan::share(&world.context, viewer, account, &draft);
    made.await.expect("a link").id
}

async fn attachment(world: &World, viewer: &Viewer, account: AccountId) -> AttachmentId {
    let path = world.folder.path().join("walled.txt");
    fs_err::write(&path, text("Файл")).expect("a file");
    let to = AttachedTo::Account(account);
    let name = format!("{CANARY}.txt");
    let attached = attach_file(&world.context, viewer, to, &path, &name).await;
    attached.expect("a file of the client")
}

async fn agreement(
    world: &World,
    viewer: &Viewer,
    account: AccountId,
    attachment: AttachmentId,
) -> ConfidentialityId {
    let new = NewConfidentiality {
        account_id: account,
        with_whom: text("С"),
        scope: text("Обхват"),
        may_know: text("Кой"),
        text: text("Текст"),
        first_day: Date::constant(2026, 1, 1),
        last_day: Some(Date::constant(2026, 12, 1)),
        attachment_id: Some(attachment),
    };
    write(world, viewer, new, |tx, new| {
        Box::pin(confidentiality::create(tx, new))
    })
    .await
}

/// Interests everybody who will be outside declared at the client before; returns the last one.
async fn interests_of_all(world: &World, account: AccountId) -> InterestId {
    let system = World::system();
    let mut last = None;
    for user_id in world.everybody() {
        let new = NewInterest {
            account_id: account,
            user_id,
            kind: InterestKind::Kinship,
            first_day: Date::constant(2026, 1, 1),
            last_day: None,
            note: text("Роднина"),
        };
        let declared = write(world, &system, new, |tx, new| {
            Box::pin(interests::declare(tx, new))
        });
        last = Some(declared.await);
    }
    last.expect("somebody works here")
}

/// What everybody who will be outside did with greetings of the client before: done, and put off.
async fn greetings_of_all(world: &World, account: AccountId, person: PersonId) {
    let day = world.context.clock.today();
    for user_id in world.everybody() {
        for (state, until_day) in [
            (GreetingState::Greeted, day),
            (
                GreetingState::PutOff,
                day.saturating_add(jiff::Span::new().days(30)),
            ),
        ] {
            let mark = NewGreeting {
                user_id,
                account_id: account,
                person_id: Some(person),
                day,
                state,
                until_day,
                note: text("Отложено"),
                kinds: Vec::new(),
            };
            write(world, &World::system(), mark, |tx, mark| {
                Box::pin(async move { greetings::create(tx, mark, None).await.map(drop) })
            })
            .await;
        }
    }
}

async fn wall(world: &World, viewer: &Viewer, account: AccountId) -> WallId {
    let fields = WallFields {
        kind: WallKind::Outside,
        teams: Vec::new(),
        users: world.everybody(),
        rivals: Vec::new(),
        reason: text("Причина"),
    };
    let set = keep_walls::set_wall(&world.context, viewer, account, fields).await;
    set.expect("a wall")
}

/// A second client of the same name and city, so that the two resemble each other.
async fn twin(world: &World, viewer: &Viewer, account: AccountId) -> AccountId {
    let read = world.context.store.read(viewer);
    let record = accounts::record(&read, account).await.expect("a client");
    let mut values = record.expect("a client").values;
    values.codes.clear();
    let twin = write(world, viewer, values, |tx, values| {
        Box::pin(accounts::create(tx, values))
    })
    .await;
    scan_book(&world.context, viewer).await.expect("a scan");
    twin
}

async fn rivals(world: &World, viewer: &Viewer, account: AccountId, twin: AccountId) {
    let input = (text("Конкуренти"), vec![account, twin]);
    write(world, viewer, input, |tx, (name, accounts)| {
        Box::pin(async move { conflicts::create_class(tx, name, accounts).await.map(drop) })
    })
    .await;
}

async fn put_away(world: &World, viewer: &Viewer, account: AccountId) {
    write(world, viewer, account, |tx, account| {
        Box::pin(async move {
            let found = accounts::get(tx, *account).await?.expect("a client");
            accounts::delete(tx, *account, found.version).await
        })
    })
    .await;
}

/// Addresses that ask for what is behind the wall by what they may know of it.
fn questions(walled: &Walled) -> Vec<(String, bool)> {
    let sought = "%D1%82%D1%83%D0%BA%D0%B0%D0%BD";
    let account = walled.account;
    let pages = [
        format!("/search?q={sought}"),
        format!("/accounts?q={sought}"),
        format!("/people?q={sought}"),
        format!("/activity?q={sought}"),
        format!("/next-steps?q={sought}"),
        format!("/obligations?q={sought}"),
        format!("/obligations?account={account}"),
        format!("/gifts?q={sought}"),
        format!("/support?q={sought}"),
        format!("/agreements?q={sought}"),
        format!("/agreements?account={account}"),
        "/approvals".to_owned(),
        format!("/problems?q={sought}"),
        format!("/prospects?q={sought}"),
        "/prospects/board".to_owned(),
        "/opportunities".to_owned(),
        "/opportunities/board".to_owned(),
        "/opportunities/pipeline".to_owned(),
        format!("/market/threats?q={sought}"),
        "/market/competitors".to_owned(),
        "/market/positions".to_owned(),
        format!("/market/contests?account={account}"),
        "/market/wallet".to_owned(),
        "/market".to_owned(),
        "/market/incidents".to_owned(),
        "/market/remarks".to_owned(),
        "/satisfaction".to_owned(),
        format!("/next-steps?account={account}"),
        format!("/activity?account={account}"),
        format!("/journal?account={account}"),
        format!("/add?line={sought}"),
        format!("/obligations/new?line={sought}"),
    ];
    let api = [
        format!("/api/v1/search?q={sought}"),
        format!("/api/v1/accounts?search={sought}"),
        format!("/api/v1/people?search={sought}"),
        format!("/api/v1/interactions?search={sought}"),
        format!("/api/v1/next-steps?search={sought}"),
        format!("/api/v1/obligations?search={sought}"),
        format!("/api/v1/obligations?account={account}"),
        format!("/api/v1/gifts?account={account}"),
        format!("/api/v1/support?account={account}"),
        format!("/api/v1/agreements?account={account}"),
        format!("/api/v1/agreements?search={sought}"),
        format!("/api/v1/execution-events?account={account}"),
        format!("/execution/events?account={account}"),
        format!("/api/v1/problems?account={account}"),
        "/api/v1/prospects".to_owned(),
        "/api/v1/opportunities".to_owned(),
        format!("/api/v1/threats?account={account}"),
        "/api/v1/competitors".to_owned(),
        format!("/api/v1/competitor-positions?account={account}"),
        "/api/v1/contests".to_owned(),
        "/api/v1/client-purchases".to_owned(),
        "/api/v1/brand".to_owned(),
        "/api/v1/incidents".to_owned(),
        "/api/v1/remarks".to_owned(),
        "/api/v1/satisfaction".to_owned(),
        format!("/api/v1/journal?entity=account&id={account}"),
    ];
    let pages = pages.into_iter().map(|one| (one, false));
    pages
        .chain(api.into_iter().map(|one| (one, true)))
        .collect()
}

db_tests! {
    async fn nobody_outside_finds_what_is_behind_a_wall(store: Store) {
        let world = World::new(store).await;
        let mut faults = Vec::new();
        for (question, is_api) in questions(world.walled()) {
            for principal in Principal::ALL {
                let answer = world.request("GET", &question, ("", ""), principal, is_api).await;
                let told = [CANARY, &world.walled().account.to_string()]
                    .into_iter()
                    .any(|word| answer.body.replace(&question, "").contains(word));
                let echoed = question.contains(&world.walled().account.to_string());
                if answer.body.contains(CANARY) || (told && !echoed) {
                    faults.push(format!("{question} as {principal:?}"));
                }
                assert!(!answer.status.is_server_error(), "{question}");
            }
        }
        assert!(faults.is_empty(), "leaks:\n{}", faults.join("\n"));
    }

    async fn the_workbook_and_the_journal_hold_nothing_of_it(store: Store) {
        let world = World::new(store).await;
        for principal in Principal::ALL {
            let Some(user) = world.id(principal) else { continue };
            let viewer = viewer_of(&world, user).await;
            assert!(viewer.walled);
            let sheets = export_all::export_all(&world.context, &viewer, Texts::of(Language::Bg))
                .await
                .expect("an export");
            assert!(!format!("{sheets:?}").contains(CANARY), "{principal:?}");
            let read = world.context.store.read(&viewer);
            let rows = journal::list(&read, &JournalFilter::default(), 5_000).await.expect("rows");
            let told: Vec<_> = rows.iter().filter(|row| format!("{row:?}").contains(CANARY)).collect();
            assert!(told.is_empty(), "{principal:?}: {told:?}");
            let account = world.walled().account.to_string();
            assert!(!format!("{rows:?}").contains(&account), "{principal:?}");
        }
    }

    async fn the_director_who_set_the_wall_sees_both_sides(store: Store) {
        let world = World::new(store).await;
        let viewer = viewer_of(&world, world.walled().setter).await;
        assert!(!viewer.walled);
        let sheets = export_all::export_all(&world.context, &viewer, Texts::of(Language::Bg))
            .await
            .expect("an export");
        let sheets = format!("{sheets:?}");
        assert!(sheets.contains(CANARY) && sheets.contains("Канарче на далечния"));
        let read = world.context.store.read(&viewer);
        assert!(accounts::get(&read, world.walled().account).await.expect("a client").is_some());
        let pairs = duplicate_pairs::count(&read, duplicate_pairs::PairKind::Account, duplicate_pairs::PairState::Open);
        assert!(pairs.await.expect("pairs") <= 1);
    }

    async fn counts_are_those_of_a_book_without_the_client(store: Store) {
        let world = World::new(store).await;
        let administrator = world.id(Principal::Administrator).expect("hired");
        let outside = viewer_of(&world, administrator).await;
        let inside = viewer_of(&world, world.walled().setter).await;
        let count = async |viewer: &Viewer| {
            let read = world.context.store.read(viewer);
            let people = people::count(&read, &PeopleFilter::default()).await.expect("people");
            (accounts::count(&read).await.expect("clients"), people)
        };
        // Four clients of the sales, none of the people; the fifth client is behind the wall.
        assert_eq!(count(&outside).await, (4, 0));
        assert_eq!(count(&inside).await, (5, 1));
        let request = clientela_app::figures::FigureRequest::default();
        let of = async |viewer: &Viewer| {
            let found = clientela_app::figures::figures(&world.context, viewer, &request).await;
            let found = found.expect("figures");
            let extent = found.extent.expect("sales");
            (found.net_total().to_string(), found.accounts.len(), extent.to, found.of_the_firm)
        };
        // In turn, so that a memory that mixed the two up would show.
        for _ in 0..2 {
            let (net, clients, last, firm) = of(&outside).await;
            assert_eq!((net.as_str(), clients, firm), ("51234.00", 4, true));
            assert_eq!(last, Date::constant(2026, 11, 6));
            let (net, clients, last, _) = of(&inside).await;
            assert_eq!((net.as_str(), clients), ("58934.00", 5));
            assert_eq!(last, Date::constant(2026, 11, 21));
        }
        let words = clientela_app::measure_concentration::filter_words(&world.context, &outside).await;
        assert!(!format!("{:?}", words.expect("words")).contains(CANARY));
    }

    async fn private_words_are_in_the_backup_and_in_their_authors_export_alone(store: Store) {
        let world = World::new(store).await;
        let author = viewer_of(&world, world.walled().setter).await;
        let texts = Texts::of(Language::Bg);
        let own = export_all::export_all(&world.context, &author, texts).await.expect("an export");
        assert_eq!(format!("{own:?}").matches(PRIVATE).count(), 2);
        for principal in Principal::ALL {
            let Some(user) = world.id(principal) else { continue };
            let viewer = viewer_of(&world, user).await;
            let sheets = export_all::export_all(&world.context, &viewer, texts).await;
            assert!(!format!("{:?}", sheets.expect("an export")).contains(PRIVATE), "{principal:?}");
            let read = world.context.store.read(&viewer);
            let rows = journal::list(&read, &JournalFilter::default(), 5_000).await.expect("rows");
            assert!(!format!("{rows:?}").contains(PRIVATE), "{principal:?}");
        }
        let snapshot = world.context.store.snapshot(&World::system()).await.expect("a moment");
        let mut kept = 0;
        for table in ["notes", "interactions"] {
            let page = snapshot.page(table, None).await.expect("a page");
            kept += usize::from(page.lines.contains(PRIVATE));
        }
        assert_eq!(kept, 2, "the backup holds them");
    }

    async fn lifting_the_wall_opens_everything_again(store: Store) {
        let world = World::new(store).await;
        let setter = viewer_of(&world, world.walled().setter).await;
        let which = (world.walled().wall, 1);
        keep_walls::lift_wall(&world.context, &setter, which, "край").await.expect("lifted");
        let administrator = world.id(Principal::Administrator).expect("hired");
        let viewer = viewer_of(&world, administrator).await;
        // The wall around the twin in the trash still stands.
        assert!(viewer.walled);
        let read = world.context.store.read(&viewer);
        assert!(accounts::get(&read, world.walled().account).await.expect("a client").is_some());
        let history = walls::of_account(&read, world.walled().account).await.expect("walls");
        assert!(history.iter().all(|wall| wall.lifted_at.is_some()));
    }
}
