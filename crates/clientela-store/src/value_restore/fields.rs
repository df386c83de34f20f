//! Values of the journal put back into the records they came from: the mirror of what each record
//! writes about itself.

use clientela_domain::amount::Amount;
use clientela_domain::birthday::Birthday;
use clientela_domain::currency::Currency;
use clientela_domain::day::Date;
use clientela_domain::event_day::{EventDay, ToldDay};
use clientela_domain::gifts::{GiftKind, Official};
use clientela_domain::ids::{AccountId, AttachmentId, PersonId, TeamId, UserId};
use clientela_domain::names::fold;
use clientela_domain::obligations::{ObligationKind, Origin as ObligationOrigin};
use clientela_domain::prospects::Asked;
use clientela_domain::support::{Mark, SupportKind, SupportSide, SupportState};
use serde_json::Value as Json;
use uuid::Uuid;

use crate::accounts::{AccountValues, Origin, Tag};
use crate::affiliations::AffiliationValues;
use crate::confidentiality::NewConfidentiality;
use crate::currency_rates::CurrencyRate;
use crate::external_codes::ExternalCode;
use crate::gifts::{self, NewGift};
use crate::interactions::{Direction, InteractionKind, NewInteraction};
use crate::manager_profiles::ManagerProfile;
use crate::next_steps::NewNextStep;
use crate::notes::NewNote;
use crate::obligations::{NewObligation, read_worth};
use crate::people::{Consent, Contact, ContactKind, LawfulBasis, PersonValues};
use crate::people_map::NewPlaceholder;
use crate::purchase_processes::{NewPurchaseProcess, PurchaseCriterion, PurchaseStep, read_node};
use crate::sales_representatives::SalesRepresentative;
use crate::supports::{self, NewSupport};
use crate::teams::TeamFields;
use crate::users::UserChange;
use crate::viewer::{Role, Visibility};

/// A record one of whose fields takes a value of the journal; `None` when it has no such field, or
/// the value is none of it.
pub(crate) trait SetBack {
    /// The fields that can be set back, by the names of the journal.
    const FIELDS: &'static [&'static str];

    /// Puts a value back.
    fn set_back(&mut self, field: &str, value: &Json) -> Option<()>;
}

pub(super) fn text(value: &Json) -> Option<String> {
    match value {
        Json::Null => Some(String::new()),
        other => other.as_str().map(str::to_owned),
    }
}

/// A value that may be absent.
pub(super) fn if_any<T>(value: &Json, read: impl FnOnce(&str) -> Option<T>) -> Option<Option<T>> {
    match value {
        Json::Null => Some(None),
        other => other.as_str().and_then(read).map(Some),
    }
}

fn number_if_any<T>(value: &Json, read: impl FnOnce(i64) -> Option<T>) -> Option<Option<T>> {
    match value {
        Json::Null => Some(None),
        other => other.as_i64().and_then(read).map(Some),
    }
}

fn id(text: &str) -> Option<Uuid> {
    Uuid::try_parse(text).ok()
}

pub(super) fn day(text: &str) -> Option<Date> {
    text.parse().ok()
}

fn birthday(text: &str) -> Option<Birthday> {
    Birthday::parse(text)
}

fn list<T>(value: &Json, read: impl Fn(&Json) -> Option<T>) -> Option<Vec<T>> {
    value.as_array()?.iter().map(read).collect()
}

fn codes(value: &Json) -> Option<Vec<ExternalCode>> {
    list(value, |one| {
        Some(ExternalCode {
            system: text(one.get("system")?)?,
            code: text(one.get("code")?)?,
        })
    })
}

fn tag(value: &Json) -> Option<Tag> {
    let text = value.as_str()?.to_owned();
    Some(Tag {
        folded: fold(&text),
        text,
    })
}

impl SetBack for AccountValues {
    const FIELDS: &'static [&'static str] = &[
        "name",
        "registration_number",
        "vat_number",
        "city",
        "sector",
        "owner",
        "owner_id",
        "legal_name",
        "legal_form",
        "country",
        "address",
        "phone",
        "email",
        "website",
        "note",
        "parent",
        "substitute",
        "origin",
        "origin_note",
        "acquired_on",
        "rhythm_days",
        "tags",
        "codes",
    ];

    fn set_back(&mut self, field: &str, value: &Json) -> Option<()> {
        let facts = &mut self.details;
        match field {
            "name" => {
                self.name = text(value)?;
                self.name_folded = fold(&self.name);
            }
            "registration_number" => self.registration_number = text(value)?,
            "vat_number" => self.vat_number = text(value)?,
            "city" => self.city = text(value)?,
            "sector" => self.sector = if_any(value, |word| Some(word.to_owned()))?,
            "owner" | "owner_id" => self.owner_id = if_any(value, UserId::parse)?,
            "legal_name" => facts.legal_name = text(value)?,
            "legal_form" => facts.legal_form = text(value)?,
            "country" => facts.country = text(value)?,
            "address" => facts.address = text(value)?,
            "phone" => facts.phone = text(value)?,
            "email" => facts.email = text(value)?,
            "website" => facts.website = text(value)?,
            "note" => facts.note = text(value)?,
            "parent" => facts.parent_id = if_any(value, AccountId::parse)?,
            "substitute" => facts.substitute_id = if_any(value, UserId::parse)?,
            "origin" => facts.origin = if_any(value, Origin::from_code)?,
            "origin_note" => facts.origin_note = text(value)?,
            "acquired_on" => facts.acquired_on = if_any(value, |day| Some(day.to_owned()))?,
            "rhythm_days" => facts.rhythm_days = number_if_any(value, Some)?,
            "tags" => self.tags = list(value, tag)?,
            "codes" => self.codes = codes(value)?,
            _ => return None,
        }
        Some(())
    }
}

fn contact(value: &Json) -> Option<Contact> {
    let kind = ContactKind::from_code(value.get("kind")?.as_str()?)?;
    let written = text(value.get("value")?)?;
    Some(Contact {
        id: None,
        kind,
        value_folded: kind.folded(&written),
        value: written,
        label: text(value.get("label")?)?,
        preferred: value.get("preferred")?.as_bool()?,
    })
}

impl SetBack for PersonValues {
    const FIELDS: &'static [&'static str] = &[
        "given_name",
        "family_name",
        "honorific",
        "languages",
        "note",
        "consent",
        "consent_day",
        "lawful_basis",
        "retain_until",
        "birthday",
        "contacts",
        "codes",
    ];

    fn set_back(&mut self, field: &str, value: &Json) -> Option<()> {
        match field {
            "given_name" => self.given_name = text(value)?,
            "family_name" => self.family_name = text(value)?,
            "honorific" => self.honorific = text(value)?,
            "languages" => self.languages = list(value, text)?,
            "note" => self.note = text(value)?,
            "consent" => self.consent = Consent::from_code(value.as_str()?)?,
            "consent_day" => self.consent_day = if_any(value, day)?,
            "lawful_basis" => self.lawful_basis = LawfulBasis::from_code(value.as_str()?)?,
            "retain_until" => self.retain_until = if_any(value, day)?,
            "birthday" => self.birthday = if_any(value, birthday)?,
            "contacts" => self.contacts = list(value, contact)?,
            "codes" => self.codes = codes(value)?,
            _ => return None,
        }
        self.fold_names();
        Some(())
    }
}

impl SetBack for AffiliationValues {
    const FIELDS: &'static [&'static str] = &["title", "unit", "first_day", "last_day", "former"];

    fn set_back(&mut self, field: &str, value: &Json) -> Option<()> {
        match field {
            "title" => self.title = text(value)?,
            "unit" => self.unit = text(value)?,
            "first_day" => self.first_day = if_any(value, |day| Some(day.to_owned()))?,
            "last_day" => self.last_day = if_any(value, |day| Some(day.to_owned()))?,
            "former" => self.former = value.as_bool()?,
            _ => return None,
        }
        Some(())
    }
}

impl SetBack for NewNextStep {
    const FIELDS: &'static [&'static str] = &["person", "what", "due_day", "owner"];

    fn set_back(&mut self, field: &str, value: &Json) -> Option<()> {
        match field {
            "person" => self.person_id = if_any(value, PersonId::parse)?,
            "what" => self.what = text(value)?,
            "due_day" => self.due_day = if_any(value, day)?,
            "owner" => self.owner_id = if_any(value, UserId::parse)?,
            _ => return None,
        }
        Some(())
    }
}

impl SetBack for NewGift {
    const FIELDS: &'static [&'static str] = &[
        "person",
        "owner",
        "gift_kind",
        "what",
        "occasion",
        "reason",
        "document",
        "value",
        "official",
        "day",
        "decision_day",
    ];

    fn set_back(&mut self, field: &str, value: &Json) -> Option<()> {
        match field {
            "person" => self.person_id = if_any(value, PersonId::parse)?,
            "owner" => self.user_id = if_any(value, UserId::parse)?,
            "gift_kind" => self.kind = GiftKind::from_code(value.as_str()?)?,
            "what" => self.what = text(value)?,
            "occasion" => self.occasion = text(value)?,
            "reason" => self.reason = text(value)?,
            "document" => self.document = text(value)?,
            "value" => self.value = if_any(value, gifts::read_worth)?,
            "official" => self.official = Official::from_code(value.as_str()?)?,
            "day" => self.day = ToldDay::parse(value.as_str()?)?,
            "decision_day" => self.decision_day = if_any(value, |text| text.parse().ok())?,
            _ => return None,
        }
        Some(())
    }
}

impl SetBack for NewSupport {
    const FIELDS: &'static [&'static str] = &[
        "side",
        "support_kind",
        "what",
        "before_whom",
        "person",
        "owner",
        "mark",
        "document",
        "day",
        "until_day",
        "stated",
        "confirmed",
        "currency",
        "confirmed_on",
        "confirmed_by",
        "thanked_on",
        "settled_on",
        "note",
        "support_state",
        "guests",
        "hosts",
    ];

    fn set_back(&mut self, field: &str, value: &Json) -> Option<()> {
        let day = |value: &Json| if_any(value, |text| text.parse().ok());
        match field {
            "side" => self.side = SupportSide::from_code(value.as_str()?)?,
            "support_kind" => self.kind = SupportKind::from_code(value.as_str()?)?,
            "what" => self.what = text(value)?,
            "before_whom" => self.before_whom = text(value)?,
            "person" => self.person_id = if_any(value, PersonId::parse)?,
            "owner" => self.owner_id = if_any(value, UserId::parse)?,
            "mark" => self.mark = if_any(value, Mark::from_code)?,
            "document" => self.document = text(value)?,
            "day" => self.day = ToldDay::parse(value.as_str()?)?,
            "until_day" => self.until_day = day(value)?,
            "stated" => self.stated = if_any(value, Amount::parse)?,
            "confirmed" => self.confirmed = if_any(value, Amount::parse)?,
            "currency" => self.currency = if_any(value, Currency::from_code)?,
            "confirmed_on" => self.confirmed_on = day(value)?,
            "confirmed_by" => self.confirmed_by = if_any(value, PersonId::parse)?,
            "thanked_on" => self.thanked_on = day(value)?,
            "settled_on" => self.settled_on = day(value)?,
            "note" => self.note = text(value)?,
            "support_state" => self.state = SupportState::from_code(value.as_str()?)?,
            "guests" => {
                let asked = supports::read_asked(value)?.into_iter();
                self.people = asked.map(|(id, came)| (PersonId(id), came)).collect();
            }
            "hosts" => {
                let asked = supports::read_asked(value)?.into_iter();
                self.users = asked.map(|(id, came)| (UserId(id), came)).collect();
            }
            _ => return None,
        }
        Some(())
    }
}

impl SetBack for NewObligation {
    const FIELDS: &'static [&'static str] = &[
        "person",
        "owner",
        "what",
        "kind",
        "origin",
        "source",
        "importance",
        "value",
    ];

    fn set_back(&mut self, field: &str, value: &Json) -> Option<()> {
        match field {
            "person" => self.person_id = if_any(value, PersonId::parse)?,
            "owner" => self.owner_id = if_any(value, UserId::parse)?,
            "what" => self.what = text(value)?,
            "kind" => self.kind = ObligationKind::from_code(value.as_str()?)?,
            "origin" => self.origin = ObligationOrigin::from_code(value.as_str()?)?,
            "source" => self.source = text(value)?,
            "importance" => self.importance = u8::try_from(value.as_u64()?).ok()?,
            "value" => self.value = if_any(value, read_worth)?,
            _ => return None,
        }
        Some(())
    }
}

impl SetBack for NewPlaceholder {
    const FIELDS: &'static [&'static str] = &["title", "unit", "person"];

    fn set_back(&mut self, field: &str, value: &Json) -> Option<()> {
        match field {
            "title" => self.title = text(value)?,
            "unit" => self.unit = text(value)?,
            "person" => self.person_id = if_any(value, PersonId::parse)?,
            _ => return None,
        }
        Some(())
    }
}

fn step(value: &Json) -> Option<PurchaseStep> {
    Some(PurchaseStep {
        what: text(value.get("what")?)?,
        decider: if_any(value.get("decider")?, read_node)?,
        deadline: if_any(value.get("deadline")?, day)?,
        done_on: if_any(value.get("done_on")?, day)?,
    })
}

fn criterion(value: &Json) -> Option<PurchaseCriterion> {
    Some(PurchaseCriterion {
        what: text(value.get("what")?)?,
        weight: number_if_any(value.get("weight")?, |weight| u8::try_from(weight).ok())?,
        decider: if_any(value.get("decider")?, read_node)?,
    })
}

impl SetBack for NewPurchaseProcess {
    const FIELDS: &'static [&'static str] = &[
        "name",
        "budget_cycle",
        "budget_day",
        "note",
        "steps",
        "criteria",
    ];

    fn set_back(&mut self, field: &str, value: &Json) -> Option<()> {
        match field {
            "name" => self.name = text(value)?,
            "budget_cycle" => self.budget_cycle = text(value)?,
            "budget_day" => self.budget_day = if_any(value, day)?,
            "note" => self.note = text(value)?,
            "steps" => self.steps = list(value, step)?,
            "criteria" => self.criteria = list(value, criterion)?,
            _ => return None,
        }
        Some(())
    }
}

impl SetBack for NewNote {
    const FIELDS: &'static [&'static str] = &["text"];

    fn set_back(&mut self, field: &str, value: &Json) -> Option<()> {
        match field {
            "text" => self.text = text(value)?,
            _ => return None,
        }
        Some(())
    }
}

impl SetBack for NewInteraction {
    const FIELDS: &'static [&'static str] = &[
        "account",
        "kind",
        "day",
        "direction",
        "summary",
        "mood",
        "duration_minutes",
        "asked",
        "people",
        "users",
    ];

    fn set_back(&mut self, field: &str, value: &Json) -> Option<()> {
        let ids = |value: &Json| list(value, |one| one.as_str().and_then(id));
        match field {
            "account" => self.account_id = if_any(value, AccountId::parse)?,
            "kind" => self.kind = InteractionKind::from_code(value.as_str()?)?,
            "day" => self.day = EventDay::parse(value.as_str()?)?,
            "direction" => self.direction = if_any(value, Direction::from_code)?,
            "summary" => self.summary = text(value)?,
            "mood" => self.mood = number_if_any(value, |mood| i8::try_from(mood).ok())?,
            "duration_minutes" => {
                self.duration_minutes =
                    number_if_any(value, |minutes| u32::try_from(minutes).ok())?;
            }
            "asked" => self.asked = Asked::from_code(value.as_str()?)?,
            "people" => self.people = ids(value)?.into_iter().map(PersonId).collect(),
            "users" => self.users = ids(value)?.into_iter().map(UserId).collect(),
            _ => return None,
        }
        Some(())
    }
}

impl SetBack for UserChange {
    const FIELDS: &'static [&'static str] = &["name", "role", "team_id", "visibility"];

    fn set_back(&mut self, field: &str, value: &Json) -> Option<()> {
        match field {
            "name" => self.name = text(value)?,
            "role" => self.role = Role::from_code(value.as_str()?)?,
            "team_id" => self.team_id = if_any(value, TeamId::parse)?,
            "visibility" => self.visibility = if_any(value, Visibility::from_code)?,
            _ => return None,
        }
        Some(())
    }
}

impl SetBack for TeamFields {
    const FIELDS: &'static [&'static str] = &["name", "parent_id", "leader_id"];

    fn set_back(&mut self, field: &str, value: &Json) -> Option<()> {
        match field {
            "name" => self.name = text(value)?,
            "parent_id" => self.parent_id = if_any(value, TeamId::parse)?,
            "leader_id" => self.leader_id = if_any(value, UserId::parse)?,
            _ => return None,
        }
        Some(())
    }
}

impl SetBack for SalesRepresentative {
    const FIELDS: &'static [&'static str] = &["user_id"];

    fn set_back(&mut self, field: &str, value: &Json) -> Option<()> {
        match field {
            "user_id" => self.user_id = if_any(value, UserId::parse)?,
            _ => return None,
        }
        Some(())
    }
}

impl SetBack for CurrencyRate {
    const FIELDS: &'static [&'static str] = &["rate", "source", "day"];

    fn set_back(&mut self, field: &str, value: &Json) -> Option<()> {
        match field {
            "rate" => self.rate = text(value)?,
            "source" => self.source = text(value)?,
            "day" => self.day = day(value.as_str()?)?,
            _ => return None,
        }
        Some(())
    }
}

impl SetBack for ManagerProfile {
    const FIELDS: &'static [&'static str] = &[
        "hired_on",
        "languages",
        "sectors",
        "skills",
        "results",
        "hours_a_year",
        "accounts_max",
        "yearly_cost",
    ];

    fn set_back(&mut self, field: &str, value: &Json) -> Option<()> {
        match field {
            "hired_on" => self.hired_on = if_any(value, day)?,
            "languages" => self.languages = text(value)?,
            "sectors" => self.sectors = text(value)?,
            "skills" => self.skills = text(value)?,
            "results" => self.results = text(value)?,
            "hours_a_year" if value.is_null() => self.hours_a_year = None,
            "hours_a_year" => self.hours_a_year = Some(value.as_f64()?),
            "accounts_max" => {
                self.accounts_max = number_if_any(value, |number| u64::try_from(number).ok())?;
            }
            "yearly_cost" => self.yearly_cost = if_any(value, Amount::parse)?,
            _ => return None,
        }
        Some(())
    }
}

impl SetBack for NewConfidentiality {
    const FIELDS: &'static [&'static str] = &[
        "with_whom",
        "scope",
        "may_know",
        "text",
        "first_day",
        "last_day",
        "attachment",
    ];

    fn set_back(&mut self, field: &str, value: &Json) -> Option<()> {
        match field {
            "with_whom" => self.with_whom = text(value)?,
            "scope" => self.scope = text(value)?,
            "may_know" => self.may_know = text(value)?,
            "text" => self.text = text(value)?,
            "first_day" => self.first_day = day(value.as_str()?)?,
            "last_day" => self.last_day = if_any(value, day)?,
            "attachment" => self.attachment_id = if_any(value, AttachmentId::parse)?,
            _ => return None,
        }
        Some(())
    }
}
