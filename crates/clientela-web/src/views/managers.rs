//! The need for a key account manager, duties, managers, assignment and hand-over.

use std::collections::BTreeMap;
use std::sync::Arc;

use clientela_app::condition_questions::ConditionQuestion;
use clientela_app::hand_over::Dossier;
use clientela_app::kam_duties::DutyList;
use clientela_app::manager_profiles::ManagerCard;
use clientela_app::need_for_kam::{NeedReport, NeedRow};
use clientela_app::need_settings::NeedForKamSettings;
use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::Date;
use clientela_domain::need_for_kam::Need;

/// The guide.
#[derive(Clone, Debug)]
pub struct NeedGuideView {
    /// The firm and all its clients.
    pub report: Arc<NeedReport>,
    /// What the firm stated.
    pub settings: NeedForKamSettings,
    /// The clients with the greatest need, at most ten.
    pub clients: Vec<NeedClientView>,
    /// Share of the largest client.
    pub top_share: Option<f64>,
    /// As many equal clients would make the same concentration.
    pub effective_clients: Option<f64>,
    /// Clients of class A, and their share.
    pub class_a: (u64, f64),
}

/// A client in the guide or the matrix.
#[derive(Clone, Debug)]
pub struct NeedClientView {
    /// Its conditions and need.
    pub row: NeedRow,
    /// Its name.
    pub name: String,
    /// Net revenue; `None` without sales in the period.
    pub revenue: Option<Amount>,
    /// Duties done and needed; only in the guide.
    pub duties: Option<(usize, usize)>,
}

/// The matrix.
#[derive(Clone, Debug)]
pub struct NeedMatrixView {
    /// Every client in sight, in no particular order.
    pub clients: Vec<NeedClientView>,
    /// Currency of the revenue.
    pub currency: Currency,
    /// There are sales at all.
    pub has_sales: bool,
}

/// The need of one client.
#[derive(Clone, Debug)]
pub struct AccountNeedView {
    /// The eight conditions and what follows.
    pub need: Need,
    /// From this need on, appoint.
    pub appoint: f64,
    /// What people last said to each question, at least and at most.
    pub said: BTreeMap<ConditionQuestion, (f64, f64)>,
    /// The duties.
    pub duties: DutyList,
}

/// An answer to a question about a condition.
#[derive(Clone, Debug)]
pub struct ConditionForm {
    /// Which question.
    pub question: ConditionQuestion,
    /// At least and at most so far.
    pub bounds: (f64, f64),
    /// What was seen or heard.
    pub text: String,
    /// Where it can be read.
    pub link: String,
    /// A number, as written.
    pub figure: String,
    /// The day it was true.
    pub day: Option<Date>,
}

/// Managers with the currency of their figures.
#[derive(Clone, Debug)]
pub struct ManagersView {
    /// By name.
    pub managers: Vec<ManagerCard>,
    /// Currency.
    pub currency: Currency,
}

/// One manager.
#[derive(Clone, Debug)]
pub struct ManagerView {
    /// Who.
    pub card: ManagerCard,
    /// Names of the clients they answer for, in their order.
    pub account_names: Vec<String>,
    /// Currency.
    pub currency: Currency,
}

/// A dossier and to whom the client could go.
#[derive(Debug)]
pub struct DossierView {
    /// The dossier.
    pub dossier: Dossier,
    /// Everybody it could go to.
    pub managers: Vec<ManagerCard>,
}
