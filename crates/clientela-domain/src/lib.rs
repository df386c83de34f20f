//! The rules Clientela exists for, and the words they are written in.
//!
//! Pure: nothing here reads a file, a clock, a database or a random number; time comes in as an
//! argument and every rule returns its verdict together with its evidence ([`why::Why`]). Unknown
//! is a value ([`estimate::Estimate::Unknown`]), never zero. Types here are not serialisable:
//! JSON, SQL and Parquet shapes live at the edges that need them.
//!
//! Reading order:
//! 1. values: [`amount`], [`currency`], [`day`], [`event_day`], [`typed_day`],
//!    [`birthday`], [`ids`],
//!    [`estimate`], [`why`]; intervals around few observations: [`statistics`];
//! 2. names and numbers that prove themselves: [`names`], [`identifiers`], and records that may be
//!    the same one: [`duplicates`]; names as they are looked for: [`search`]; clients among each
//!    other and by their trade: [`groups`], [`sector`];
//! 3. the sales ledger: [`sales`] (rows of a file become ledger lines) and [`ports`]; files of
//!    clients, people and interactions: [`records`];
//! 4. what people bring by hand: one jotted line ([`quick_add`]), cards of persons ([`vcard`]);
//! 5. the verdicts: [`concentration`], [`key_criteria`], [`contact_rhythm`], [`need_for_kam`],
//!    [`kam_assignment`];
//! 6. the bond: what both sides owe each other ([`obligations`]) and how they keep it ([`trust`]); what
//!    is given without owing ([`gifts`]) and how they support each other ([`support`]); who is who inside
//!    a client ([`people_map`]); what was agreed with it ([`agreements`]); and that nobody serves two rivals
//!    unnoticed ([`conflicts`]);
//! 7. what was promised against what was done ([`execution`]);
//! 8. the client known: what hurts it and what threatens ([`troubles`]), how satisfied it is
//!    ([`satisfaction`]), who else sells to it ([`market`]), what is said of our
//!    name ([`brand`]), how far the relationship has come
//!    ([`relationship_stage`]) and what parts a plan has ([`account_plan`]);
//! 9. who is no client yet ([`prospects`]), and whom to call with the hours there are ([`activity_plan`]);
//! 10. whom to greet this morning ([`briefing`], with [`working_days`]) and how strong a book is
//!     ([`authority`]), and whether the rules of the bond hold in it ([`bond_rules`]).

pub mod amount;
pub mod birthday;
pub mod currency;
pub mod day;
pub mod estimate;
pub mod event_day;
pub mod ids;
pub mod statistics;
pub mod typed_day;
pub mod why;
pub mod working_days;

pub mod duplicates;
pub mod groups;
pub mod identifiers;
pub mod names;
pub mod search;

pub mod quick_add;
pub mod vcard;

pub mod ports;
pub mod records;
pub mod sales;
pub mod sector;

pub mod concentration;
pub mod contact_rhythm;
pub mod kam_assignment;
pub mod kam_duties;
pub mod key_criteria;
pub mod need_for_kam;

pub mod agreements;
pub mod coins;
pub mod conflicts;
pub mod execution;
pub mod gifts;
pub mod interests;
pub mod obligations;
pub mod opportunities;
pub mod people_map;
pub mod support;
pub mod trust;

pub mod account_plan;
pub mod brand;
pub mod market;
pub mod purchase_rhythm;
pub mod relationship_stage;
pub mod satisfaction;
pub mod troubles;

pub mod activity_plan;
pub mod prospects;
pub mod week_plan;

pub mod authority;
pub mod bond_rules;
pub mod briefing;
