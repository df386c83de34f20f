//! Pieces of HTML made in Rust, marked as safe so that templates do not escape them again.

use std::borrow::Borrow;
use std::fmt;

use askama::filters::HtmlSafe;

use crate::charts::svg::escape;

/// HTML that is already safe.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Markup(String);

impl Markup {
    /// HTML or SVG written by our own code, every foreign text in it escaped.
    #[must_use]
    pub fn safe(html: impl Into<String>) -> Self {
        Self(html.into())
    }

    /// The HTML.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Markup {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl HtmlSafe for Markup {}

/// An icon of the sprite at its normal size; decoration, the text stands beside it.
#[must_use]
pub fn icon(name: &str) -> Markup {
    icon_of_class(name, "icon")
}

/// A small icon.
#[must_use]
pub fn icon_s(name: &str) -> Markup {
    icon_of_class(name, "icon icon-s")
}

fn icon_of_class(name: &str, class: &str) -> Markup {
    Markup(format!(
        r##"<svg class="{class}" aria-hidden="true"><use href="#i-{}"/></svg>"##,
        escape(name)
    ))
}

/// A hidden field of a form; its lines stay lines.
#[must_use]
pub fn hidden(name: &str, value: impl AsRef<str>) -> Markup {
    let lines: Vec<String> = value.as_ref().lines().map(escape).collect();
    Markup(format!(
        r#"<input type="hidden" name="{}" value="{}">"#,
        escape(name),
        lines.join("&#10;")
    ))
}

/// `selected` or nothing, for an `<option>`.
#[must_use]
pub fn selected(yes: impl Borrow<bool>) -> Markup {
    Markup(if *yes.borrow() {
        " selected".to_owned()
    } else {
        String::new()
    })
}

/// `checked` or nothing, for a checkbox or a radio button.
#[must_use]
pub fn checked(yes: impl Borrow<bool>) -> Markup {
    Markup(if *yes.borrow() {
        " checked".to_owned()
    } else {
        String::new()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_hidden_fields_stay_values() {
        let field = hidden("q", r#""><script>"#);
        assert_eq!(
            field.as_str(),
            r#"<input type="hidden" name="q" value="&quot;&gt;&lt;script&gt;">"#
        );
        let field = hidden("note", "ред\r\nдва");
        assert!(field.as_str().contains("ред&#10;два"), "{field}");
    }
}
