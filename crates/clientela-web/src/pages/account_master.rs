//! The part of a client's page that shows what people keep about it, and its group.

use askama::Template;
use clientela_domain::ids::AccountId;
use clientela_texts::Texts;

use super::person::time_of;
use crate::charts::svg::escape;
use crate::frame::Frame;
use crate::markup::Markup;
use crate::urls;
use crate::views::AccountMasterView;

/// What people keep about a client.
#[derive(Template)]
#[template(path = "parts/account_master.html")]
pub(super) struct AccountMaster<'a> {
    pub t: Texts,
    pub frame: &'a Frame,
    pub id: AccountId,
    pub view: &'a AccountMasterView,
    pub may_edit: bool,
}

/// One line of what people keep.
pub(super) struct Fact {
    pub name: String,
    pub value: Markup,
}

impl AccountMaster<'_> {
    /// As HTML.
    pub(super) fn markup(&self) -> Markup {
        Markup::safe(self.render().unwrap_or_default())
    }

    fn word(&self, prefix: &str, word: &str) -> String {
        let id = format!("{prefix}-{}", word.replace(['_', ' '], "-"));
        if self.t.has(&id) {
            self.t.get(&id).into_owned()
        } else {
            word.to_uppercase()
        }
    }

    /// What is known beyond the numbers, the city, the sector and the codes, which stand with what the ledger
    /// says; in the order of the form.
    pub(super) fn facts(&self) -> Vec<Fact> {
        let view = self.view;
        let text = |field: &str| escape(view.text(field));
        let link = |scheme: &str, field: &str| {
            let value = text(field);
            if value.is_empty() {
                value
            } else {
                format!(r#"<a href="{scheme}{value}">{value}</a>"#)
            }
        };
        let worded = |prefix: &str, field: &str| match view.text(field) {
            "" => String::new(),
            word => escape(&self.word(prefix, word)),
        };
        let phone = if view.text("phone").starts_with('+') {
            link("tel:", "phone")
        } else {
            text("phone")
        };
        let since = view.text("acquired_on");
        let since = if since.is_empty() {
            String::new()
        } else {
            escape(&time_of(self.t, since, ""))
        };
        let all = [
            ("owner", escape(&view.owner)),
            ("substitute", escape(&view.substitute)),
            ("legal_name", text("legal_name")),
            ("legal_form", worded("legal-form", "legal_form")),
            ("country", text("country")),
            ("address", text("address")),
            ("phone", phone),
            ("email", link("mailto:", "email")),
            ("website", link("", "website")),
            ("rhythm_days", self.rhythm()),
            ("tags", self.tags()),
            ("origin", worded("origin", "origin")),
            ("acquired_on", since),
            ("origin_note", text("origin_note")),
            ("note", text("note")),
        ];
        all.into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(field, value)| Fact {
                name: self
                    .t
                    .get(&format!("account-field-{}", field.replace('_', "-")))
                    .into_owned(),
                value: Markup::safe(value),
            })
            .collect()
    }

    fn rhythm(&self) -> String {
        let own = self.view.text("rhythm_days").parse::<u64>().ok();
        match (own, self.view.sector_rhythm) {
            (Some(days), _) => escape(&self.t.with1("rhythm-own", "count", days)),
            (None, Some(days)) => escape(&self.t.with1("rhythm-of-sector", "count", days)),
            (None, None) => String::new(),
        }
    }

    fn tags(&self) -> String {
        let tag = |tag: &String| {
            let address = escape(&urls::accounts_of_tag(tag));
            format!(r#"<a class="badge" href="{address}">{}</a>"#, escape(tag))
        };
        self.view.tags.iter().map(tag).collect::<Vec<_>>().join(" ")
    }

    fn is_grouped(&self) -> bool {
        !self.view.above.is_empty() || !self.view.below.is_empty()
    }

    fn above(&self) -> Vec<(String, &str)> {
        let names = self.view.above.iter();
        names
            .map(|(id, name)| (urls::account(*id), name.as_str()))
            .collect()
    }

    fn below(&self) -> Vec<(String, &str)> {
        let names = self.view.below.iter();
        names
            .map(|(id, name)| (urls::account(*id), name.as_str()))
            .collect()
    }

    fn own(&self) -> String {
        urls::account(self.id)
    }

    fn group(&self) -> String {
        urls::account_group(self.id)
    }

    pub(super) fn group_line(&self) -> String {
        let summed = self.t.with1("count-accounts", "count", self.view.summed);
        self.t.with(
            "account-group-summed",
            &[("name", &self.view.rolled_up), ("clients", &summed)],
        )
    }

    fn members(&self) -> String {
        let id = self.id.to_string();
        urls::with_query(urls::ACCOUNTS, &[("group", &id)])
    }

    pub(super) fn edit(&self) -> String {
        urls::account_edit(self.id)
    }

    fn delete(&self) -> String {
        urls::account_delete(self.id)
    }
}
