use std::path::{Path, PathBuf};

use clientela_domain::account_plan::{EntryKind, EntryState, Measure};
use clientela_domain::agreements::AgreementTerms;
use clientela_domain::amount::Amount;
use clientela_domain::birthday::Birthday;
use clientela_domain::brand::{IncidentSeverity, MentionTone, RemarkAbout, ToldOrigin};
use clientela_domain::currency::Currency;
use clientela_domain::day::{Date, Period};
use clientela_domain::event_day::{EventDay, ToldDay};
use clientela_domain::execution::{EventKind, Recorded};
use clientela_domain::gifts::{GiftDirection, GiftKind, Official};
use clientela_domain::ids::{
    AccountId, AttachmentId, CompetitorId, ObligationId, PersonId, PlaceholderId, PlanEntryId,
    TeamId, UserId,
};
use clientela_domain::market::{
    ContestOutcome, ContestReason, PositionSource, PurchasesSource, ReasonSource,
};
use clientela_domain::obligations::{ObligationKind, Origin as ObligationOrigin, Party};
use clientela_domain::people_map::Node;
use clientela_domain::prospects::{FeeTerms, PublicationKind, SourceKind, SpotterKind};
use clientela_domain::satisfaction::AnswerChannel;
use clientela_domain::support::{Mark, SupportKind, SupportSide, SupportState};
use clientela_domain::troubles::{Degree, ProblemState, ThreatKind, ThreatState};
use serde_json::Value as Json;
use uuid::Uuid;

use super::fields::SetBack;
use super::{ACTION, Fields, RESTORABLE};
use crate::accounts::{AccountFacts, AccountValues, Origin, Tag};
use crate::affiliations::AffiliationValues;
use crate::agreements::{self, NewAgreement};
use crate::campaigns::{self, NewCampaign};
use crate::cold_batches::{self, NewColdBatch};
use crate::currency_rates::CurrencyRate;
use crate::execution_events::{self, NewExecutionEvent};
use crate::external_codes::ExternalCode;
use crate::gifts::{self, NewGift};
use crate::interactions::{self, Direction, InteractionKind, NewInteraction};
use crate::manager_profiles::{self, ManagerProfile};
use crate::market::competitors::{self, NewCompetitor};
use crate::market::{self, NewClientPurchase, NewContest, NewIncident, NewPosition, NewRemark};
use crate::next_steps::{self, NewNextStep};
use crate::notes::{self, NewNote};
use crate::obligations::{self, NewObligation};
use crate::opportunities::{self, NewOpportunity};
use crate::people::{Consent, Contact, ContactKind, LawfulBasis, PersonValues};
use crate::people_map::NewPlaceholder;
use crate::plan_entries::{self, NewPlanEntry};
use crate::problems::{self, NewProblem};
use crate::prospects::{self, NewProspect};
use crate::purchase_processes::{NewPurchaseProcess, PurchaseCriterion, PurchaseStep};
use crate::reading::{self, NewPublication};
use crate::sales_representatives::SalesRepresentative;
use crate::spotters::{self, NewSpotter};
use crate::supports::{self, NewSupport};
use crate::survey_answers::{self, NewSurveyAnswer};
use crate::teams::TeamFields;
use crate::testing::moment;
use crate::threats::{self, NewThreat};
use crate::users::UserChange;
use crate::viewer::{Role, Visibility};

/// Fields a row of a change can show that no row sets back, with the reason.
const KEPT: &[(&str, &str, &str)] = &[
    ("note", "account", "a note stays where it was written"),
    ("note", "person", "a note stays where it was written"),
    (
        "note",
        "private",
        "what others have read does not become private",
    ),
    (
        "interaction",
        "private",
        "what others have read does not become private",
    ),
    ("next_step", "account", "a step stays with its client"),
    (
        "obligation",
        "account",
        "a promise stays with its two sides",
    ),
    ("obligation", "debtor", "a promise stays with its two sides"),
    ("obligation", "condition", "a condition stays as agreed"),
    ("obligation", "made_on", "it was promised on that day"),
    ("obligation", "due_day", "another day is agreed anew"),
    ("obligation", "grace_days", "another day is agreed anew"),
    ("obligation", "is_gift", "a gift is not a promise"),
    (
        "map_placeholder",
        "account",
        "somebody unknown stays with their client",
    ),
    (
        "purchase_process",
        "account",
        "a purchase stays with its client",
    ),
    ("gift", "account", "a gift stays with its two sides"),
    ("gift", "direction", "a gift stays with its two sides"),
    ("support", "account", "support stays with its two sides"),
    (
        "agreement",
        "account",
        "an agreement stays with its two sides",
    ),
    (
        "execution_event",
        "account",
        "what was recorded stays with its client",
    ),
    (
        "execution_event",
        "execution_kind",
        "another kind has other fields; it is withdrawn and written anew",
    ),
    ("problem", "account", "a problem stays with its client"),
    ("threat", "account", "a threat stays with its client"),
    ("plan_entry", "account", "a plan stays with its client"),
    (
        "plan_entry",
        "plan_kind",
        "another kind has other fields; it is dropped and written anew",
    ),
    (
        "competitor_position",
        "account",
        "a position stays with its client",
    ),
    ("opportunity", "account", "whose it is stays"),
    ("opportunity", "prospect", "whose it is stays"),
    ("contest", "account", "a contest stays with its client"),
    (
        "client_purchase",
        "account",
        "purchases stay with their client",
    ),
    (
        "survey_answer",
        "account",
        "an answer stays with its client",
    ),
    ("affiliation", "person", "a place is one person's"),
    (
        "affiliation",
        "account",
        "a place is at one client; moving makes another place",
    ),
];

/// Changes of which no value is set back, with the reason.
const NOT_SET_BACK: &[(&str, &str, &str)] = &[
    (
        "changed",
        "interest",
        "what somebody declared of themselves they declare anew",
    ),
    (
        "withdrawn",
        "interest",
        "what somebody declared of themselves they declare anew",
    ),
    ("created", "*", "what was made is removed, not set back"),
    (
        "restored",
        "*",
        "it came out of the trash; it goes back there by removing it",
    ),
    (
        "deleted",
        "note",
        "comes back from the trash, and by its row",
    ),
    (
        "deleted",
        "person",
        "comes back from the trash, and by its row",
    ),
    (
        "deleted",
        "account",
        "comes back from the trash, and by its row",
    ),
    (
        "deleted",
        "next_step",
        "comes back from the trash, and by its row",
    ),
    (
        "deleted",
        "attachment",
        "comes back from the trash, and by its row",
    ),
    (
        "deleted",
        "interaction",
        "comes back from the trash, and by its row",
    ),
    ("deleted", "affiliation", "one line, written again"),
    ("deleted", "absence", "one line, written again"),
    ("deleted", "team", "one line, written again"),
    ("deleted", "conflict_class", "one line, written again"),
    (
        "deleted",
        "confidentiality",
        "comes back from the trash, and by its row",
    ),
    (
        "*",
        "import",
        "undone, and counted again, on the page of the import",
    ),
    ("greeted", "greeting", "taken back on the morning page"),
    ("put_off", "greeting", "taken back on the morning page"),
    ("called_wrong", "greeting", "taken back on the morning page"),
    ("taken_back", "greeting", "done again on the morning page"),
    ("*", "owner_assignment", "its clients have their own rows"),
    ("erased", "person", "the person asked for it"),
    ("merged", "*", "undone as a whole, with its two records"),
    (
        "merged_away",
        "*",
        "undone as a whole, with its two records",
    ),
    ("unmerged", "*", "merging again does it"),
    ("came_back", "*", "merging again does it"),
    (
        "held_different",
        "duplicate_pair",
        "the pair has its own way back",
    ),
    (
        "reopened",
        "duplicate_pair",
        "the pair has its own way back",
    ),
    (
        "code_linked",
        "account",
        "linking the code to another client does it",
    ),
    (
        "code_taken_over",
        "account",
        "linking the code to another client does it",
    ),
    (
        "code_given_away",
        "account",
        "linking the code to another client does it",
    ),
    (
        "criterion_answered",
        "account",
        "every answer is kept; the latest counts",
    ),
    (
        "condition_answered",
        "*",
        "every answer is kept; the latest counts",
    ),
    (
        "stage_answered",
        "account",
        "every answer is kept; the latest counts",
    ),
    (
        "stage_reviewed",
        "account",
        "every review is kept; the latest counts",
    ),
    (
        "potential_stated",
        "account",
        "every statement is kept; the latest counts",
    ),
    (
        "duty_marked",
        "account",
        "every mark is kept; the latest counts",
    ),
    ("accounts_created", "import", "undone with its import"),
    ("people_created", "import", "undone with its import"),
    ("interactions_created", "import", "undone with its import"),
    ("obligations_created", "import", "undone with its import"),
    ("map_stated", "import", "undone with its import"),
    ("map_removed", "import", "part of undoing an import"),
    ("sample_maps", "book", "goes with the sample firm"),
    (
        "taken_back",
        "people_map",
        "what was a mistake is said again, with its day and evidence",
    ),
    ("accounts_removed", "import", "part of undoing an import"),
    ("people_removed", "import", "part of undoing an import"),
    (
        "interactions_removed",
        "import",
        "part of undoing an import",
    ),
    ("obligations_removed", "import", "part of undoing an import"),
    ("recounted", "import", "follows from the rows"),
    (
        "documents_decided",
        "import",
        "decided again on the page of the import",
    ),
    ("gifts_created", "import", "undone with its import"),
    ("gifts_removed", "import", "part of undoing an import"),
    ("supports_created", "import", "undone with its import"),
    ("supports_removed", "import", "part of undoing an import"),
    (
        "confidentiality_created",
        "import",
        "undone with its import",
    ),
    (
        "confidentiality_removed",
        "import",
        "part of undoing an import",
    ),
    ("executions_created", "import", "undone with its import"),
    ("executions_removed", "import", "part of undoing an import"),
    ("sample_executions", "book", "goes with the sample firm"),
    (
        "answered",
        "prospect",
        "every answer is kept; the latest counts",
    ),
    ("moved", "prospect", "moved again on its page"),
    ("moved", "opportunity", "moved again on its page"),
    ("opportunities_created", "import", "undone with its import"),
    ("spotters_created", "import", "undone with its import"),
    ("spotters_removed", "import", "part of undoing an import"),
    (
        "opportunities_removed",
        "import",
        "part of undoing an import",
    ),
    ("visits_created", "import", "undone with its import"),
    ("visits_removed", "import", "part of undoing an import"),
    ("won", "prospect", "taken back on its page"),
    ("win_taken_back", "prospect", "won again on its page"),
    ("turned", "observation", "opened again on its page"),
    ("set_aside", "observation", "opened again on its page"),
    ("reopened", "observation", "turned or set aside again"),
    ("read", "publication", "taken back on its page"),
    (
        "reading_taken_back",
        "publication",
        "read again on its page",
    ),
    (
        "fee_told",
        "prospect",
        "told anew on the page of the agreement",
    ),
    ("paid", "spotter", "taken back on its page"),
    ("payment_taken_back", "spotter", "paid again on its page"),
    (
        "fact_added",
        "prospect",
        "every fact is kept; the latest of a kind counts",
    ),
    ("source_added", "prospect", "taken away on its page"),
    ("source_removed", "prospect", "one line, written again"),
    ("person_joined", "prospect", "parted on its page"),
    ("person_parted", "prospect", "joined again on its page"),
    ("prospects_created", "import", "undone with its import"),
    ("prospects_won", "import", "undone with its import"),
    ("prospects_removed", "import", "part of undoing an import"),
    ("problems_created", "import", "undone with its import"),
    ("problems_removed", "import", "part of undoing an import"),
    ("threats_created", "import", "undone with its import"),
    ("threats_removed", "import", "part of undoing an import"),
    ("competitors_removed", "import", "part of undoing an import"),
    ("survey_answers_created", "import", "undone with its import"),
    (
        "survey_answers_removed",
        "import",
        "part of undoing an import",
    ),
    (
        "stated",
        "plan_statement",
        "of a field of a plan the latest statement counts; the old words are said again",
    ),
    (
        "shared",
        "plan_share",
        "withdrawn on the page of the client's plan",
    ),
    (
        "withdrawn",
        "plan_share",
        "a plan is shared anew by another link",
    ),
    (
        "asked",
        "survey",
        "taken back on the page of the client's satisfaction",
    ),
    (
        "withdrawn",
        "survey",
        "whoever is to be asked is asked anew",
    ),
    (
        "answered",
        "survey_answer",
        "an answer is withdrawn, not taken out",
    ),
    ("disposed", "gift", "said anew on the page of the gift"),
    ("agreements_created", "import", "undone with its import"),
    ("agreements_removed", "import", "part of undoing an import"),
    ("sample_agreements", "book", "goes with the sample firm"),
    (
        "terms_changed",
        "agreement",
        "earlier terms are agreed anew",
    ),
    (
        "round_added",
        "agreement",
        "taken back on the page of the agreement",
    ),
    (
        "round_taken_back",
        "agreement",
        "what was a mistake is said again",
    ),
    ("measured", "agreement", "follows from what was delivered"),
    ("sample_people", "book", "goes with the sample firm"),
    ("sample_answers", "book", "goes with the sample firm"),
    ("sample_potentials", "book", "goes with the sample firm"),
    ("sample_happenings", "book", "goes with the sample firm"),
    ("sample_support", "book", "goes with the sample firm"),
    ("sample_known", "book", "goes with the sample firm"),
    ("sample_plans", "book", "goes with the sample firm"),
    ("sample_stages", "book", "goes with the sample firm"),
    ("sample_visits", "book", "goes with the sample firm"),
    ("sample_responses", "book", "goes with the sample firm"),
    ("set", "work_hours", "said anew on the page of the hours"),
    (
        "day_set",
        "work_hours",
        "said anew on the page of the hours",
    ),
    (
        "response_judged",
        "*",
        "every judgement is kept; the latest counts",
    ),
    ("planned", "planned_visit", "taken off on the board"),
    ("moved", "planned_visit", "moved again on the board"),
    ("settled", "planned_visit", "said anew on the board"),
    ("renewed", "calendar_feed", "no secret is kept"),
    ("withdrawn", "calendar_feed", "another address is made"),
    (
        "sample_happenings_removed",
        "book",
        "goes with the sample firm",
    ),
    ("password_set", "user", "no password is kept"),
    ("disabled", "user", "opened again on the page of the people"),
    ("enabled", "user", "closed again on the page of the people"),
    (
        "revoked",
        "token",
        "a key that was shown to be lost stays so",
    ),
    ("moved", "wall", "moved again on the page of its client"),
    ("lifted", "wall", "set again on the page of its client"),
    (
        "declared",
        "interest",
        "withdrawn by somebody else who leads",
    ),
    (
        "regrouped",
        "conflict_class",
        "named again on the page of confidentiality",
    ),
    ("allowed", "conflict_decision", "a further decision does it"),
    ("refused", "conflict_decision", "a further decision does it"),
    (
        "released",
        "service",
        "what is known cannot be forgotten twice",
    ),
    ("removed", "currency_rate", "stated again in the settings"),
];

fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

fn day() -> Option<Date> {
    Date::new(2026, 11, 25).ok()
}

fn told() -> ToldDay {
    ToldDay::parse("-0043-07-28").unwrap()
}

fn code() -> ExternalCode {
    ExternalCode {
        system: "erp".into(),
        code: "К-17".into(),
    }
}

fn account() -> AccountValues {
    AccountValues {
        name: "Ракита".into(),
        name_folded: clientela_domain::names::fold("Ракита"),
        registration_number: "175074752".into(),
        vat_number: "BG175074752".into(),
        city: "Варна".into(),
        sector: Some("bank".into()),
        owner_id: Some(UserId(id(1))),
        details: AccountFacts {
            legal_name: "Ракита АД".into(),
            legal_form: "ad".into(),
            country: "BG".into(),
            address: "ул. Първа 1".into(),
            phone: "+359888".into(),
            email: "a@example.bg".into(),
            website: "example.bg".into(),
            note: "бележка".into(),
            parent_id: Some(AccountId(id(2))),
            substitute_id: Some(UserId(id(3))),
            origin: Some(Origin::Won),
            origin_note: "на търг".into(),
            acquired_on: Some("2019-03".into()),
            rhythm_days: Some(14),
        },
        tags: vec![Tag {
            folded: clientela_domain::names::fold("Юг"),
            text: "Юг".into(),
        }],
        codes: vec![code()],
    }
}

fn nobody() -> PersonValues {
    PersonValues {
        given_name: String::new(),
        family_name: String::new(),
        name_folded: String::new(),
        family_folded: String::new(),
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
    }
}

fn person() -> PersonValues {
    let mut person = PersonValues {
        given_name: "Мария".into(),
        family_name: "Петрова".into(),
        honorific: "д-р".into(),
        languages: vec!["bg".into(), "de".into()],
        note: "свири".into(),
        consent: Consent::Given,
        consent_day: day(),
        lawful_basis: LawfulBasis::Consent,
        retain_until: day(),
        birthday: Birthday::new(11, 26, None),
        contacts: vec![Contact {
            id: None,
            kind: ContactKind::Mobile,
            value: "+359 888 1".into(),
            value_folded: "3598881".into(),
            label: "служебен".into(),
            preferred: true,
        }],
        codes: vec![code()],
        ..nobody()
    };
    person.fold_names();
    person
}

fn interaction() -> NewInteraction {
    NewInteraction {
        account_id: Some(AccountId(id(2))),
        kind: InteractionKind::Visit,
        day: EventDay::parse("2026-11").unwrap(),
        direction: Some(Direction::In),
        summary: "огледахме".into(),
        mood: Some(-2),
        asked: clientela_domain::prospects::Asked::Yes,
        duration_minutes: Some(45),
        private: false,
        people: vec![PersonId(id(4))],
        users: vec![UserId(id(1))],
        mentions: Vec::new(),
    }
}

fn profile() -> ManagerProfile {
    ManagerProfile {
        hired_on: day(),
        languages: "de:4".into(),
        sectors: "bank:3".into(),
        skills: "stability:2".into(),
        results: "пет големи".into(),
        hours_a_year: Some(1_600.5),
        accounts_max: Some(12),
        yearly_cost: Amount::parse("30000"),
        version: 1,
    }
}

fn promise() -> NewObligation {
    NewObligation {
        account_id: AccountId(id(2)),
        debtor: Party::Us,
        person_id: Some(PersonId(id(4))),
        owner_id: Some(UserId(id(1))),
        what: "Мостри".into(),
        kind: ObligationKind::Delivery,
        origin: ObligationOrigin::Clause,
        source: "чл. 5".into(),
        interaction_id: None,
        support_id: None,
        clause_id: None,
        condition: String::new(),
        made_on: day().unwrap().into(),
        due_day: day(),
        grace_days: 0,
        importance: 3,
        value: Amount::parse("100")
            .zip(Amount::parse("250.50"))
            .zip(Currency::from_code("EUR"))
            .map(|((low, high), currency)| (low, high, currency)),
        is_gift: false,
    }
}

fn empty_promise() -> NewObligation {
    NewObligation {
        person_id: None,
        owner_id: None,
        what: String::new(),
        kind: ObligationKind::Other,
        origin: ObligationOrigin::Interaction,
        source: String::new(),
        importance: 1,
        value: None,
        ..promise()
    }
}

fn given() -> NewGift {
    NewGift {
        account_id: AccountId(id(2)),
        direction: GiftDirection::Given,
        person_id: Some(PersonId(id(4))),
        user_id: Some(UserId(id(1))),
        kind: GiftKind::Meal,
        what: "Обяд".into(),
        occasion: "Нова година".into(),
        reason: "преговори".into(),
        document: "РКО 7".into(),
        value: gifts::read_worth("120 USD = 110.20"),
        official: Official::No,
        day: told(),
        decision_day: day(),
    }
}

fn no_gift() -> NewGift {
    NewGift {
        person_id: None,
        user_id: None,
        kind: GiftKind::Goods,
        what: String::new(),
        occasion: String::new(),
        reason: String::new(),
        document: String::new(),
        value: None,
        official: Official::Unknown,
        day: Date::constant(2025, 1, 1).into(),
        decision_day: None,
        ..given()
    }
}

fn supported() -> NewSupport {
    NewSupport {
        account_id: AccountId(id(2)),
        side: SupportSide::Them,
        kind: SupportKind::Use,
        what: "Логото на витрината".into(),
        before_whom: "изложението".into(),
        person_id: Some(PersonId(id(4))),
        owner_id: Some(UserId(id(1))),
        mark: Some(Mark::Logo),
        document: "имейл".into(),
        day: told(),
        until_day: day(),
        stated: Amount::parse("100"),
        confirmed: Amount::parse("80"),
        currency: Some(Currency::EUR),
        confirmed_on: day(),
        confirmed_by: Some(PersonId(id(5))),
        thanked_on: day(),
        settled_on: day(),
        note: "бележка".into(),
        state: SupportState::Done,
        people: vec![(PersonId(id(4)), true)],
        users: vec![(UserId(id(1)), false)],
    }
}

fn no_support() -> NewSupport {
    NewSupport {
        account_id: AccountId(id(2)),
        side: SupportSide::Us,
        kind: SupportKind::Reference,
        what: String::new(),
        before_whom: String::new(),
        person_id: None,
        owner_id: None,
        mark: None,
        document: String::new(),
        day: Date::constant(2025, 1, 1).into(),
        until_day: None,
        stated: None,
        confirmed: None,
        currency: None,
        confirmed_on: None,
        confirmed_by: None,
        thanked_on: None,
        settled_on: None,
        note: String::new(),
        state: SupportState::Planned,
        people: Vec::new(),
        users: Vec::new(),
    }
}

fn problem() -> NewProblem {
    NewProblem {
        account_id: AccountId(id(2)),
        what: "Касите чакат".into(),
        effect: "губят клиенти".into(),
        cost: Amount::parse("900"),
        said_by: Some(PersonId(id(4))),
        owner_id: Some(UserId(id(1))),
        solution: "по-чести доставки".into(),
        alternatives: "собствен склад".into(),
        day: day().unwrap(),
        state: ProblemState::Solved,
        shown: Amount::parse("500"),
        confirmed: Amount::parse("400"),
        currency: Some(Currency::EUR),
        confirmed_on: day(),
        confirmed_by: Some(PersonId(id(4))),
        note: "бележка".into(),
    }
}

fn prospect() -> NewProspect {
    NewProspect {
        name: "Пекарна Зора".into(),
        registration_number: "175074752".into(),
        city: "Варна".into(),
        country: "BG".into(),
        website: "zora.example".into(),
        phone: "+359888".into(),
        email: "zora@example.bg".into(),
        owner_id: Some(UserId(id(1))),
        note: "две пекарни".into(),
        next_step: "да се обадим".into(),
        next_on: day(),
        informed_on: day(),
    }
}

fn opportunity() -> NewOpportunity {
    NewOpportunity {
        name: "Фурна за втория цех".into(),
        product_groups: vec!["Фурни".into(), "Резервни части".into()],
        value_low: Amount::parse("18000"),
        value_high: Amount::parse("22000"),
        currency: Some(Currency::EUR),
        expected_on: day(),
        owner_id: Some(UserId(id(1))),
        representative: "Иванов".into(),
        person_id: Some(PersonId(id(4))),
        competitor_id: Some(CompetitorId(id(6))),
        note: "след ремонта".into(),
        ..NewOpportunity::default()
    }
}

fn campaign() -> NewCampaign {
    NewCampaign {
        kind: SourceKind::Exhibition,
        name: "Храни и напитки".into(),
        first_day: day(),
        last_day: day(),
        cost: Amount::parse("9000"),
        currency: Some(Currency::EUR),
        note: "щанд 4".into(),
    }
}

fn no_campaign() -> NewCampaign {
    NewCampaign {
        kind: SourceKind::Seminar,
        name: String::new(),
        first_day: None,
        last_day: None,
        cost: None,
        currency: None,
        note: String::new(),
    }
}

fn publication() -> NewPublication {
    NewPublication {
        kind: PublicationKind::Newspaper,
        name: "Капитал".into(),
        address: "https://example.bg".into(),
        looks_for: "нови обекти".into(),
        rhythm_days: 7,
        reader_id: Some(UserId(id(5))),
        note: "в петък".into(),
        is_stopped: true,
    }
}

fn no_publication() -> NewPublication {
    NewPublication {
        kind: PublicationKind::Site,
        name: String::new(),
        address: String::new(),
        looks_for: String::new(),
        rhythm_days: 1,
        reader_id: None,
        note: String::new(),
        is_stopped: false,
    }
}

fn cold_batch() -> NewColdBatch {
    NewColdBatch {
        name: "Хотели по морето".into(),
        list_from: "Регистър на местата за настаняване".into(),
        reason: "строят се нови".into(),
        day: Date::constant(2026, 10, 1),
        worker_id: Some(UserId(id(1))),
        cost: Amount::parse("120"),
        currency: Some(Currency::EUR),
        note: "по телефона".into(),
    }
}

fn no_cold_batch() -> NewColdBatch {
    NewColdBatch {
        name: String::new(),
        list_from: String::new(),
        reason: String::new(),
        day: Date::constant(2026, 10, 2),
        worker_id: None,
        cost: None,
        currency: None,
        note: String::new(),
    }
}

fn spotter() -> NewSpotter {
    NewSpotter {
        kind: SpotterKind::Service,
        name: "Находки".into(),
        person_id: Some(PersonId(id(5))),
        contract: "№ 7".into(),
        first_day: day(),
        last_day: day(),
        terms: FeeTerms {
            for_name: Amount::from_cents(5_000),
            for_qualified: Amount::from_cents(15_000),
            share_of_first_year: 400,
            window_days: 90,
            most_by_prospect: Amount::parse("2000"),
        },
        list_price: Amount::parse("300"),
        currency: Currency::BGN,
        payment_days: 14,
        official: Official::No,
        employer_consent: "писмо".into(),
        tax_document: "удостоверение".into(),
        note: "от Пловдив".into(),
    }
}

fn no_spotter() -> NewSpotter {
    NewSpotter {
        kind: SpotterKind::Spotter,
        name: String::new(),
        person_id: None,
        contract: String::new(),
        first_day: None,
        last_day: None,
        terms: FeeTerms {
            for_name: Amount::ZERO,
            for_qualified: Amount::ZERO,
            share_of_first_year: 0,
            window_days: 0,
            most_by_prospect: None,
        },
        list_price: None,
        currency: Currency::EUR,
        payment_days: 0,
        official: Official::Unknown,
        employer_consent: String::new(),
        tax_document: String::new(),
        note: String::new(),
    }
}

fn no_problem() -> NewProblem {
    NewProblem {
        account_id: AccountId(id(2)),
        what: String::new(),
        effect: String::new(),
        cost: None,
        said_by: None,
        owner_id: None,
        solution: String::new(),
        alternatives: String::new(),
        day: Date::constant(2020, 1, 1),
        state: ProblemState::Open,
        shown: None,
        confirmed: None,
        currency: None,
        confirmed_on: None,
        confirmed_by: None,
        note: String::new(),
    }
}

fn competitor() -> NewCompetitor {
    NewCompetitor {
        name: "Конкурент".into(),
        strengths: "цена".into(),
        weaknesses: "срокове".into(),
        note: "бележка".into(),
    }
}

fn position() -> NewPosition {
    NewPosition {
        account_id: AccountId(id(2)),
        competitor_id: CompetitorId(id(9)),
        product_group: "чай".into(),
        share_low: Amount::parse("20"),
        share_high: Amount::parse("40"),
        price_index: Amount::parse("96.5"),
        contract_end: day(),
        since: day(),
        source: PositionSource::Published,
        day: day().unwrap(),
        note: "бележка".into(),
        withdrawn: true,
    }
}

fn no_position() -> NewPosition {
    NewPosition {
        competitor_id: CompetitorId(id(8)),
        product_group: String::new(),
        share_low: None,
        share_high: None,
        price_index: None,
        contract_end: None,
        since: None,
        source: PositionSource::Client,
        day: Date::constant(2025, 1, 1),
        note: String::new(),
        withdrawn: false,
        ..position()
    }
}

fn contest() -> NewContest {
    NewContest {
        account_id: AccountId(id(2)),
        competitor_id: Some(CompetitorId(id(9))),
        product_group: "чай".into(),
        what: "доставка за догодина".into(),
        outcome: ContestOutcome::Lost,
        reason: Some(ContestReason::Price),
        reason_source: Some(ReasonSource::Client),
        value: Amount::parse("1200"),
        currency: Some(Currency::EUR),
        day: day().unwrap(),
        note: "бележка".into(),
        withdrawn: true,
    }
}

fn no_contest() -> NewContest {
    NewContest {
        competitor_id: None,
        product_group: String::new(),
        what: String::new(),
        outcome: ContestOutcome::Won,
        reason: None,
        reason_source: None,
        value: None,
        currency: None,
        day: Date::constant(2025, 1, 1),
        note: String::new(),
        withdrawn: false,
        ..contest()
    }
}

fn incident() -> NewIncident {
    NewIncident {
        account_id: Some(AccountId(id(2))),
        product_group: "чай".into(),
        what: "развален чай".into(),
        severity: IncidentSeverity::Critical,
        origin: ToldOrigin::Client,
        done: "заменихме го".into(),
        closed_on: day(),
        day: day().unwrap(),
        note: "бележка".into(),
        withdrawn: true,
    }
}

fn no_incident() -> NewIncident {
    NewIncident {
        account_id: None,
        product_group: String::new(),
        what: "друго".into(),
        severity: IncidentSeverity::Minor,
        origin: ToldOrigin::Press,
        done: String::new(),
        closed_on: None,
        day: Date::constant(2025, 1, 1),
        note: String::new(),
        withdrawn: false,
    }
}

fn remark() -> NewRemark {
    NewRemark {
        account_id: Some(AccountId(id(2))),
        person_id: Some(PersonId(id(3))),
        competitor_id: Some(CompetitorId(id(4))),
        about: RemarkAbout::Us,
        tone: Some(MentionTone::Good),
        product_group: "чай".into(),
        what: "хвали ни".into(),
        origin: ToldOrigin::Client,
        link: "https://example.test/".into(),
        day: day().unwrap(),
        note: "бележка".into(),
        withdrawn: true,
    }
}

fn no_remark() -> NewRemark {
    NewRemark {
        account_id: None,
        person_id: None,
        competitor_id: None,
        about: RemarkAbout::Market,
        tone: None,
        product_group: String::new(),
        what: "друго".into(),
        origin: ToldOrigin::Fair,
        link: String::new(),
        day: Date::constant(2025, 1, 1),
        note: String::new(),
        withdrawn: false,
    }
}

fn purchases() -> NewClientPurchase {
    NewClientPurchase {
        account_id: AccountId(id(2)),
        product_group: "чай".into(),
        period: Period {
            from: Date::constant(2026, 1, 1),
            to: Date::constant(2026, 12, 31),
        },
        amount_low: Amount::parse("200").unwrap(),
        amount_high: Amount::parse("280"),
        currency: Currency::EUR,
        source: PurchasesSource::Norm,
        confidence: Some(70),
        day: day().unwrap(),
        note: "бележка".into(),
        withdrawn: true,
    }
}

fn no_purchases() -> NewClientPurchase {
    NewClientPurchase {
        product_group: String::new(),
        period: Period {
            from: Date::constant(2025, 1, 1),
            to: Date::constant(2025, 12, 31),
        },
        amount_low: Amount::ZERO,
        amount_high: None,
        currency: Currency::BGN,
        source: PurchasesSource::Statement,
        confidence: None,
        day: Date::constant(2025, 1, 1),
        note: String::new(),
        withdrawn: false,
        ..purchases()
    }
}

fn threat() -> NewThreat {
    NewThreat {
        account_id: AccountId(id(2)),
        kind: ThreatKind::Capacity,
        what: "Складът се пълни".into(),
        likelihood: Some(Degree::Fourth),
        effect: Some(Degree::Second),
        alternative: "втори склад".into(),
        early_sign: "закъснение".into(),
        owner_id: Some(UserId(id(1))),
        day: day().unwrap(),
        review_day: day(),
        state: ThreatState::Arrived,
        note: "бележка".into(),
    }
}

fn no_threat() -> NewThreat {
    NewThreat {
        account_id: AccountId(id(2)),
        kind: ThreatKind::Other,
        what: String::new(),
        likelihood: None,
        effect: None,
        alternative: String::new(),
        early_sign: String::new(),
        owner_id: None,
        day: Date::constant(2020, 1, 1),
        review_day: None,
        state: ThreatState::Watched,
        note: String::new(),
    }
}

fn plan_entry() -> NewPlanEntry {
    NewPlanEntry {
        account_id: AccountId(id(2)),
        kind: EntryKind::Objective,
        what: "Дял 30 %".into(),
        detail: "два склада".into(),
        measure: Some(Measure::Own),
        own_measure: "рафтове, бр.".into(),
        start_value: Amount::parse("10"),
        target: Amount::parse("30"),
        actual: Amount::parse("12"),
        actual_on: day(),
        day: day(),
        owner_id: Some(UserId(id(1))),
        person_id: Some(PersonId(id(4))),
        objective_id: Some(PlanEntryId(id(5))),
        obligation_id: Some(ObligationId(id(6))),
        likelihood: Some(Degree::Fourth),
        effect: Some(Degree::Second),
        early_sign: "нова оферта".into(),
        reply: "среща".into(),
        state: EntryState::Done,
        for_client: true,
    }
}

fn no_plan_entry() -> NewPlanEntry {
    NewPlanEntry {
        account_id: AccountId(id(2)),
        kind: EntryKind::Objective,
        what: String::new(),
        detail: String::new(),
        measure: None,
        own_measure: String::new(),
        start_value: None,
        target: None,
        actual: None,
        actual_on: None,
        day: None,
        owner_id: None,
        person_id: None,
        objective_id: None,
        obligation_id: None,
        likelihood: None,
        effect: None,
        early_sign: String::new(),
        reply: String::new(),
        state: EntryState::Open,
        for_client: false,
    }
}

fn answered() -> NewSurveyAnswer {
    NewSurveyAnswer {
        account_id: AccountId(id(2)),
        person_id: Some(PersonId(id(4))),
        decides: true,
        channel: AnswerChannel::Told,
        day: day().unwrap(),
        recommend: Some(9),
        satisfied: Some(4),
        effort: Some(6),
        comment: "доволни сме".into(),
        withdrawn: true,
    }
}

fn not_answered() -> NewSurveyAnswer {
    NewSurveyAnswer {
        account_id: AccountId(id(2)),
        person_id: None,
        decides: false,
        channel: AnswerChannel::Told,
        day: Date::constant(2020, 1, 1),
        recommend: None,
        satisfied: None,
        effort: None,
        comment: String::new(),
        withdrawn: false,
    }
}

fn object(value: Json) -> Fields {
    value.as_object().cloned().unwrap()
}

fn named(fields: crate::changes::FieldValues) -> Fields {
    fields
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}

/// Sets every field of a full record back in an empty one, and expects the full one; every field the
/// journal can show is either set back or stands in [`KEPT`].
fn all_come_back<T: SetBack>(entity: &str, full: &T, mut empty: T, fields: fn(&T) -> Fields) {
    let shown = fields(full);
    for (name, value) in &shown {
        let kept = KEPT
            .iter()
            .any(|(kind, field, _)| (*kind, *field) == (entity, name.as_str()));
        let goes = T::FIELDS.contains(&name.as_str());
        assert_ne!(
            kept, goes,
            "{entity}.{name}: set back, or kept for a reason"
        );
        if goes {
            assert_ne!(fields(&empty)[name], *value, "{entity}.{name} differs");
            assert_eq!(empty.set_back(name, value), Some(()), "{entity}.{name}");
            assert_eq!(fields(&empty)[name], *value, "{entity}.{name} is back");
        }
    }
    for name in T::FIELDS {
        assert!(
            shown.contains_key(super::canonical(name)),
            "{entity}.{name}"
        );
        assert_eq!(empty.set_back(name, &serde_json::json!({ "no": 1 })), None);
    }
    let listed = RESTORABLE.iter().find(|(kind, _)| *kind == entity).unwrap();
    assert_eq!(listed.1, T::FIELDS);
}

#[test]
fn every_field_the_journal_shows_comes_back_or_says_why_not() {
    all_come_back("account", &account(), AccountValues::default(), |one| {
        named(one.fields())
    });
    let mut empty = nobody();
    all_come_back("person", &person(), empty.clone(), |one| {
        named(one.fields())
    });
    for (name, value) in named(person().fields()) {
        empty.set_back(&name, &value).unwrap();
    }
    assert_eq!(empty, person(), "with everything that is folded");
    let place = |account, title: &str, former: bool| AffiliationValues {
        account_id: AccountId(id(account)),
        title: title.into(),
        unit: title.into(),
        first_day: (!former).then(|| "2020".into()),
        last_day: (!former).then(|| "2024-05".into()),
        former,
    };
    all_come_back(
        "affiliation",
        &place(2, "Купувач", false),
        place(2, "", true),
        |one| named(one.fields(PersonId(id(4)))),
    );
    let step = NewNextStep {
        account_id: AccountId(id(2)),
        person_id: Some(PersonId(id(4))),
        what: "Оферта".into(),
        due_day: day(),
        owner_id: Some(UserId(id(1))),
        interaction_id: None,
    };
    let empty = NewNextStep {
        person_id: None,
        what: String::new(),
        due_day: None,
        owner_id: None,
        ..step.clone()
    };
    all_come_back("next_step", &step, empty, |one| {
        object(next_steps::as_json(one))
    });
    all_come_back("obligation", &promise(), empty_promise(), |one| {
        object(obligations::as_json(one))
    });
    let unknown = |text: &str, person_id| NewPlaceholder {
        account_id: AccountId(id(2)),
        title: text.into(),
        unit: text.into(),
        person_id,
    };
    let somebody = unknown("Логистика", Some(PersonId(id(4))));
    all_come_back("map_placeholder", &somebody, unknown("", None), |one| {
        named(one.fields())
    });
    let purchase = NewPurchaseProcess {
        account_id: AccountId(id(2)),
        name: "Търг".into(),
        budget_cycle: "през ноември".into(),
        budget_day: day(),
        note: "три оферти".into(),
        steps: vec![PurchaseStep {
            what: "Задание".into(),
            decider: Some(Node::Person(PersonId(id(4)))),
            deadline: day(),
            done_on: day(),
        }],
        criteria: vec![PurchaseCriterion {
            what: "Цена".into(),
            weight: Some(60),
            decider: Some(Node::Placeholder(PlaceholderId(id(6)))),
        }],
    };
    let empty = NewPurchaseProcess {
        name: String::new(),
        budget_cycle: String::new(),
        budget_day: None,
        note: String::new(),
        steps: Vec::new(),
        criteria: Vec::new(),
        ..purchase.clone()
    };
    all_come_back("purchase_process", &purchase, empty, |one| {
        named(one.fields())
    });
    all_come_back("gift", &given(), no_gift(), |one| {
        object(gifts::as_json(one))
    });
    all_come_back("support", &supported(), no_support(), |one| {
        object(supports::as_json(one))
    });
    let agreement = |number: &str, owner, day, files: Vec<AttachmentId>| NewAgreement {
        account_id: AccountId(id(2)),
        number: number.into(),
        title: format!("{number} за доставки"),
        owner_id: owner,
        signed_on: day,
        note: format!("бележка {number}"),
        terms: AgreementTerms::none(Currency::EUR),
        files,
    };
    all_come_back(
        "agreement",
        &agreement("Д-1", Some(UserId(id(1))), day(), vec![AttachmentId(id(7))]),
        agreement("Д-2", None, None, Vec::new()),
        |one| object(agreements::as_json(one)),
    );
    let event = NewExecutionEvent {
        account_id: AccountId(id(2)),
        recorded: Recorded {
            kind: EventKind::Delivery,
            day: day().unwrap(),
            document: "7001".into(),
            what: "сирене".into(),
            class: "етикет".into(),
            requested_day: day(),
            promised_day: day(),
            done_day: day(),
            ordered: Amount::parse("100"),
            delivered: Amount::parse("90"),
            received: Amount::parse("80"),
            defects: Some(3),
            moved_by: Some(Party::Them),
            reason: "ревизия".into(),
        },
        note: "бележка".into(),
    };
    let empty = NewExecutionEvent {
        recorded: Recorded::empty(EventKind::Delivery, Date::constant(2025, 1, 1)),
        note: String::new(),
        ..event.clone()
    };
    all_come_back("execution_event", &event, empty, |one| {
        object(execution_events::as_json(one))
    });
    all_come_back("problem", &problem(), no_problem(), |one| {
        object(problems::as_json(one))
    });
    all_come_back("prospect", &prospect(), NewProspect::default(), |one| {
        object(prospects::as_json(one))
    });
    let known = NewOpportunity::default();
    all_come_back("opportunity", &opportunity(), known, |one| {
        object(opportunities::as_json(one))
    });
    all_come_back("campaign", &campaign(), no_campaign(), |one| {
        object(campaigns::as_json(one))
    });
    all_come_back("publication", &publication(), no_publication(), |one| {
        object(reading::as_json(one))
    });
    all_come_back("cold_batch", &cold_batch(), no_cold_batch(), |one| {
        object(cold_batches::as_json(one))
    });
    all_come_back("spotter", &spotter(), no_spotter(), |one| {
        object(spotters::as_json(one))
    });
    all_come_back("threat", &threat(), no_threat(), |one| {
        object(threats::as_json(one))
    });
    all_come_back("plan_entry", &plan_entry(), no_plan_entry(), |one| {
        object(plan_entries::as_json(one))
    });
    all_come_back(
        "competitor",
        &competitor(),
        NewCompetitor::default(),
        |one| object(competitors::as_json(one)),
    );
    all_come_back("competitor_position", &position(), no_position(), |one| {
        object(market::as_json(one))
    });
    all_come_back("contest", &contest(), no_contest(), |one| {
        object(market::as_json(one))
    });
    all_come_back("client_purchase", &purchases(), no_purchases(), |one| {
        object(market::as_json(one))
    });
    all_come_back("incident", &incident(), no_incident(), |one| {
        object(market::as_json(one))
    });
    all_come_back("remark", &remark(), no_remark(), |one| {
        object(market::as_json(one))
    });
    all_come_back("survey_answer", &answered(), not_answered(), |one| {
        object(survey_answers::as_json(one))
    });
    let note = |text: &str| NewNote {
        account_id: Some(AccountId(id(2))),
        person_id: None,
        text: text.into(),
        private: false,
        mentions: Vec::new(),
    };
    all_come_back("note", &note("думи"), note(""), |one| {
        object(notes::as_json(one))
    });
    let empty = NewInteraction {
        account_id: None,
        kind: InteractionKind::Call,
        day: EventDay::parse("2025").unwrap(),
        direction: None,
        summary: String::new(),
        mood: None,
        asked: clientela_domain::prospects::Asked::NotRecorded,
        duration_minutes: None,
        people: Vec::new(),
        users: Vec::new(),
        ..interaction()
    };
    all_come_back("interaction", &interaction(), empty, |one| {
        object(interactions::as_json(one))
    });
}

#[test]
fn every_field_of_the_firm_comes_back_too() {
    let user = UserChange {
        name: "Ана".into(),
        role: Role::Director,
        team_id: Some(TeamId(id(5))),
        visibility: Some(Visibility::Team),
    };
    let empty = UserChange {
        name: String::new(),
        role: Role::Reader,
        team_id: None,
        visibility: None,
    };
    all_come_back("user", &user, empty, UserChange::json);
    let team = TeamFields {
        name: "Юг".into(),
        parent_id: Some(TeamId(id(5))),
        leader_id: Some(UserId(id(1))),
    };
    all_come_back("team", &team, TeamFields::default(), |one| {
        object(one.json())
    });
    let representative = |user_id| SalesRepresentative {
        name: "Борис".into(),
        name_folded: "boris".into(),
        user_id,
        first_seen_at: moment(),
    };
    all_come_back(
        "sales_representative",
        &representative(Some(UserId(id(1)))),
        representative(None),
        |one| object(one.json()),
    );
    let empty = ManagerProfile {
        hired_on: None,
        languages: String::new(),
        sectors: String::new(),
        skills: String::new(),
        results: String::new(),
        hours_a_year: None,
        accounts_max: None,
        yearly_cost: None,
        version: 1,
    };
    all_come_back("manager_profile", &profile(), empty, |one| {
        object(manager_profiles::as_json(one))
    });
    let rate = |rate: &str, source: &str, day| CurrencyRate {
        currency: Currency::from_code("USD").unwrap(),
        rate: rate.into(),
        source: source.into(),
        day,
    };
    let other = Date::new(2025, 1, 1).unwrap();
    all_come_back(
        "currency_rate",
        &rate("0.9", "БНБ", day().unwrap()),
        rate("1", "", other),
        |one| object(one.json()),
    );
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs_err::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            if !path.ends_with("tests") {
                walk(&path, files);
            }
        } else if !path.ends_with("tests.rs") {
            files.push(path);
        }
    }
}

/// Actions and entities of the journal, as far as they stand in this crate as words.
fn written() -> Vec<(String, String)> {
    let mut files = Vec::new();
    walk(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut files,
    );
    let mut pairs = Vec::new();
    for file in files {
        let text = fs_err::read_to_string(file).unwrap();
        for call in text.split("JournalEntry::new(").skip(1) {
            let arguments: Vec<&str> = call.split(',').map(str::trim).take(2).collect();
            let word = |argument: &str| {
                argument
                    .strip_prefix('"')?
                    .strip_suffix('"')
                    .map(str::to_owned)
            };
            if let Some(entity) = word(arguments[1]) {
                // A word that comes from elsewhere.
                let action = word(arguments[0]).unwrap_or_else(|| "*".into());
                pairs.push((action, entity));
            }
        }
    }
    pairs.sort();
    pairs.dedup();
    pairs
}

#[test]
fn every_change_of_the_journal_is_set_back_or_says_why_not() {
    let pairs = written();
    assert!(pairs.len() > 50, "{pairs:?}");
    let changes = ["*", "changed", "renamed", ACTION];
    let mut faults = Vec::new();
    for (action, entity) in &pairs {
        let known = entity == "setting" || RESTORABLE.iter().any(|(kind, _)| kind == entity);
        let reason = NOT_SET_BACK
            .iter()
            .any(|(word, kind, _)| word == action && (*kind == "*" || kind == entity));
        // What was said on a people map is taken back by the row that said it.
        let pair = (action.as_str(), entity.as_str());
        // A purchase that was removed is written again from its row.
        let taken_back = matches!(
            pair,
            ("stated", "people_map") | ("deleted", "purchase_process")
        );
        if (taken_back || (changes.contains(&action.as_str()) && known)) == reason {
            faults.push(format!("{action} {entity}"));
        }
    }
    assert!(
        faults.is_empty(),
        "set it back, or say why not: {faults:#?}"
    );
    for (action, entity, _) in NOT_SET_BACK {
        let met =
            |(word, kind): &(String, String)| word == action && (*entity == "*" || kind == entity);
        assert!(
            pairs.iter().any(met),
            "{action} {entity} is written by nobody"
        );
    }
}
