//! Who asks, in which language, with which theme: the extractors of every page.

use axum::extract::{FromRequestParts, OptionalFromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use clientela_texts::{Language, Texts};

use crate::error::WebError;
use crate::frame::{Area, Flash, Frame, Theme};
use crate::pages::home::FIRST_THINGS_COOKIE;
use crate::router::WebState;
use crate::views::{FirmView, UserView};

/// Cookie with the chosen theme; the script may read it.
pub const THEME_COOKIE: &str = "clientela_theme";
/// Cookie with the chosen language.
pub const LANGUAGE_COOKIE: &str = "clientela_language";
/// Cookie that says `off` when single keys are to do nothing.
pub const KEYS_COOKIE: &str = "clientela_keys";
/// Cookie with the message id of something just done.
pub const FLASH_COOKIE: &str = "clientela_flash";
/// Cookie of a visitor who has not signed in; CSRF tokens are bound to it.
const VISITOR_COOKIE: &str = "clientela_visitor";
const SESSION_COOKIE: &str = "clientela_session";

/// Name of a cookie that must not be set by others: over TLS browsers hold `__Host-` to this host
/// alone; on plain loopback they refuse the prefix.
fn guarded_name(name: &str, secure: bool) -> String {
    if secure {
        format!("__Host-{name}")
    } else {
        name.to_owned()
    }
}

/// Name of the session's cookie.
#[must_use]
pub fn session_cookie_name(secure: bool) -> String {
    guarded_name(SESSION_COOKIE, secure)
}

/// Name of the visitor's cookie.
#[must_use]
pub fn visitor_cookie_name(secure: bool) -> String {
    guarded_name(VISITOR_COOKIE, secure)
}

/// A `Set-Cookie` value; `seconds` 0 removes the cookie.
#[must_use]
pub fn set_cookie(
    name: &str,
    value: &str,
    seconds: u64,
    secure: bool,
    for_scripts: bool,
) -> String {
    let guard = if for_scripts { "" } else { "; HttpOnly" };
    let secure = if secure { "; Secure" } else { "" };
    format!("{name}={value}; Path=/; Max-Age={seconds}; SameSite=Lax{guard}{secure}")
}

/// The value of a cookie.
#[must_use]
pub fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(known, _)| *known == name)
        .map(|(_, value)| value)
}

/// The message of a cookie: its id, and after `~` what can be undone.
fn flash(t: Texts, value: &str) -> Option<Flash> {
    let (id, undo) = match value.split_once('~') {
        Some((id, position)) => (id, position.parse().ok()),
        None => (value, None),
    };
    t.has(id).then(|| Flash {
        text: t.get(id).into_owned(),
        undo,
    })
}

/// Anybody, signed in or not.
#[derive(Clone, Debug)]
pub struct Visitor {
    /// Texts of their language.
    pub t: Texts,
    /// Their theme.
    pub theme: Theme,
    /// The firm.
    pub firm: FirmView,
    /// Who they are, when signed in.
    pub user: Option<UserView>,
    /// Secret that CSRF tokens are bound to.
    pub secret: String,
    /// True when the secret is new and has to be sent as a cookie.
    pub secret_is_new: bool,
    /// Address asked for, with its query.
    pub here: String,
    /// Something just done.
    pub flash: Option<Flash>,
    /// Cookies go over TLS only.
    pub secure: bool,
    /// The query as it stands in the address.
    pub query: String,
    /// Part of the page, asked for by htmx.
    pub is_fragment: bool,
    /// The list of first things was put away.
    pub first_things_put_away: bool,
    /// Single keys do nothing.
    pub keys_off: bool,
}

impl Visitor {
    /// The frame of a page.
    #[must_use]
    pub fn frame(&self, title: impl Into<String>, area: Area) -> Frame {
        Frame {
            t: self.t,
            theme: self.theme,
            title: title.into(),
            area,
            firm: self.firm.clone(),
            user: self.user.clone(),
            secret: self.secret.clone(),
            here: self.here.clone(),
            flash: self.flash.clone(),
            search: String::new(),
            keys_off: self.keys_off,
            refresh_seconds: None,
        }
    }

    /// The language.
    #[must_use]
    pub fn language(&self) -> Language {
        self.t.language
    }
}

impl FromRequestParts<WebState> for Visitor {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, state: &WebState) -> Result<Self, WebError> {
        // Several extractors of one request share one look-up.
        if let Some(visitor) = parts.extensions.get::<Self>() {
            return Ok(visitor.clone());
        }
        let secure = state.config.secure;
        let headers = &parts.headers;
        let mut firm = state.desk.firm().await?;
        let session =
            cookie(headers, &session_cookie_name(secure)).filter(|secret| !secret.is_empty());
        let user = match session {
            Some(secret) => state.desk.user_of_session(secret).await?,
            None => None,
        };
        // Sales behind a wall must not show by the day of the last of them.
        if let Some(user) = user.as_ref().filter(|user| user.walled) {
            firm.sales_to = state.desk.sales_to(user).await?;
        }
        let visitor_secret = cookie(headers, &visitor_cookie_name(secure));
        let (secret, secret_is_new) = match (session.filter(|_| user.is_some()), visitor_secret) {
            (Some(session), _) => (session.to_owned(), false),
            (None, Some(known)) if known.len() == 64 => (known.to_owned(), false),
            (None, _) => (crate::csrf::new_secret(), true),
        };
        let language = cookie(headers, LANGUAGE_COOKIE)
            .and_then(Language::from_code)
            .or(user.as_ref().and_then(|user| user.language))
            .or_else(|| spoken(headers))
            .or(firm.language)
            .unwrap_or_default();
        let t = Texts::of(language).in_words_of(firm.vocabulary);
        let flash = cookie(headers, FLASH_COOKIE).and_then(|value| flash(t, value));
        let here = parts
            .uri
            .path_and_query()
            .map_or("/", |path| path.as_str())
            .to_owned();
        let visitor = Self {
            t,
            theme: Theme::from_code(cookie(headers, THEME_COOKIE).unwrap_or_default()),
            firm,
            user,
            secret,
            secret_is_new,
            here,
            flash,
            secure,
            query: parts.uri.query().unwrap_or_default().to_owned(),
            is_fragment: is_fragment(headers),
            first_things_put_away: cookie(headers, FIRST_THINGS_COOKIE).is_some(),
            keys_off: cookie(headers, KEYS_COOKIE) == Some("off"),
        };
        parts.extensions.insert(visitor.clone());
        Ok(visitor)
    }
}

impl OptionalFromRequestParts<WebState> for Visitor {
    type Rejection = WebError;

    async fn from_request_parts(
        parts: &mut Parts,
        state: &WebState,
    ) -> Result<Option<Self>, WebError> {
        <Self as FromRequestParts<WebState>>::from_request_parts(parts, state)
            .await
            .map(Some)
    }
}

/// A part is meant when htmx says so; coming back by the browser's button always means the page.
fn is_fragment(headers: &HeaderMap) -> bool {
    headers.contains_key("hx-request")
        && !headers.contains_key("hx-history-restore-request")
        && headers
            .get("hx-request-type")
            .is_none_or(|kind| kind != "full")
}

/// Somebody who has signed in.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// What is known of any visitor.
    pub visitor: Visitor,
    /// Who.
    pub user: UserView,
}

impl SignedIn {
    /// Refuses what this user may not do, before anything of the request is looked at.
    ///
    /// # Errors
    /// [`WebError::Forbidden`].
    pub const fn require(&self, allowed: bool) -> Result<(), WebError> {
        if allowed {
            Ok(())
        } else {
            Err(WebError::Forbidden)
        }
    }
}

impl std::ops::Deref for SignedIn {
    type Target = Visitor;

    fn deref(&self) -> &Visitor {
        &self.visitor
    }
}

impl FromRequestParts<WebState> for SignedIn {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, state: &WebState) -> Result<Self, WebError> {
        let visitor =
            <Visitor as FromRequestParts<WebState>>::from_request_parts(parts, state).await?;
        match visitor.user.clone() {
            Some(user) => Ok(Self { visitor, user }),
            None => Err(WebError::SignInNeeded),
        }
    }
}

/// The first language of the browser that we speak; `None` when it names neither.
fn spoken(headers: &HeaderMap) -> Option<Language> {
    let accepted = headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?;
    accepted
        .split(',')
        .find_map(|part| Language::from_code(part.split(';').next()?.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_of_a_cookie_may_be_undone_and_says_only_known_words() {
        let t = Texts::of(Language::En);
        let said = |value| flash(t, value).map(|flash| (flash.text, flash.undo));
        assert_eq!(said("undo"), Some(("Undo".to_owned(), None)));
        assert_eq!(said("undo~17"), Some(("Undo".to_owned(), Some(17))));
        assert_eq!(said("undo~x"), Some(("Undo".to_owned(), None)));
        assert_eq!(said("<b>~17"), None);
    }

    #[test]
    fn cookies_are_found_among_others_and_guarded_over_tls() {
        let mut headers = HeaderMap::new();
        let value = "a=1; clientela_theme=dark;b=2".parse();
        headers.insert(
            header::COOKIE,
            value.unwrap_or_else(|_| header::HeaderValue::from_static("")),
        );
        assert_eq!(cookie(&headers, THEME_COOKIE), Some("dark"));
        assert_eq!(cookie(&headers, "clientela"), None);
        assert_eq!(session_cookie_name(true), "__Host-clientela_session");
        assert!(set_cookie("a", "b", 60, true, false).ends_with("SameSite=Lax; HttpOnly; Secure"));
    }
}
