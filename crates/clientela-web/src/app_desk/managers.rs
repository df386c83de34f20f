//! Need for a key account manager and managers, over the real use cases.

use std::collections::BTreeMap;

use async_trait::async_trait;
use clientela_app::answer_condition::{self, ConditionStatement};
use clientela_app::assign_managers::{self, Proposal};
use clientela_app::condition_questions::ConditionQuestion;
use clientela_app::error::AppError;
use clientela_app::figures::FigureRequest;
use clientela_app::hand_over;
use clientela_app::kam_duties::{self, DutyStatement};
use clientela_app::manager_profiles::{self, Profile};
use clientela_app::need_for_kam::{NeedReport, NeedRow, need_bench, need_report};
use clientela_app::need_settings::NeedForKamSettings;
use clientela_domain::concentration::{Class, Concentration};
use clientela_domain::estimate::Estimate;
use clientela_domain::ids::{AccountId, HandoverId, UserId};
use clientela_domain::kam_duties::Duty;
use clientela_domain::need_for_kam::Recommendation;

use super::AppDesk;
use crate::desk::{Answer, ManagersDesk, Owners};
use crate::views::{
    AccountNeedView, ConditionForm, DossierView, ManagerView, ManagersView, NeedClientView,
    NeedGuideView, NeedMatrixView, UserView,
};

/// Clients the guide names.
const CLIENTS_NAMED: usize = 10;

const fn known(estimate: &Estimate) -> Option<f64> {
    match estimate {
        Estimate::Known(value) => Some(*value),
        _ => None,
    }
}

/// The clients with the greatest need: appoint before consider, then by the middle of the need.
fn neediest(report: &NeedReport) -> Vec<&NeedRow> {
    let mut rows: Vec<&NeedRow> = report
        .rows
        .iter()
        .filter(|row| row.recommendation != Recommendation::NoNeed)
        .collect();
    let revenue = |row: &NeedRow| report.figures.of(row.account).map(|figure| figure.revenue);
    rows.sort_by(|a, b| {
        let middle = |row: &NeedRow| row.need.0 + row.need.1;
        a.recommendation
            .cmp(&b.recommendation)
            .then_with(|| middle(b).total_cmp(&middle(a)))
            .then_with(|| revenue(b).cmp(&revenue(a)))
            .then_with(|| a.account.cmp(&b.account))
    });
    rows.truncate(CLIENTS_NAMED);
    rows
}

#[async_trait]
impl ManagersDesk for AppDesk {
    async fn need_guide(&self, user: &UserView) -> Answer<NeedGuideView> {
        let viewer = self.viewer(user);
        let report = need_report(&self.context, &viewer, &FigureRequest::default()).await?;
        let state = self.context.book_state(&viewer).await?;
        let mut clients = Vec::new();
        for row in neediest(&report) {
            let duties = kam_duties::duties(&self.context, &viewer, row.account).await?;
            clients.push(NeedClientView {
                row: row.clone(),
                name: state.directory.name_of(row.account).to_owned(),
                revenue: report.figures.of(row.account).map(|figure| figure.revenue),
                duties: Some(duties.done()),
            });
        }
        let sales = report.figures.positive_accounts();
        let revenues: Vec<_> = sales.iter().map(|figure| figure.revenue).collect();
        let concentration = Concentration::of(&revenues);
        let class_a = sales.iter().filter(|figure| figure.class == Some(Class::A));
        let share_a = class_a.clone().filter_map(|figure| figure.share).sum();
        Ok(NeedGuideView {
            settings: NeedForKamSettings::load(&self.context, &viewer).await?,
            top_share: known(&concentration.top_share(1)),
            effective_clients: known(&concentration.effective_clients()),
            class_a: (class_a.count() as u64, share_a),
            report,
            clients,
        })
    }

    async fn need_matrix(&self, user: &UserView) -> Answer<NeedMatrixView> {
        let viewer = self.viewer(user);
        let report = need_report(&self.context, &viewer, &FigureRequest::default()).await?;
        let state = self.context.book_state(&viewer).await?;
        let client = |row: &NeedRow| NeedClientView {
            row: row.clone(),
            name: state.directory.name_of(row.account).to_owned(),
            revenue: report.figures.of(row.account).map(|figure| figure.revenue),
            duties: None,
        };
        Ok(NeedMatrixView {
            clients: report.rows.iter().map(client).collect(),
            currency: report.figures.currency,
            has_sales: report.figures.period.is_some(),
        })
    }

    async fn account_need(&self, user: &UserView, account: AccountId) -> Answer<AccountNeedView> {
        let viewer = self.viewer(user);
        let bench = need_bench(&self.context, &viewer, &FigureRequest::default()).await?;
        let questions = ConditionQuestion::all().into_iter();
        let said: BTreeMap<_, _> = questions
            .filter_map(|one| Some((one, bench.statements.of(account, one)?.bounds())))
            .collect();
        Ok(AccountNeedView {
            need: bench.assess(account),
            appoint: bench.settings().appoint(),
            said,
            duties: kam_duties::duties(&self.context, &viewer, account).await?,
        })
    }

    async fn answer_condition(
        &self,
        user: &UserView,
        account: Option<AccountId>,
        form: &ConditionForm,
    ) -> Answer<()> {
        let statement = ConditionStatement {
            evidence_text: form.text.clone(),
            evidence_link: form.link.clone(),
            evidence_figure: form.figure.clone(),
            day: form.day,
            ..ConditionStatement::of(form.bounds)
        };
        let viewer = self.viewer(user);
        let context = &self.context;
        answer_condition::answer_condition(context, &viewer, account, form.question, &statement)
            .await?;
        Ok(())
    }

    async fn save_hours(&self, user: &UserView, settings: &NeedForKamSettings) -> Answer<()> {
        Ok(settings.save(&self.context, &self.viewer(user)).await?)
    }

    async fn mark_duty(
        &self,
        user: &UserView,
        account: AccountId,
        duty: Duty,
        statement: &DutyStatement,
    ) -> Answer<()> {
        let viewer = self.viewer(user);
        Ok(kam_duties::mark_duty(&self.context, &viewer, account, duty, statement).await?)
    }

    async fn managers(&self, user: &UserView) -> Answer<ManagersView> {
        let viewer = self.viewer(user);
        let state = self.context.book_state(&viewer).await?;
        Ok(ManagersView {
            managers: manager_profiles::managers(&self.context, &viewer).await?,
            currency: state.settings.reporting_currency(),
        })
    }

    async fn manager(&self, user: &UserView, id: UserId) -> Answer<ManagerView> {
        let viewer = self.viewer(user);
        let state = self.context.book_state(&viewer).await?;
        let card = manager_profiles::manager(&self.context, &viewer, id).await?;
        let name = |account: &AccountId| state.directory.name_of(*account).to_owned();
        Ok(ManagerView {
            account_names: card.accounts.iter().map(name).collect(),
            card,
            currency: state.settings.reporting_currency(),
        })
    }

    async fn save_manager(&self, user: &UserView, id: UserId, profile: &Profile) -> Answer<()> {
        let viewer = self.viewer(user);
        manager_profiles::save_profile(&self.context, &viewer, id, profile).await?;
        Ok(())
    }

    async fn proposal(&self, user: &UserView) -> Answer<Option<Proposal>> {
        match assign_managers::propose(&self.context, &self.viewer(user)).await {
            Ok(proposal) => Ok(Some(proposal)),
            Err(AppError::NotNow(_)) => Ok(None),
            Err(other) => Err(other.into()),
        }
    }

    async fn assign(&self, user: &UserView, owners: Owners) -> Answer<Owners> {
        let owners = owners.into_iter().collect();
        Ok(assign_managers::accept(&self.context, &self.viewer(user), owners).await?)
    }

    async fn dossier(&self, user: &UserView, account: AccountId) -> Answer<DossierView> {
        let viewer = self.viewer(user);
        Ok(DossierView {
            dossier: hand_over::dossier(&self.context, &viewer, account).await?,
            managers: manager_profiles::managers(&self.context, &viewer).await?,
        })
    }

    async fn begin_handover(&self, user: &UserView, account: AccountId, to: UserId) -> Answer<()> {
        hand_over::begin(&self.context, &self.viewer(user), account, to).await?;
        Ok(())
    }

    async fn check_handover(
        &self,
        user: &UserView,
        handover: (HandoverId, i64),
        item: (&str, bool, &str),
    ) -> Answer<()> {
        Ok(hand_over::check_item(&self.context, &self.viewer(user), handover, item).await?)
    }

    async fn finish_handover(&self, user: &UserView, handover: (HandoverId, i64)) -> Answer<()> {
        Ok(hand_over::finish(&self.context, &self.viewer(user), handover).await?)
    }
}
