//! The front page: what the ledger says, what is due, who is silent, what is not yet known.

use askama::Template;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use clientela_domain::key_criteria as rule;
use clientela_texts::{Texts, format};

use super::happening_parts::{StepRow, silence_text, silence_why, undo_notice, without_undo};
use super::morning::morning_parts;
use super::obligation_parts::{ObligationRow, side_message};
use super::prospect_reviews::DueReview;
use super::shared::class_name;
use crate::error::WebError;
use crate::form::CheckedForm;
use crate::frame::{Area, Frame, render};
use crate::markup::Markup;
use crate::request::{SignedIn, set_cookie};
use crate::router::WebState;
use crate::urls;
use crate::views::Class;
use crate::views::happenings::{DueSteps, FirstThing, Home, SilentClient};
use crate::views::obligations::Party;

/// Cookie that says the list of first things was put away.
pub const FIRST_THINGS_COOKIE: &str = "clientela_first_things";

/// A year: who put the list away does not want it back next week.
const PUT_AWAY_SECONDS: u64 = 365 * 24 * 3600;

#[derive(Template)]
#[template(path = "home.html")]
struct HomePage {
    frame: Frame,
    t: Texts,
    undo: Markup,
    greetings: Markup,
    owed: Markup,
    has_greetings: bool,
    home: Home,
    day: String,
    may_edit: bool,
    may_import: bool,
    put_away: bool,
}

struct Sentence {
    text: String,
    href: String,
    call: String,
}

struct Group {
    title: String,
    late: bool,
    rows: Vec<StepRow>,
    more: String,
    more_href: String,
}

struct Promises {
    title: String,
    rows: Vec<ObligationRow>,
    more: String,
    more_href: String,
}

struct Silent {
    name: String,
    href: String,
    log: String,
    text: String,
    note: String,
    why: Vec<String>,
}

struct Question {
    name: String,
    href: String,
    text: String,
    share: String,
}

struct Thing {
    name: String,
    href: String,
    done: bool,
}

/// `GET /`
pub async fn show(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    let home = state.desk.home(&visitor.user).await?;
    let t = visitor.t;
    let frame = visitor.frame(t.get("nav-home"), Area::Home);
    let morning = morning_parts(&state, &visitor, &frame).await?;
    let page = HomePage {
        undo: undo_notice(&visitor, &frame)?,
        greetings: morning.greetings,
        owed: morning.owed,
        has_greetings: morning.has_greetings,
        day: format::day_with_weekday(t.language, state.desk.today()),
        may_edit: visitor.user.may_edit,
        may_import: visitor.user.may_import,
        put_away: visitor.first_things_put_away,
        frame,
        t,
        home,
    };
    Ok(render(&page)?.into_response())
}

/// `POST /first-things`: puts the list of first things away.
pub async fn put_first_things_away(
    visitor: SignedIn,
    CheckedForm(_): CheckedForm,
) -> Result<Response, WebError> {
    let cookie = set_cookie(
        FIRST_THINGS_COOKIE,
        "away",
        PUT_AWAY_SECONDS,
        visitor.secure,
        false,
    );
    Ok(([(header::SET_COOKIE, cookie)], Redirect::to(urls::HOME)).into_response())
}

impl HomePage {
    fn has_sales(&self) -> bool {
        self.home.largest.is_some()
    }

    fn here(&self) -> String {
        without_undo(&self.frame.here)
    }

    fn sentences(&self) -> Vec<Sentence> {
        let (t, home) = (self.t, &self.home);
        let mut sentences = Vec::new();
        let mut say = |text: String, href: &str, (call, count): (&str, usize)| {
            sentences.push(Sentence {
                text,
                href: href.to_owned(),
                call: t.with1(call, "count", count),
            });
        };
        if let Some(largest) = home.largest {
            let share = format::share(t.language, largest.share);
            let text = t.with(
                "home-largest",
                &[("count", &largest.count), ("share", &share)],
            );
            say(text, urls::CONCENTRATION, ("home-largest-call", 0));
        }
        if home.largest_undecided > 0 {
            let count = home.largest_undecided;
            let text = t.with1("home-undecided", "count", count);
            say(text, urls::KEY_ACCOUNTS, ("home-undecided-call", count));
        } else if home.key_clients > 0 {
            let text = t.with1("home-key", "count", home.key_clients);
            say(
                text,
                urls::KEY_ACCOUNTS,
                ("home-key-call", home.key_clients),
            );
        }
        if home.without_step_count > 0 {
            let text = t.with1("home-without-step", "count", home.without_step_count);
            let href = urls::with_query(urls::ACCOUNTS, &[("need", "no_next_step")]);
            say(
                text,
                &href,
                ("home-without-step-call", home.without_step_count),
            );
        }
        if let Some(import) = &home.latest_import {
            let day = jiff::tz::Offset::UTC.to_datetime(import.at).date();
            let text = t.with(
                "home-import",
                &[
                    ("file", &import.file_name),
                    ("day", &format::day(t.language, day)),
                    ("rows", &t.with1("count-rows", "count", import.accepted)),
                    ("new", &import.new_accounts),
                ],
            );
            say(text, urls::IMPORTS, ("home-import-call", 0));
        }
        let refused = home.arrivals.refused.len();
        if refused > 0 {
            let text = t.with1("arrivals-refused-short", "count", refused);
            say(text, urls::IMPORTS, ("arrivals-call", 0));
        }
        if home.arrivals.imported > 0 {
            let mut text = t.with1("arrivals-imported", "count", home.arrivals.imported);
            if home.arrivals.set_aside > 0 {
                let waiting = t.with1("arrivals-set-aside", "count", home.arrivals.set_aside);
                text = format!("{text} {waiting}");
            }
            say(text, urls::IMPORTS, ("arrivals-call", 0));
        }
        sentences
    }

    fn groups(&self) -> Vec<Group> {
        let group = |group: &DueSteps| {
            let shown = u64::try_from(group.lines.len()).unwrap_or(u64::MAX);
            let more = group.count.saturating_sub(shown);
            Group {
                title: self
                    .t
                    .get(&format!("due-{}", group.due.code()))
                    .into_owned(),
                late: group.due == crate::views::happenings::DueGroup::Overdue,
                rows: group
                    .lines
                    .iter()
                    .map(|line| StepRow::new(self.t, line))
                    .collect(),
                more: if more > 0 {
                    self.t.with1("home-more-steps", "count", more)
                } else {
                    String::new()
                },
                more_href: urls::with_query(urls::NEXT_STEPS, &[("due", group.due.code())]),
            }
        };
        self.home
            .steps
            .iter()
            .filter(|group| group.count > 0)
            .map(group)
            .collect()
    }

    /// What is owed about now: ours first.
    fn promises(&self) -> Vec<Promises> {
        let promises = &self.home.promises;
        [(Party::Us, &promises.ours), (Party::Them, &promises.theirs)]
            .into_iter()
            .filter(|(_, page)| page.matching > 0)
            .map(|(party, page)| {
                let shown = u64::try_from(page.lines.len()).unwrap_or(u64::MAX);
                let more = page.matching.saturating_sub(shown);
                let rows = page.lines.iter();
                Promises {
                    title: self.t.get(side_message(party)).into_owned(),
                    rows: rows.map(|line| ObligationRow::new(self.t, line)).collect(),
                    more: match more {
                        0 => String::new(),
                        more => self.t.with1("bond-more", "count", more),
                    },
                    more_href: urls::with_query(
                        urls::OBLIGATIONS,
                        &[("owner", "me"), ("debtor", party.code()), ("state", "owed")],
                    ),
                }
            })
            .collect()
    }

    fn reviews(&self) -> Vec<DueReview> {
        DueReview::all(self.t, &self.home.reviews)
    }

    fn silent(&self) -> Vec<Silent> {
        let t = self.t;
        let row = |client: &SilentClient| {
            let class = client.class.map(|class| match class {
                clientela_domain::concentration::Class::A => Class::A,
                clientela_domain::concentration::Class::B => Class::B,
                clientela_domain::concentration::Class::C => Class::C,
            });
            let mut note = t.with1("home-class", "class", class_name(t, class));
            if let Some(share) = client.share {
                note = format!("{note} · {}", format::share(t.language, share));
            }
            Silent {
                name: client.name.clone(),
                href: urls::account(client.account),
                log: urls::new_interaction(client.account),
                text: silence_text(t, &client.silence),
                note,
                why: silence_why(t, &client.silence),
            }
        };
        self.home.silent.iter().map(row).collect()
    }

    fn more_silent(&self) -> String {
        let more = self
            .home
            .silent_count
            .saturating_sub(self.home.silent.len());
        if more == 0 {
            return String::new();
        }
        self.t.with1("home-more-clients", "count", more)
    }

    fn silent_href(&self) -> String {
        urls::with_query(urls::ACCOUNTS, &[("need", "silent")])
    }

    fn questions(&self) -> Vec<Question> {
        let t = self.t;
        let question = |one: &crate::views::happenings::OpenQuestion| {
            let id = one.question.id();
            let anchor = match one.question {
                rule::Criterion::Volume => "potential".to_owned(),
                _ => format!("criterion-{id}"),
            };
            Question {
                name: one.name.clone(),
                href: format!("{}#{anchor}", urls::account(one.account)),
                text: t
                    .get(&format!("question-{}", id.replace('_', "-")))
                    .into_owned(),
                share: one
                    .share
                    .map(|share| format::share(t.language, share))
                    .unwrap_or_default(),
            }
        };
        self.home.questions.iter().map(question).collect()
    }

    fn more_questions(&self) -> String {
        let more = self
            .home
            .questions_count
            .saturating_sub(self.home.questions.len());
        if more == 0 {
            return String::new();
        }
        self.t.with1("home-more-clients", "count", more)
    }

    fn questions_href(&self) -> String {
        urls::with_query(urls::ACCOUNTS, &[("class", "A"), ("verdict", "undecided")])
    }

    /// The first things, while something is left to do and nobody put the list away.
    fn things(&self) -> Vec<Thing> {
        let left = self.home.first_things.iter().any(|(_, done)| !done);
        if self.put_away || !left {
            return Vec::new();
        }
        let client = |anchor: &str| {
            self.home.first_to_test.as_ref().map_or_else(
                || urls::ACCOUNTS.to_owned(),
                |(id, _)| format!("{}{anchor}", urls::account(*id)),
            )
        };
        let thing = |(thing, done): &(FirstThing, bool)| {
            let (name, href) = match thing {
                FirstThing::ImportSales => ("thing-import", urls::IMPORT_NEW.to_owned()),
                FirstThing::TestKeyClient => ("thing-test", client("#why")),
                FirstThing::AddPeople => ("thing-people", client("#people")),
                FirstThing::LogContact => ("thing-log", urls::ADD.to_owned()),
                FirstThing::PlanNextStep => ("thing-step", client("#next-steps")),
                FirstThing::InviteColleague => ("thing-invite", urls::SETTINGS.to_owned()),
            };
            Thing {
                name: self.t.get(name).into_owned(),
                href,
                done: *done,
            }
        };
        self.home.first_things.iter().map(thing).collect()
    }
}
