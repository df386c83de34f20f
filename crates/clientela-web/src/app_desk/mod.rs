//! The desk over the real use cases: asks `clientela-app`, hands its values out as views. Nothing is
//! decided here; what a figure means stands in the app and in the domain.

mod account_master;
mod accounts;
mod agreements;
mod brand;
mod chain;
mod concentration;
mod drafts;
mod duplicates;
mod execution;
mod gifts;
mod happenings;
mod imports;
mod interests;
mod journal;
mod known;
mod managers;
mod market;
mod morning;
mod obligations;
mod observations;
mod opportunities;
mod origins;
mod people;
mod people_map;
mod plan;
mod prospects;
mod reading;
mod search;
mod settings;
mod spotters;
mod stage;
mod support;
mod team;
mod trash;
mod walls;
mod watch;
mod week;

use std::path::PathBuf;
use std::sync::Arc;

use async_trait::async_trait;
use clientela_app::context::Context;
use clientela_app::error::{AppError, Refusal};
use clientela_app::firm_settings::FirmSettings;
use clientela_app::{evidence_files, first_run, sample_firm, set_sector, sign_in};
use clientela_domain::currency::Currency;
use clientela_domain::ids::{AccountId, ImportId, TokenId};
use clientela_domain::sales::report::SetAsideReason;
use clientela_domain::sector::Sector;
use clientela_store::users::{self, User};
use clientela_store::viewer::Permission;
use clientela_store::{Grants, Role, StoreError, Via, Viewer, ledger_parts};
use clientela_texts::Language;

use crate::desk::{Answer, Desk, DeskError, FirmForm, InviteForm, ProfilesForm};
use crate::views::{
    AccountView, AccountsRequest, AccountsView, AnswerForm, ConcentrationRequest,
    ConcentrationView, ConflictChoice, Correction, CorrectionOutcome, FirmView, FirstRunForm,
    ImportEntry, ImportSettings, ImportView, KeyAccountsView, KeyRequest, MessageView, NewSession,
    PotentialForm, RefusalView, SetAsidePageView, SettingsView, UploadedFile, UserView,
};

use drafts::Drafts;

/// The use cases behind the pages.
pub struct AppDesk {
    context: Arc<Context>,
    drafts: Arc<Drafts>,
}

impl AppDesk {
    /// A desk over an open book.
    #[must_use]
    pub fn new(context: Arc<Context>) -> Self {
        Self {
            context,
            drafts: Arc::default(),
        }
    }

    /// The user as the gate of the book knows them, now.
    fn viewer(&self, user: &UserView) -> Viewer {
        let role = Role::from_code(&user.role).unwrap_or(Role::Reader);
        Viewer {
            sees_all: user.sees_all,
            walled: user.walled,
            grants: Grants {
                firm_totals: user.sees_firm_totals,
                import: user.may_import,
            },
            ..Viewer::user(user.id, role, Via::Web, self.context.clock.now())
        }
    }

    fn session(&self, signed_in: sign_in::SignedIn) -> NewSession {
        let left = signed_in
            .expires_at
            .duration_since(self.context.clock.now())
            .as_secs();
        NewSession {
            seconds: left.max(0).unsigned_abs(),
            user: user_view(&signed_in.user, self.context.clock.now()),
            secret: signed_in.session_secret,
        }
    }
}

fn user_view(user: &User, now: jiff::Timestamp) -> UserView {
    let viewer = user.viewer(Via::Web, now);
    UserView {
        id: user.id,
        name: user.name.clone(),
        email: user.email.clone(),
        role: user.role.code().to_owned(),
        language: user.locale.as_deref().and_then(Language::from_code),
        is_administrator: viewer.may(Permission::ChangeSettings),
        may_edit: viewer.may(Permission::EditAccounts),
        may_import: viewer.may(Permission::Import),
        sees_all: viewer.may(Permission::SeeAllAccounts),
        walled: viewer.walled,
        sets_walls: viewer.may(Permission::SetWalls),
        sees_firm_totals: viewer.may(Permission::SeeFirmTotals),
        manages_users: viewer.may(Permission::ManageUsers),
        assigns_owners: viewer.may(Permission::AssignOwners),
    }
}

/// The day of an instant; instants are kept in UTC.
fn day_of(instant: jiff::Timestamp) -> clientela_domain::day::Date {
    jiff::tz::Offset::UTC.to_datetime(instant).date()
}

impl From<AppError> for DeskError {
    fn from(error: AppError) -> Self {
        match error {
            AppError::NotFound(_) => Self::NotFound,
            AppError::Forbidden => Self::Forbidden,
            AppError::Invalid { field, code, .. } => Self::Invalid {
                field,
                message: message_of(code),
            },
            AppError::Stale | AppError::NotNow(_) | AppError::Stopped => Self::Conflict,
            AppError::Refused(refusal) => Self::Refused(Box::new(refusal_view(&refusal))),
            AppError::Throttled { seconds } => Self::Throttled { seconds },
            other => Self::Failed(Box::new(other)),
        }
    }
}

impl From<StoreError> for DeskError {
    fn from(error: StoreError) -> Self {
        AppError::from(error).into()
    }
}

/// The message at a field for a code of the app.
fn message_of(code: &str) -> &'static str {
    match code {
        "required" => "field-required",
        "email-invalid" => "field-email-invalid",
        "email-taken" => "field-email-taken",
        "password-short" | "password-too-short" => "field-password-short",
        "password-long" | "password-too-long" => "field-password-long",
        "potential-order" => "field-order-invalid",
        "currency-invalid" | "currency-unknown" => "field-currency-invalid",
        "sign-in-failed" => "sign-in-wrong",
        "password-wrong" => "field-password-wrong",
        "last-administrator" => "field-last-administrator",
        "wall-stands" => "field-wall-stands",
        "wall-own-rival" => "field-wall-own-rival",
        "wall-names-nobody" => "field-wall-names-nobody",
        "rivals-too-few" => "field-rivals-too-few",
        "conflict-walled" => "field-conflict-walled",
        "conflict-undecided" => "field-conflict-undecided",
        "conflict-own" => "field-conflict-own",
        "conflict-nothing-to-decide" => "field-conflict-nothing-to-decide",
        "days-order" => "field-days-order",
        "merge-same" => "field-merge-same",
        "merge-undone" => "field-merge-undone",
        "merge-too-old" => "field-merge-too-old",
        "merge-gone" => "field-merge-gone",
        "team-taken" => "field-team-taken",
        "team-below-itself" => "field-team-below-itself",
        "absence-days" => "field-absence-days",
        "absence-over" => "field-absence-over",
        "absence-substitute" => "field-absence-substitute",
        "day-invalid" => "field-day-typed-invalid",
        "rhythm-out-of-range" => "field-rhythm-invalid",
        "file-name-missing" => "file-missing",
        "attachment-too-large" => "attachment-too-large",
        "too-many-files" => "file-too-many",
        "too-many-people" => "field-too-many-people",
        "too-many-names" => "field-too-many-names",
        "names-need-open" => "field-names-need-open",
        "names-need-day" => "field-names-need-day",
        "given-by-unclear" => "field-given-by-unclear",
        "too-long" | "text-too-long" => "field-too-long-short",
        "link-invalid" => "field-link-invalid",
        "day-in-future" => "field-day-in-future",
        "file-empty" => "field-file-empty",
        "file-too-large" => "field-file-too-large",
        "influence-invalid" => "field-influence-invalid",
        "reports-to-circle" => "field-reports-to-circle",
        "tie-to-oneself" => "field-tie-to-oneself",
        "tie-ends-before" => "field-tie-ends-before",
        "weight-invalid" => "field-weight-invalid",
        "too-many-parts" => "field-too-many-parts",
        "due-before-made" => "field-due-before-made",
        "due-is-agreed" => "field-due-is-agreed",
        "gift-own" => "field-gift-own",
        "place-behind-wall" => "field-place-behind-wall",
        "interest-own" => "field-interest-own",
        "interest-narrowed" => "field-interest-narrowed",
        "terms-own" => "field-terms-own",
        "terms-wait" => "field-terms-wait",
        "agreement-number-taken" => "field-agreement-number-taken",
        "concession-for-nothing" => "field-concession-for-nothing",
        "percent-invalid" => "field-percent-invalid",
        "tiers-invalid" => "field-tiers-invalid",
        "whole-units" => "field-whole-units",
        "defects-too-many" => "field-defects-too-many",
        "days-reversed" => "field-days-order",
        "mark-out-of-scale" => "field-mark-out-of-scale",
        "nothing-answered" => "field-nothing-answered",
        "link-days-invalid" => "field-link-days-invalid",
        "window-days-invalid" => "field-window-days-invalid",
        "stage-above-cap" => "field-stage-above-cap",
        "stage-reason-missing" => "field-stage-reason-missing",
        "mark-missing" => "field-mark-missing",
        "day-not-ahead" => "field-day-not-ahead",
        "giver-unknown" => "field-giver-unknown",
        "country-invalid" => "field-country-invalid",
        "phone-invalid" => "field-phone-invalid",
        "website-invalid" => "field-website-invalid",
        "registration-number-wrong" => "field-registration-number-wrong",
        "registration-number-personal" => "field-registration-number-personal",
        "too-long-short" => "field-too-long-short",
        "until-before-day" => "field-until-before-day",
        "confirmed-value" => "field-confirmed-value",
        "gift-limits-order" => "field-gift-limits-order",
        "grace-too-long" => "field-grace-too-long",
        "importance-invalid" => "field-importance-invalid",
        "watch-folder-missing" => "field-watch-folder-missing",
        "watch-folder-outside" => "field-watch-folder-outside",
        "watch-folder-gone" => "field-watch-folder-gone",
        "watch-folder-unreadable" => "field-watch-folder-unreadable",
        "watch-folder-link" => "field-watch-folder-link",
        "watch-folder-of-book" => "field-watch-folder-of-book",
        "watch-folder-twice" => "field-watch-folder-twice",
        "watch-base-gone" => "field-watch-base-gone",
        "put-off-out-of-range" => "field-put-off-out-of-range",
        "watch-user" => "field-watch-user",
        _ => market::field_message(code),
    }
}

/// A refusal in the words of the pages, which offer a field where the command line names an option.
pub(crate) fn refusal_view(refusal: &Refusal) -> RefusalView {
    let message = |id: &str, arguments: Vec<(&'static str, String)>| {
        RefusalView::Message(MessageView {
            id: id.to_owned(),
            arguments,
        })
    };
    match refusal {
        Refusal::Table(error) => RefusalView::Table(error.clone()),
        Refusal::NoHeader { kind, first_row } => {
            let kind = ("kind", kind.word());
            message("open-no-header", vec![kind, ("row", first_row.join(" | "))])
        }
        Refusal::ColumnsMissing { missing, .. } => RefusalView::ColumnsMissing(missing.clone()),
        Refusal::MapHeaderUnknown { header, .. } => {
            message("open-header-unknown", vec![("header", header.clone())])
        }
        Refusal::Ambiguous {
            what,
            header,
            examples,
            ..
        } => message(
            &what.replace("ambiguous-", "open-"),
            vec![
                ("header", header.clone()),
                ("examples", examples.join(", ")),
            ],
        ),
        Refusal::MostRowsUnusable {
            set_aside,
            read,
            reason,
            header,
            example,
        } => RefusalView::MostUnusable {
            set_aside: *set_aside,
            read: *read,
            reason: SetAsideReason::from_code(reason),
            header: header.clone(),
            example: example.clone(),
        },
        Refusal::NoCustomer => message("open-no-customer", Vec::new()),
        Refusal::NoRows => message("open-no-rows", Vec::new()),
        Refusal::OptionInvalid { code, value, .. } => {
            message(&format!("option-{code}"), vec![("value", value.clone())])
        }
    }
}

#[async_trait]
impl Desk for AppDesk {
    async fn is_ready(&self) -> bool {
        let viewer = Viewer::system(Via::Web, self.context.clock.now());
        users::count(&self.context.store.read(&viewer))
            .await
            .is_ok()
    }

    async fn firm(&self) -> Answer<FirmView> {
        let viewer = Viewer::system(Via::Web, self.context.clock.now());
        // Every page asks, also before anybody has signed in: only what is a look-up.
        let view = ledger_parts::view(&self.context.store.read(&viewer)).await?;
        let settings = FirmSettings::load(&self.context, &viewer).await?;
        let extent = clientela_app::figures::extent(&self.context, &view).await?;
        Ok(FirmView {
            currency: settings.reporting_currency(),
            language: Language::from_code(&settings.language),
            vocabulary: settings.spoken(),
            name: settings.name,
            sales_to: extent.map(|extent| extent.to),
            is_sample: settings.is_sample,
        })
    }

    async fn user_of_session(&self, secret: &str) -> Answer<Option<UserView>> {
        let user = sign_in::user_of_session(&self.context, secret).await?;
        Ok(user.map(|user| user_view(&user, self.context.clock.now())))
    }

    async fn sign_in(
        &self,
        email: &str,
        password: &str,
        network_address: &str,
    ) -> Answer<NewSession> {
        let signed_in = sign_in::sign_in(&self.context, email, password, network_address).await?;
        Ok(self.session(signed_in))
    }

    async fn sign_out(&self, secret: &str) -> Answer<()> {
        Ok(sign_in::sign_out(&self.context, secret).await?)
    }

    async fn first_run_is_open(&self, link: &str) -> Answer<bool> {
        Ok(first_run::first_run_is_open(&self.context, link).await?)
    }

    async fn first_run(&self, link: &str, form: &FirstRunForm) -> Answer<NewSession> {
        let answers = first_run::FirstRun {
            firm: form.firm.clone(),
            name: form.name.clone(),
            email: form.email.clone(),
            password: form.password.clone(),
            language: form.language.code().to_owned(),
        };
        Ok(self.session(first_run::first_run(&self.context, link, &answers).await?))
    }

    async fn password_link_is_open(&self, link: &str) -> Answer<bool> {
        Ok(sign_in::link_is_open(&self.context, link).await?)
    }

    async fn choose_password(&self, link: &str, password: &str) -> Answer<NewSession> {
        Ok(self.session(sign_in::choose_password(&self.context, link, password).await?))
    }

    async fn remember_language(&self, user: &UserView, language: Language) -> Answer<()> {
        let viewer = self.viewer(user);
        let id = user.id;
        self.context
            .store
            .write_with(&viewer, language, move |tx, language| {
                Box::pin(users::set_locale(tx, id, Some(language.code())))
            })
            .await?;
        Ok(())
    }

    async fn accounts(&self, user: &UserView, request: &AccountsRequest) -> Answer<AccountsView> {
        accounts::list(&self.context, &self.viewer(user), request).await
    }

    async fn account(&self, user: &UserView, account: AccountId) -> Answer<AccountView> {
        accounts::show(&self.context, &self.viewer(user), account).await
    }

    async fn answer_criterion(
        &self,
        user: &UserView,
        account: AccountId,
        form: &AnswerForm,
    ) -> Answer<()> {
        accounts::answer(&self.context, &self.viewer(user), account, form).await
    }

    async fn state_potential(
        &self,
        user: &UserView,
        account: AccountId,
        form: &PotentialForm,
    ) -> Answer<()> {
        accounts::potential(&self.context, &self.viewer(user), account, form).await
    }

    async fn key_accounts(&self, user: &UserView, request: &KeyRequest) -> Answer<KeyAccountsView> {
        accounts::key(&self.context, &self.viewer(user), request).await
    }

    async fn set_sector(
        &self,
        user: &UserView,
        id: AccountId,
        sector: Option<Sector>,
    ) -> Answer<()> {
        let viewer = self.viewer(user);
        Ok(set_sector::set_sector(&self.context, &viewer, id, sector).await?)
    }

    async fn evidence_file(
        &self,
        user: &UserView,
        id: AccountId,
        sha256: &str,
    ) -> Answer<(PathBuf, String)> {
        let viewer = self.viewer(user);
        Ok(evidence_files::open(&self.context, &viewer, id, sha256).await?)
    }

    async fn concentration(
        &self,
        user: &UserView,
        request: &ConcentrationRequest,
    ) -> Answer<ConcentrationView> {
        concentration::measure(&self.context, &self.viewer(user), request).await
    }

    async fn imports(&self, user: &UserView) -> Answer<Vec<ImportEntry>> {
        imports::history(&self.context, &self.viewer(user)).await
    }

    async fn take_file(&self, user: &UserView, file: UploadedFile) -> Answer<ImportId> {
        self.drafts
            .take_file(&self.context, &self.viewer(user), file)
            .await
    }

    async fn import(&self, user: &UserView, import: ImportId) -> Answer<ImportView> {
        self.drafts
            .show(&self.context, &self.viewer(user), import)
            .await
    }

    async fn settle_import(
        &self,
        user: &UserView,
        import: ImportId,
        settings: &ImportSettings,
    ) -> Answer<()> {
        self.drafts
            .settle(&self.context, &self.viewer(user), import, settings)
            .await
    }

    async fn try_import(&self, user: &UserView, import: ImportId) -> Answer<()> {
        self.drafts
            .run(&self.context, &self.viewer(user), import, true)
            .await
    }

    async fn commit_import(&self, user: &UserView, import: ImportId) -> Answer<()> {
        self.drafts
            .run(&self.context, &self.viewer(user), import, false)
            .await
    }

    async fn stop_import(&self, user: &UserView, import: ImportId) -> Answer<()> {
        let viewer = self.viewer(user);
        viewer.require(Permission::Import)?;
        self.drafts.stop(&self.context, &viewer, import).await
    }

    async fn undo_import(&self, user: &UserView, import: ImportId) -> Answer<()> {
        clientela_app::undo_import::undo_import(&self.context, &self.viewer(user), import).await?;
        Ok(())
    }

    async fn discard_import(&self, user: &UserView, import: ImportId) -> Answer<()> {
        self.drafts
            .discard(&self.context, &self.viewer(user), import)
            .await
    }

    async fn set_aside(
        &self,
        user: &UserView,
        import: ImportId,
        reason: &str,
        page: u64,
    ) -> Answer<SetAsidePageView> {
        imports::set_aside(&self.context, &self.viewer(user), import, reason, page).await
    }

    async fn set_aside_csv(
        &self,
        user: &UserView,
        import: ImportId,
        language: Language,
    ) -> Answer<Vec<u8>> {
        imports::set_aside_csv(&self.context, &self.viewer(user), import, language).await
    }

    async fn correct(
        &self,
        user: &UserView,
        import: ImportId,
        corrections: &[Correction],
    ) -> Answer<CorrectionOutcome> {
        imports::correct(&self.context, &self.viewer(user), import, corrections).await
    }

    async fn correct_by_file(
        &self,
        user: &UserView,
        import: ImportId,
        file: UploadedFile,
    ) -> Answer<CorrectionOutcome> {
        imports::correct_by_file(&self.context, &self.viewer(user), import, file).await
    }

    async fn decide_documents(
        &self,
        user: &UserView,
        import: ImportId,
        choices: &[(u64, ConflictChoice)],
    ) -> Answer<()> {
        imports::decide(&self.context, &self.viewer(user), import, choices).await
    }

    async fn settings(&self, user: &UserView, sector: Option<Sector>) -> Answer<SettingsView> {
        settings::show(&self.context, &self.viewer(user), sector).await
    }

    async fn save_firm(&self, user: &UserView, form: &FirmForm) -> Answer<()> {
        settings::save_firm(&self.context, &self.viewer(user), form).await
    }

    async fn save_profiles(&self, user: &UserView, form: &ProfilesForm) -> Answer<()> {
        settings::save_profiles(&self.context, &self.viewer(user), form).await
    }

    async fn save_rates(
        &self,
        user: &UserView,
        version: i64,
        rates: &[(Currency, String)],
    ) -> Answer<()> {
        settings::save_rates(&self.context, &self.viewer(user), version, rates).await
    }

    async fn invite(&self, user: &UserView, form: &InviteForm) -> Answer<String> {
        let viewer = self.viewer(user);
        viewer.require(Permission::ManageUsers)?;
        let role = team::role_of(&form.role)?;
        Ok(sign_in::invite(&self.context, &viewer, &form.email, &form.name, role).await?)
    }

    async fn create_token(&self, user: &UserView, name: &str, scopes: &[String]) -> Answer<String> {
        let made =
            clientela_app::api_tokens::create(&self.context, &self.viewer(user), name, scopes)
                .await?;
        Ok(made.key)
    }

    async fn revoke_token(&self, user: &UserView, token: TokenId) -> Answer<()> {
        Ok(clientela_app::api_tokens::revoke(&self.context, &self.viewer(user), token).await?)
    }

    async fn load_sample(&self, user: &UserView) -> Answer<()> {
        let progress = Arc::default();
        sample_firm::load_sample_firm(&self.context, &self.viewer(user), &progress).await?;
        Ok(())
    }

    async fn remove_sample(&self, user: &UserView) -> Answer<Vec<String>> {
        Ok(sample_firm::remove_sample_firm(&self.context, &self.viewer(user)).await?)
    }
}
