//! Key clients: every profile's verdict side by side, and the question that decides the rest.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use clientela_texts::{Texts, format};

use super::shared::{
    Pager, SelectOption, class_name, criterion_question, profile_name, proof_legend, score_bar,
    score_text, verdict_badge, verdict_name,
};
use crate::error::WebError;
use crate::form::Fields;
use crate::frame::{Area, Frame, render};
use crate::markup::Markup;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::{Criterion, KeyAccountView, KeyAccountsView, KeyRequest};

#[derive(Template)]
#[template(path = "key_accounts.html")]
struct KeyAccountsPage {
    frame: Frame,
    t: Texts,
    request: KeyRequest,
    view: KeyAccountsView,
    pager: Markup,
}

struct ProfileCell {
    name: String,
    badge: Markup,
    score: String,
    bar: Markup,
}

struct Row {
    href: String,
    name: String,
    note: String,
    revenue: String,
    profiles: Vec<ProfileCell>,
    question: String,
    question_href: String,
}

/// `GET /key-accounts`
pub async fn list(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    let fields = Fields::parse(&visitor.query);
    let request = KeyRequest {
        profile: fields.get("profile").to_owned(),
        all: fields.get("all") == "yes",
        page: fields.get("page").parse().unwrap_or(1).max(1),
    };
    let view = state.desk.key_accounts(&visitor.user, &request).await?;
    let t = visitor.t;
    let pager = Pager::new(t, view.page, (view.total, view.per_page), |page| {
        address(&KeyRequest {
            page,
            ..request.clone()
        })
    })
    .markup();
    let frame = visitor.frame(t.get("nav-key-accounts"), Area::KeyAccounts);
    Ok(render(&KeyAccountsPage {
        frame,
        t,
        request,
        view,
        pager,
    })?
    .into_response())
}

fn address(request: &KeyRequest) -> String {
    let page = if request.page > 1 {
        request.page.to_string()
    } else {
        String::new()
    };
    let all = if request.all { "yes" } else { "" };
    urls::with_query(
        urls::KEY_ACCOUNTS,
        &[("profile", &request.profile), ("all", all), ("page", &page)],
    )
}

impl KeyAccountsPage {
    fn profile_choices(&self) -> Vec<SelectOption> {
        let choice = |id: &String| SelectOption {
            value: address(&KeyRequest {
                profile: id.clone(),
                page: 1,
                ..self.request.clone()
            }),
            name: profile_name(self.t, id),
            selected: *id == self.view.profile,
        };
        self.view.profiles.iter().map(choice).collect()
    }

    fn profile_names(&self) -> Vec<String> {
        self.view
            .profiles
            .iter()
            .map(|id| profile_name(self.t, id))
            .collect()
    }

    fn finding(&self) -> String {
        let t = self.t;
        match self.view.key_share.filter(|_| self.view.key > 0) {
            Some(share) => t.with(
                "key-finding",
                &[
                    ("key", &self.view.key),
                    ("share", &format::share(t.language, share)),
                    ("undecided", &self.view.undecided),
                ],
            ),
            None => t.with1("key-finding-none", "undecided", self.view.undecided),
        }
    }

    fn revenue_head(&self) -> String {
        self.t.with1(
            "accounts-revenue",
            "currency",
            format::currency_sign(self.view.currency),
        )
    }

    fn rows(&self) -> Vec<Row> {
        self.view
            .accounts
            .iter()
            .map(|account| self.row(account))
            .collect()
    }

    fn row(&self, account: &KeyAccountView) -> Row {
        let (t, language) = (self.t, self.t.language);
        let href = urls::account(account.id);
        let sorting = account
            .profiles
            .iter()
            .find(|one| one.id == self.view.profile);
        let question = sorting.and_then(|one| one.next_question);
        let place = match question {
            Some(Criterion::Volume) => "potential".to_owned(),
            Some(criterion) => format!("criterion-{}", criterion.code()),
            None => String::new(),
        };
        let class = class_name(t, account.class);
        let note = match account.share {
            Some(share) => format!(
                "{} {class}, {}",
                t.get("accounts-class"),
                format::share(language, share)
            ),
            None => class,
        };
        let cell = |profile: &crate::views::ProfileView| ProfileCell {
            name: profile_name(t, &profile.id),
            badge: verdict_badge(profile.verdict, &verdict_name(t, profile.verdict)),
            score: score_text(t, &profile.score),
            bar: score_bar(t, &profile.score, 8),
        };
        Row {
            question_href: format!("{href}#{place}"),
            href,
            name: account.name.clone(),
            note,
            revenue: account.revenue.map_or_else(
                || t.get("unknown").into_owned(),
                |revenue| format::amount_whole(language, revenue),
            ),
            profiles: account.profiles.iter().map(cell).collect(),
            question: question
                .map_or_else(String::new, |criterion| criterion_question(t, criterion)),
        }
    }

    fn legend(&self) -> Markup {
        proof_legend(self.t)
    }

    fn other_scope(&self) -> String {
        address(&KeyRequest {
            all: !self.request.all,
            page: 1,
            ..self.request.clone()
        })
    }
}
