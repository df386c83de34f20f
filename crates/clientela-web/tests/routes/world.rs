//! A firm with two teams, five roles, clients of each, and a few sales.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::{Request, StatusCode, header};
use clientela_app::attach_file::attach_file;
use clientela_app::context::{Clock, Context};
use clientela_app::import_file::import_file;
use clientela_app::import_options::ImportOptions;
use clientela_app::import_sales::ImportSales;
use clientela_app::keep_brand::{IncidentDraft, RemarkDraft};
use clientela_app::{
    ask_satisfaction, keep_competitors, keep_market, keep_opportunities, keep_plan, keep_problems,
    keep_prospects, keep_threats, secrets, share_plan,
};
use clientela_domain::account_plan::EntryKind;
use clientela_domain::agreements::AgreementTerms;
use clientela_domain::amount::Amount;
use clientela_domain::brand::{IncidentSeverity, RemarkAbout, ToldOrigin};
use clientela_domain::currency::Currency;
use clientela_domain::day::Date;
use clientela_domain::execution::{EventKind, Recorded};
use clientela_domain::gifts::{GiftDirection, GiftKind, Official};
use clientela_domain::ids::{
    AccountId, AffiliationId, CompetitorId, ImportId, PersonId, PlaceholderId, TeamId, UserId,
};
use clientela_domain::interests::InterestKind;
use clientela_domain::market::{ContestOutcome, PositionSource, PurchasesSource};
use clientela_domain::obligations::{ObligationKind, Origin, Party};
use clientela_domain::people_map::{Node, Said};
use clientela_domain::prospects::SourceKind;
use clientela_domain::support::{SupportKind, SupportSide, SupportState};
use clientela_domain::troubles::ThreatKind;
use clientela_intake::{FileIntake, WorkerCommand};
use clientela_store::absences::NewAbsence;
use clientela_store::accounts::NewAccount;
use clientela_store::affiliations::AffiliationValues;
use clientela_store::agreements::{self, NewAgreement};
use clientela_store::attachments::AttachedTo;
use clientela_store::confidentiality::{self, NewConfidentiality};
use clientela_store::execution_events::{self, NewExecutionEvent};
use clientela_store::gifts::{GiftRules, NewGift};
use clientela_store::interactions::{InteractionKind, NewInteraction};
use clientela_store::interests::{self, NewInterest};
use clientela_store::market::competitors::NewCompetitor;
use clientela_store::next_steps::NewNextStep;
use clientela_store::notes::NewNote;
use clientela_store::obligations::{Beginning, NewObligation};
use clientela_store::people::{Consent, LawfulBasis, PersonValues};
use clientela_store::people_map::{NewPlaceholder, NewStatement};
use clientela_store::purchase_processes::NewPurchaseProcess;
use clientela_store::supports::NewSupport;
use clientela_store::surveys::GivenAnswer;
use clientela_store::teams::TeamFields;
use clientela_store::tokens::{NewToken, Scope};
use clientela_store::users::{NewUser, UserChange};
use clientela_store::walls::{self, WallFields, WallKind};
use clientela_store::{
    Permission, Role, Store, Via, Viewer, Visibility, absences, accounts, affiliations, gifts,
    interactions, next_steps, notes, obligations, owners, people, people_map, purchase_processes,
    sessions, supports, teams, tokens, users,
};
use clientela_testkit::MemoryLedger;
use clientela_texts::Language;
use clientela_web::api::{self, ApiState};
use clientela_web::{AppDesk, WebConfig, WebState, csrf, router};
use tower::ServiceExt;

use crate::principal::{Principal, Record};
use crate::table::{Outcome, Row, Subject};
use crate::walled::{self, Walled};

struct FixedClock;

impl Clock for FixedClock {
    fn now(&self) -> jiff::Timestamp {
        clientela_store::testing::moment()
    }

    fn today(&self) -> Date {
        Date::constant(2026, 11, 24)
    }
}

/// Name of a client made for one request.
pub const FRESH: &str = "Прясна фирма";

/// What came back.
pub struct Answer {
    pub status: StatusCode,
    location: String,
    pub body: String,
}

impl Answer {
    pub fn outcome(&self) -> Outcome {
        match self.status {
            StatusCode::UNAUTHORIZED => Outcome::SentToSignIn,
            status if status.is_redirection() && self.location.starts_with("/sign-in?") => {
                Outcome::SentToSignIn
            }
            StatusCode::NOT_FOUND => Outcome::Hidden,
            StatusCode::FORBIDDEN => Outcome::Refused,
            StatusCode::BAD_REQUEST | StatusCode::UNPROCESSABLE_ENTITY => Outcome::Unread,
            status if status.is_server_error() => Outcome::Failed,
            _ => Outcome::Allowed,
        }
    }
}

/// The firm, served.
pub struct World {
    pub context: Arc<Context>,
    router: Router,
    people: Vec<(Principal, UserId, String)>,
    colleague: UserId,
    far: UserId,
    import: ImportId,
    number: AtomicU32,
    walled: Option<Walled>,
    pub folder: tempfile::TempDir,
}

/// Sales of clients that are named after whose they are; amounts no two of which add up to a third.
const SALES: &str = "\u{feff}Документ №;Дата;Код клиент;Клиент;Код артикул;Артикул;Количество;Стойност без ДДС;Валута;Търговски представител
1;02.11.2026;own-kam;Канарче на мениджъра;P;Чай;1;1000,00;EUR;Мила
2;03.11.2026;own-rep;Канарче на търговеца;P;Чай;1;200,00;EUR;Рая
3;04.11.2026;of-colleague;Канарче на колегата;P;Чай;1;30,00;EUR;Коста
4;05.11.2026;of-far;Канарче на далечния;P;Чай;1;4,00;EUR;Дана
5;06.11.2026;;;P;Чай;1;50000,00;EUR;
";

impl World {
    pub async fn new(store: Store) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let worker = WorkerCommand {
            program: PathBuf::from("no-spreadsheets-here"),
            arguments: Vec::new(),
        };
        let context = Arc::new(Context::new(
            store,
            Arc::new(MemoryLedger::new()),
            Arc::new(FileIntake::new(worker)),
            folder.path().to_owned(),
            Arc::new(FixedClock),
        ));
        let import = Box::pin(import(&context, folder.path())).await;
        let uploads = folder.path().join("uploads");
        let config = WebConfig::new("http://127.0.0.1:8080", uploads.clone());
        let state = WebState::new(Arc::new(AppDesk::new(Arc::clone(&context))), config);
        let api = api::router(ApiState {
            context: Arc::clone(&context),
            upload_folder: uploads,
        });
        let nobody = UserId(uuid::Uuid::nil());
        let mut world = Self {
            router: router(state, api),
            people: Vec::new(),
            colleague: nobody,
            far: nobody,
            import,
            number: AtomicU32::new(0),
            walled: None,
            context,
            folder,
        };
        Box::pin(world.hire()).await;
        world.walled = Some(Box::pin(Walled::build(&world)).await);
        world
    }

    /// Two teams; a key account manager who sees the team, a representative who sees their own.
    async fn hire(&mut self) {
        let north = self.team("Север").await;
        let south = self.team("Юг").await;
        for principal in Principal::ALL {
            let Some(role) = principal.role() else {
                continue;
            };
            let user = self.user(role, Some(north)).await;
            if principal == Principal::KeyAccountManager {
                self.change(user, role, north, Some(Visibility::Team)).await;
            }
            let key = self.key(user).await;
            self.people.push((principal, user, key));
        }
        self.colleague = self.user(Role::SalesRepresentative, Some(north)).await;
        self.far = self.user(Role::SalesRepresentative, Some(south)).await;
        let kam = self.id(Principal::KeyAccountManager).expect("hired");
        let representative = self.id(Principal::SalesRepresentative).expect("hired");
        for (code, owner) in [
            ("c:own-kam", kam),
            ("c:own-rep", representative),
            ("c:of-colleague", self.colleague),
            ("c:of-far", self.far),
        ] {
            self.give(code, owner).await;
        }
    }

    /// Names of clients this principal must not meet anywhere.
    pub fn hidden_from(&self, principal: Principal) -> Vec<String> {
        let names = [
            (
                "Канарче на мениджъра",
                Principal::KeyAccountManager,
                Record::Own,
            ),
            (
                "Канарче на търговеца",
                Principal::SalesRepresentative,
                Record::Own,
            ),
            ("Канарче на колегата", Principal::Stranger, Record::Team),
            ("Канарче на далечния", Principal::Stranger, Record::Stranger),
        ];
        let hidden = |(_, owner, record): &(&str, Principal, Record)| {
            let of_another = if *owner == principal {
                Record::Own
            } else {
                Record::Team
            };
            let record = if *record == Record::Own {
                of_another
            } else {
                *record
            };
            !principal.sees(record)
        };
        let names = names.iter().filter(|one| hidden(one));
        let names = names.map(|(name, ..)| (*name).to_owned());
        names
            .chain([walled::CANARY, walled::PRIVATE].map(str::to_owned))
            .collect()
    }

    pub fn id(&self, principal: Principal) -> Option<UserId> {
        let found = self.people.iter().find(|(known, ..)| *known == principal);
        found.map(|(_, id, _)| *id)
    }

    fn next(&self) -> u32 {
        self.number.fetch_add(1, Ordering::Relaxed)
    }

    /// Everybody who asks.
    pub fn everybody(&self) -> Vec<UserId> {
        self.people.iter().map(|(_, user, _)| *user).collect()
    }

    /// What stands behind the wall.
    pub fn walled(&self) -> &Walled {
        self.walled.as_ref().expect("built")
    }

    pub fn system() -> Viewer {
        clientela_store::testing::system()
    }

    async fn team(&self, name: &str) -> TeamId {
        let fields = TeamFields {
            name: name.to_owned(),
            ..TeamFields::default()
        };
        self.write(fields, |tx, fields| Box::pin(teams::create(tx, fields)))
            .await
    }

    pub async fn user(&self, role: Role, team: Option<TeamId>) -> UserId {
        let number = self.next();
        let user = NewUser {
            email: format!("user{number}@example.org"),
            name: format!("Потребител {number}"),
            role,
            password_hash: None,
            locale: None,
        };
        let id = self
            .write(user, |tx, user| Box::pin(users::create(tx, user)))
            .await;
        if let Some(team) = team {
            self.change(id, role, team, None).await;
        }
        id
    }

    pub async fn change(
        &self,
        id: UserId,
        role: Role,
        team: TeamId,
        visibility: Option<Visibility>,
    ) {
        let change = UserChange {
            name: format!("Потребител на {}", role.code()),
            role,
            team_id: Some(team),
            visibility,
        };
        self.write((id, change), |tx, (id, change)| {
            Box::pin(users::change(tx, *id, change, None))
        })
        .await;
    }

    async fn key(&self, user: UserId) -> String {
        let key = format!("clt_{}", secrets::new_secret());
        let token = NewToken {
            token_hash: secrets::hash_of(&key),
            user_id: user,
            name: "test".into(),
            scopes: Scope::ALL.to_vec(),
            expires_at: None,
        };
        self.write(token, |tx, token| Box::pin(tokens::create(tx, token)))
            .await;
        key
    }

    async fn give(&self, code: &str, owner: UserId) {
        let read = self.context.store.read(&Self::system());
        let found = accounts::by_customer_keys(&read, &[code.to_owned()])
            .await
            .expect("clients");
        let account = found[code];
        self.own(account, owner).await;
    }

    async fn own(&self, account: AccountId, owner: UserId) {
        let owners = vec![(account, Some(owner))];
        self.write(owners, |tx, owners| {
            Box::pin(owners::assign(tx, owners, true))
        })
        .await;
    }

    async fn account(&self, owner: UserId) -> AccountId {
        let number = self.next();
        let new = vec![NewAccount {
            name: FRESH.into(),
            name_folded: clientela_domain::names::fold(FRESH),
            customer_keys: vec![format!("c:fresh-{number}")],
            ..NewAccount::default()
        }];
        let ids = self
            .write(new, |tx, new| {
                Box::pin(accounts::create_many(tx, new, None, false))
            })
            .await;
        self.own(ids[0], owner).await;
        ids[0]
    }

    async fn trashed(&self, owner: UserId) -> AccountId {
        let account = self.account(owner).await;
        self.write(account, |tx, account| {
            Box::pin(async move {
                let found = accounts::get(tx, *account).await?.expect("a client");
                accounts::delete(tx, *account, found.version).await?;
                Ok(*account)
            })
        })
        .await
    }

    async fn absence(&self, user: UserId) -> String {
        let administrator = self.id(Principal::Administrator).expect("hired");
        let director = self.id(Principal::Director).expect("hired");
        let absence = NewAbsence {
            user_id: user,
            substitute_id: if user == administrator {
                director
            } else {
                administrator
            },
            first_day: Date::constant(2026, 12, 1),
            last_day: Date::constant(2026, 12, 5),
            note: String::new(),
        };
        self.write(absence, |tx, absence| {
            Box::pin(absences::create(tx, absence))
        })
        .await
        .to_string()
    }

    pub async fn write<I, T, F>(&self, input: I, work: F) -> T
    where
        I: Send + Sync + 'static,
        T: Send + 'static,
        F: for<'t> Fn(&'t mut clientela_store::Tx, &'t I) -> clientela_store::Work<'t, T>
            + Send
            + Sync
            + 'static,
    {
        self.context
            .store
            .write_with(&Self::system(), input, work)
            .await
            .expect("a write of the test")
    }

    /// The id of the record a request is about.
    async fn subject(&self, subject: Subject, who: Principal, record: Record) -> String {
        let owner = match record {
            Record::Own => self.id(who).unwrap_or(self.far),
            Record::Team => self.colleague,
            Record::Stranger => self.far,
            // Nobody who asks can change these, so they are made once.
            Record::Walled => return self.walled().subject(subject),
        };
        match subject {
            Subject::Nothing => String::new(),
            Subject::Account => self.account(owner).await.to_string(),
            Subject::User => self.user(Role::KeyAccountManager, None).await.to_string(),
            Subject::Team => self
                .team(&format!("Екип {}", self.next()))
                .await
                .to_string(),
            Subject::Absence => self.absence(owner).await,
            Subject::Import => self.import.to_string(),
            Subject::Person => self.person(owner).await.0.to_string(),
            Subject::Place => {
                let (person, place) = self.person(owner).await;
                format!("{person}|{place}")
            }
            Subject::Interaction => self.interaction(owner).await,
            Subject::Note => self.note(owner).await,
            Subject::NextStep => self.next_step(owner).await,
            Subject::Obligation => self.obligation(owner).await,
            Subject::Placeholder => self.placeholder(owner).await.1.to_string(),
            Subject::Statement => self.statement(owner).await,
            Subject::Purchase => self.purchase(owner).await,
            Subject::Gift => self.gift(owner).await,
            Subject::Support => self.support(owner).await,
            Subject::Agreement => self.agreement(owner).await,
            Subject::ExecutionEvent => self.execution_event(owner).await,
            Subject::Prospect => self.prospect(owner).await,
            Subject::Opportunity => self.opportunity(owner).await,
            Subject::Problem => self.problem(owner).await,
            Subject::Threat => self.threat(owner).await,
            Subject::Competitor => self.competitor(owner).await.to_string(),
            Subject::Position => self.position(owner).await,
            Subject::Contest => self.contest(owner).await,
            Subject::ClientPurchase => self.client_purchase(owner).await,
            Subject::Incident => self.incident(owner).await,
            Subject::Remark => self.remark(owner).await,
            Subject::Survey => self.survey(owner).await,
            Subject::SurveyAnswer => self.survey_answer(owner).await,
            Subject::PlanEntry => self.plan_entry(owner).await,
            Subject::PlanShare => self.plan_share(owner).await,
            Subject::Attachment => self.attachment(owner).await,
            Subject::Confidentiality => self.confidentiality(owner).await,
            Subject::Interest => self.interest(owner).await,
            Subject::Wall => self.open_wall(owner).await,
            Subject::Trashed => self.trashed(owner).await.to_string(),
            Subject::Assignment => {
                let none = Vec::new();
                let made = self.write(none, |tx, none| Box::pin(owners::assign(tx, none, false)));
                made.await.id.to_string()
            }
        }
    }

    /// Somebody at a client of the owner's, with their place.
    async fn person(&self, owner: UserId) -> (PersonId, AffiliationId) {
        let account = self.account(owner).await;
        let values = PersonValues {
            given_name: "Прясна".into(),
            family_name: "фирма".into(),
            name_folded: clientela_domain::names::fold(FRESH),
            family_folded: clientela_domain::names::fold("фирма"),
            honorific: String::new(),
            languages: Vec::new(),
            note: String::new(),
            consent: Consent::Unknown,
            consent_day: None,
            lawful_basis: LawfulBasis::Unknown,
            retain_until: None,
            birthday: None,
            contacts: Vec::new(),
            codes: Vec::new(),
        };
        let place = AffiliationValues {
            account_id: account,
            title: String::new(),
            unit: String::new(),
            first_day: None,
            last_day: None,
            former: false,
        };
        self.write((values, place), |tx, (values, place)| {
            Box::pin(async move {
                let person = people::create(tx, values, None).await?;
                let place = affiliations::create(tx, person, place).await?;
                Ok((person, place))
            })
        })
        .await
    }

    /// As whoever writes: the owner, or the program for a reader, who writes nothing.
    async fn writing_as(&self, owner: UserId) -> Viewer {
        let read = self.context.store.read(&Self::system());
        let user = users::by_id(&read, owner).await.expect("the book answers");
        let viewer = user.expect("a user").viewer(Via::Web, FixedClock.now());
        if viewer.may(Permission::EditAccounts) {
            viewer
        } else {
            Self::system()
        }
    }

    async fn interaction(&self, owner: UserId) -> String {
        let new = NewInteraction {
            account_id: Some(self.account(owner).await),
            kind: InteractionKind::Call,
            day: FixedClock.today().into(),
            direction: None,
            summary: FRESH.into(),
            mood: None,
            asked: clientela_domain::prospects::Asked::NotRecorded,
            duration_minutes: None,
            private: false,
            people: Vec::new(),
            users: Vec::new(),
            mentions: Vec::new(),
        };
        let viewer = self.writing_as(owner).await;
        let made = self.context.store.write_with(&viewer, new, |tx, new| {
            Box::pin(interactions::create(tx, new))
        });
        made.await.expect("a call").to_string()
    }

    async fn note(&self, owner: UserId) -> String {
        let new = NewNote {
            account_id: Some(self.account(owner).await),
            person_id: None,
            text: FRESH.into(),
            private: false,
            mentions: Vec::new(),
        };
        let viewer = self.writing_as(owner).await;
        let made = self
            .context
            .store
            .write_with(&viewer, new, |tx, new| Box::pin(notes::create(tx, new)));
        made.await.expect("a note").to_string()
    }

    async fn next_step(&self, owner: UserId) -> String {
        let new = NewNextStep {
            account_id: self.account(owner).await,
            person_id: None,
            what: FRESH.into(),
            due_day: None,
            owner_id: Some(owner),
            interaction_id: None,
        };
        self.write(new, |tx, new| Box::pin(next_steps::create(tx, new)))
            .await
            .to_string()
    }

    /// Somebody nobody knows yet, at a client of the owner's.
    async fn placeholder(&self, owner: UserId) -> (AccountId, PlaceholderId) {
        let account_id = self.account(owner).await;
        let new = NewPlaceholder {
            account_id,
            title: FRESH.into(),
            unit: String::new(),
            person_id: None,
        };
        let made = self.write(new, |tx, new| {
            Box::pin(people_map::create_placeholder(tx, new))
        });
        (account_id, made.await)
    }

    async fn statement(&self, owner: UserId) -> String {
        let (account, about) = self.placeholder(owner).await;
        let new = NewStatement {
            said: Said::Influence(Some(3)),
            day: self.context.clock.today(),
            evidence: FRESH.into(),
        };
        let viewer = self.writing_as(owner).await;
        let made = self
            .context
            .store
            .write_with(&viewer, [new], move |tx, new| {
                Box::pin(people_map::state(
                    tx,
                    account,
                    Node::Placeholder(about),
                    new,
                ))
            });
        made.await.expect("a statement")[0].to_string()
    }

    async fn purchase(&self, owner: UserId) -> String {
        let new = NewPurchaseProcess {
            account_id: self.account(owner).await,
            name: FRESH.into(),
            budget_cycle: String::new(),
            budget_day: None,
            note: String::new(),
            steps: Vec::new(),
            criteria: Vec::new(),
        };
        let made = self.write(new, |tx, new| Box::pin(purchase_processes::create(tx, new)));
        made.await.to_string()
    }

    async fn obligation(&self, owner: UserId) -> String {
        let new = NewObligation {
            account_id: self.account(owner).await,
            debtor: Party::Us,
            person_id: None,
            owner_id: Some(owner),
            what: FRESH.into(),
            kind: ObligationKind::Other,
            origin: Origin::Interaction,
            source: String::new(),
            interaction_id: None,
            support_id: None,
            clause_id: None,
            condition: String::new(),
            made_on: self.context.clock.today().into(),
            due_day: None,
            grace_days: 0,
            importance: 1,
            value: None,
            is_gift: false,
        };
        let viewer = self.writing_as(owner).await;
        let made = self.context.store.write_with(&viewer, new, |tx, new| {
            Box::pin(obligations::create(tx, new, Beginning::Accepted))
        });
        made.await.expect("an obligation").to_string()
    }

    async fn confidentiality(&self, owner: UserId) -> String {
        let new = NewConfidentiality {
            account_id: self.account(owner).await,
            with_whom: FRESH.into(),
            scope: FRESH.into(),
            may_know: String::new(),
            text: String::new(),
            first_day: self.context.clock.today(),
            last_day: None,
            attachment_id: None,
        };
        self.write(new, |tx, new| Box::pin(confidentiality::create(tx, new)))
            .await
            .to_string()
    }

    async fn interest(&self, owner: UserId) -> String {
        let new = NewInterest {
            account_id: self.account(owner).await,
            user_id: owner,
            kind: InterestKind::Other,
            first_day: self.context.clock.today(),
            last_day: None,
            note: FRESH.into(),
        };
        self.write(new, |tx, new| Box::pin(interests::declare(tx, new)))
            .await
            .to_string()
    }

    /// A wall with everybody who asks inside.
    async fn open_wall(&self, owner: UserId) -> String {
        let account = self.account(owner).await;
        let fields = WallFields {
            kind: WallKind::Inside,
            teams: Vec::new(),
            users: self.everybody(),
            rivals: Vec::new(),
            reason: FRESH.into(),
        };
        self.write((account, fields), |tx, (account, fields)| {
            Box::pin(walls::set(tx, *account, fields))
        })
        .await
        .to_string()
    }

    async fn gift(&self, owner: UserId) -> String {
        let new = NewGift {
            account_id: self.account(owner).await,
            direction: GiftDirection::Given,
            person_id: None,
            user_id: Some(owner),
            kind: GiftKind::Goods,
            what: FRESH.into(),
            occasion: String::new(),
            reason: String::new(),
            document: String::new(),
            value: None,
            official: Official::Unknown,
            day: self.context.clock.today().into(),
            decision_day: None,
        };
        let viewer = self.writing_as(owner).await;
        let made = self.context.store.write_with(&viewer, new, |tx, new| {
            Box::pin(async move { gifts::create(tx, new, &GiftRules::default()).await })
        });
        made.await.expect("a gift").to_string()
    }

    async fn agreement(&self, owner: UserId) -> String {
        let new = NewAgreement {
            account_id: self.account(owner).await,
            number: FRESH.into(),
            title: FRESH.into(),
            owner_id: Some(owner),
            signed_on: None,
            note: String::new(),
            terms: AgreementTerms::none(Currency::EUR),
            files: Vec::new(),
        };
        let viewer = self.writing_as(owner).await;
        let made = self.context.store.write_with(&viewer, new, |tx, new| {
            Box::pin(agreements::create(tx, new, &[]))
        });
        made.await.expect("an agreement").to_string()
    }

    async fn support(&self, owner: UserId) -> String {
        let new = NewSupport {
            account_id: self.account(owner).await,
            side: SupportSide::Them,
            kind: SupportKind::Reference,
            what: FRESH.into(),
            before_whom: String::new(),
            person_id: None,
            owner_id: Some(owner),
            mark: None,
            document: String::new(),
            day: self.context.clock.today().into(),
            until_day: None,
            stated: None,
            confirmed: None,
            currency: None,
            confirmed_on: None,
            confirmed_by: None,
            thanked_on: None,
            settled_on: None,
            note: String::new(),
            state: SupportState::Done,
            people: Vec::new(),
            users: Vec::new(),
        };
        let viewer = self.writing_as(owner).await;
        let made = self
            .context
            .store
            .write_with(&viewer, new, |tx, new| Box::pin(supports::create(tx, new)));
        made.await.expect("support").to_string()
    }

    async fn execution_event(&self, owner: UserId) -> String {
        let today = self.context.clock.today();
        let new = NewExecutionEvent {
            account_id: self.account(owner).await,
            recorded: Recorded {
                what: FRESH.into(),
                ..Recorded::empty(EventKind::Delivery, today)
            },
            note: String::new(),
        };
        let viewer = self.writing_as(owner).await;
        let made = self.context.store.write_with(&viewer, new, |tx, new| {
            Box::pin(execution_events::create(tx, new))
        });
        made.await.expect("an event").to_string()
    }

    async fn prospect(&self, owner: UserId) -> String {
        let viewer = self.writing_as(owner).await;
        let draft = keep_prospects::ProspectDraft {
            name: FRESH.into(),
            owner: Some(owner),
            ..keep_prospects::ProspectDraft::default()
        };
        let source = keep_prospects::SourceDraft {
            kind: Some(SourceKind::Cold),
            ..keep_prospects::SourceDraft::default()
        };
        let nobody = keep_prospects::ContactPersonDraft::default();
        let whole = (&draft, &source, &nobody);
        let made = keep_prospects::write_prospect(&self.context, &viewer, whole);
        made.await.expect("a prospect").to_string()
    }

    async fn opportunity(&self, owner: UserId) -> String {
        let account = self.account(owner).await;
        let viewer = self.writing_as(owner).await;
        let draft = keep_opportunities::OpportunityDraft {
            account: Some(account),
            name: FRESH.into(),
            ..keep_opportunities::OpportunityDraft::default()
        };
        let begun = keep_opportunities::OpportunityBeginning::default();
        let new = (&draft, &begun);
        let made = keep_opportunities::write_opportunity(&self.context, &viewer, new);
        made.await.expect("an opportunity").to_string()
    }

    async fn problem(&self, owner: UserId) -> String {
        let account = self.account(owner).await;
        let viewer = self.writing_as(owner).await;
        let draft = keep_problems::ProblemDraft::new(FRESH);
        let made = keep_problems::write_problem(&self.context, &viewer, account, &draft);
        made.await.expect("a problem").to_string()
    }

    async fn threat(&self, owner: UserId) -> String {
        let account = self.account(owner).await;
        let viewer = self.writing_as(owner).await;
        let draft = keep_threats::ThreatDraft::new(ThreatKind::Price, FRESH);
        let made = keep_threats::write_threat(&self.context, &viewer, account, &draft);
        made.await.expect("a threat").to_string()
    }

    async fn competitor(&self, owner: UserId) -> CompetitorId {
        let viewer = self.writing_as(owner).await;
        let draft = NewCompetitor {
            name: format!("{FRESH} {}", self.next()),
            ..NewCompetitor::default()
        };
        let made = keep_competitors::write_competitor(&self.context, &viewer, &draft);
        made.await.expect("a competitor")
    }

    async fn position(&self, owner: UserId) -> String {
        let account = self.account(owner).await;
        let viewer = self.writing_as(owner).await;
        let draft = keep_market::PositionDraft {
            competitor: Some(self.competitor(owner).await),
            product_group: FRESH.into(),
            source: Some(PositionSource::Client),
            ..keep_market::PositionDraft::default()
        };
        let made = keep_market::write_told(&self.context, &viewer, account, &draft);
        made.await.expect("a position").to_string()
    }

    async fn contest(&self, owner: UserId) -> String {
        let account = self.account(owner).await;
        let viewer = self.writing_as(owner).await;
        let draft = keep_market::ContestDraft {
            what: FRESH.into(),
            outcome: Some(ContestOutcome::Won),
            ..keep_market::ContestDraft::default()
        };
        let made = keep_market::write_told(&self.context, &viewer, account, &draft);
        made.await.expect("a contest").to_string()
    }

    async fn incident(&self, owner: UserId) -> String {
        let account = self.account(owner).await;
        let viewer = self.writing_as(owner).await;
        let draft = IncidentDraft {
            account: Some(account),
            what: FRESH.into(),
            severity: Some(IncidentSeverity::Minor),
            origin: Some(ToldOrigin::Client),
            ..IncidentDraft::default()
        };
        let made = keep_market::write_told(&self.context, &viewer, account, &draft);
        made.await.expect("an incident").to_string()
    }

    async fn remark(&self, owner: UserId) -> String {
        let account = self.account(owner).await;
        let viewer = self.writing_as(owner).await;
        let draft = RemarkDraft {
            account: Some(account),
            what: FRESH.into(),
            about: Some(RemarkAbout::Us),
            origin: Some(ToldOrigin::Client),
            ..RemarkDraft::default()
        };
        let made = keep_market::write_told(&self.context, &viewer, account, &draft);
        made.await.expect("an remark").to_string()
    }

    async fn client_purchase(&self, owner: UserId) -> String {
        let account = self.account(owner).await;
        let viewer = self.writing_as(owner).await;
        let draft = keep_market::ClientPurchaseDraft {
            period: "2026".into(),
            amount_low: Amount::parse("100"),
            source: Some(PurchasesSource::Norm),
            note: FRESH.into(),
            ..keep_market::ClientPurchaseDraft::default()
        };
        let made = keep_market::write_told(&self.context, &viewer, account, &draft);
        made.await.expect("purchases").to_string()
    }

    async fn survey(&self, owner: UserId) -> String {
        let account = self.account(owner).await;
        let viewer = self.writing_as(owner).await;
        let draft = ask_satisfaction::SurveyDraft {
            person: None,
            decides: true,
            language: Language::Bg,
            days: 30,
        };
        let made = ask_satisfaction::ask(&self.context, &viewer, account, &draft);
        made.await.expect("a question").id.to_string()
    }

    async fn plan_entry(&self, owner: UserId) -> String {
        let account = self.account(owner).await;
        let viewer = self.writing_as(owner).await;
        let draft = keep_plan::EntryDraft::new(EntryKind::ClientGoal, FRESH);
        let made = keep_plan::write_entry(&self.context, &viewer, account, &draft);
        made.await.expect("a goal").to_string()
    }

    async fn plan_share(&self, owner: UserId) -> String {
        let account = self.account(owner).await;
        let viewer = self.writing_as(owner).await;
        let draft = share_plan::ShareDraft {
            person: None,
            language: Language::Bg,
            days: 30,
        };
        let made = share_plan::share(&self.context, &viewer, account, &draft);
        made.await.expect("a link").id.to_string()
    }

    async fn survey_answer(&self, owner: UserId) -> String {
        let account = self.account(owner).await;
        let viewer = self.writing_as(owner).await;
        let draft = told(FRESH);
        let made = ask_satisfaction::write_answer(&self.context, &viewer, account, &draft);
        made.await.expect("an answer").to_string()
    }

    async fn attachment(&self, owner: UserId) -> String {
        let account = self.account(owner).await;
        let path = self.folder.path().join(format!("file-{}.txt", self.next()));
        fs_err::write(&path, FRESH).expect("a file");
        let to = AttachedTo::Account(account);
        let viewer = self.writing_as(owner).await;
        attach_file(&self.context, &viewer, to, &path, "file.txt")
            .await
            .expect("a file of a client")
            .to_string()
    }

    /// A session of a user.
    async fn session(&self, user: UserId) -> String {
        let secret = secrets::new_secret();
        let ends = FixedClock.now() + jiff::SignedDuration::from_hours(1);
        self.write(
            (secrets::hash_of(&secret), user, ends),
            |tx, (hash, user, ends)| Box::pin(sessions::create(tx, hash, *user, *ends)),
        )
        .await;
        secret
    }

    /// Asks for a row of the table.
    pub async fn ask(&self, row: &Row, who: Principal, record: Record) -> Answer {
        let id = self.subject(row.subject, who, record).await;
        let mut path = row.path.to_owned();
        for (name, value) in row.fill {
            path = path.replace(&format!("{{{name}}}"), value);
        }
        // A place is a person's: pages name both, the API the place alone.
        let ids: Vec<&str> = id.split('|').collect();
        let braces = path.matches('{').count().min(ids.len());
        for id in &ids[ids.len() - braces..] {
            if let (Some(from), Some(to)) = (path.find('{'), path.find('}')) {
                path.replace_range(from..=to, id);
            }
        }
        self.request(
            row.method,
            &path,
            (row.content_type, row.body),
            who,
            row.is_api,
        )
        .await
    }

    /// Asks for anything.
    pub async fn request(
        &self,
        method: &str,
        path: &str,
        (content_type, body): (&str, &str),
        who: Principal,
        is_api: bool,
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        let found = self.people.iter().find(|(known, ..)| *known == who);
        let mut body = if method == "GET" {
            String::new()
        } else {
            body.to_owned()
        };
        if is_api {
            if let Some((_, _, key)) = found {
                request = request.header(header::AUTHORIZATION, format!("Bearer {key}"));
            }
        } else {
            let (name, secret) = match found {
                Some((_, user, _)) => ("clientela_session", self.session(*user).await),
                None => ("clientela_visitor", csrf::new_secret()),
            };
            request = request
                .header(header::COOKIE, format!("{name}={secret}"))
                .header(csrf::HEADER, csrf::token(&secret));
            body = body.replace("{csrf}", &csrf::token(&secret));
        }
        if method != "GET" {
            request = request.header(header::CONTENT_TYPE, content_type);
        }
        let mut request = request.body(Body::from(body)).expect("a request");
        let remote = SocketAddr::from(([127, 0, 0, 1], 4000));
        request.extensions_mut().insert(ConnectInfo(remote));
        let response = self
            .router
            .clone()
            .oneshot(request)
            .await
            .expect("an answer");
        let status = response.status();
        let location = response
            .headers()
            .get(header::LOCATION)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
            .to_owned();
        let body = to_bytes(response.into_body(), 16 << 20)
            .await
            .expect("a body");
        Answer {
            status,
            location,
            body: String::from_utf8_lossy(&body).into_owned(),
        }
    }
}

async fn import(context: &Arc<Context>, folder: &Path) -> ImportId {
    let path = folder.join("sales.csv");
    fs_err::write(&path, SALES).expect("a file of sales");
    let command = ImportSales {
        path,
        file_name: "sales.csv".into(),
        options: ImportOptions::default(),
        trial: false,
        draft: None,
        sample: false,
    };
    let report = import_file(context, &World::system(), command, &Arc::default())
        .await
        .expect("the sales are imported");
    assert_eq!(report.rows.accepted, 5, "{:?}", report.set_aside);
    report.import.expect("an import")
}

/// An answer in these words.
pub fn told(comment: &str) -> ask_satisfaction::AnswerDraft {
    ask_satisfaction::AnswerDraft {
        given: GivenAnswer {
            recommend: Some(9),
            comment: comment.into(),
            ..GivenAnswer::default()
        },
        ..ask_satisfaction::AnswerDraft::default()
    }
}
