//! Every component of the pages in both themes, with the class it goes by and when it is used.

use askama::Template;
use axum::Router;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use clientela_texts::Texts;

use crate::charts::bar::{ProofBar, proof_bar};
use crate::error::WebError;
use crate::frame::{Area, Frame, render};
use crate::markup::Markup;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;

/// The addresses.
pub fn components_routes() -> Router<WebState> {
    Router::new().route(urls::COMPONENTS, get(show))
}

#[derive(Template)]
#[template(path = "components.html")]
struct ComponentsPage {
    frame: Frame,
    t: Texts,
}

/// A component's head: its name and when it is used are `component-<name>` and
/// `component-<name>-when`, the class is its markup name.
struct Specimen {
    name: &'static str,
    class: &'static str,
}

const fn specimen(name: &'static str, class: &'static str) -> Specimen {
    Specimen { name, class }
}

/// The set, in the order of the page. Its template draws each.
const SPECIMENS: [Specimen; 20] = [
    specimen(
        "buttons",
        ".btn .btn-main .btn-plain .btn-s .btn-icon .btn-danger .btn-group",
    ),
    specimen(
        "badges",
        ".badge .badge-key .badge-ok .badge-warn .badge-bad .badge-info .badge-open, .mark",
    ),
    specimen(
        "evidence",
        ".evidence .evidence-proven .evidence-stated .evidence-old",
    ),
    specimen("why", "details.why > .why-panel"),
    specimen("bar", "charts::bar::proof_bar, .verdict"),
    specimen("stats", "dl.stats > .stat"),
    specimen("filters", ".filters > .filter .filter-on .filter-add"),
    specimen("table", ".table-wrap > .table .table-stack, data-density"),
    specimen("field", ".field .input .help .error .must, .check"),
    specimen("steps", "ol.stepper"),
    specimen("notices", ".notice .notice-ok .notice-warn .notice-bad"),
    specimen("toast", ".toasts > .toast"),
    specimen("empty", ".empty"),
    specimen("facts", "dl.kv, ul.lines, dl.terms"),
    specimen("timeline", "ol.timeline"),
    specimen("answer", "details.answer > form"),
    specimen("crumbs", "ol.crumbs, .record-head, .section-nav"),
    specimen("found", ".found-list > .found"),
    specimen("keys", "kbd"),
    specimen(
        "colours",
        "--ink --accent-fill --ok --warn --bad --info --proof --us-3 --them-3",
    ),
];

/// `GET /components`
async fn show(visitor: SignedIn) -> Result<Response, WebError> {
    let t = visitor.t;
    let frame = visitor.frame(t.get("components-title"), Area::Help);
    Ok(render(&ComponentsPage { frame, t })?.into_response())
}

impl ComponentsPage {
    fn name(&self, specimen: &Specimen) -> String {
        self.t
            .get(&format!("component-{}", specimen.name))
            .into_owned()
    }

    fn when(&self, specimen: &Specimen) -> String {
        self.t
            .get(&format!("component-{}-when", specimen.name))
            .into_owned()
    }

    fn bar(&self) -> Markup {
        Markup::safe(proof_bar(&ProofBar {
            proven: 0.5,
            stated: 0.2,
            high: 0.9,
            threshold: Some(0.7),
            old: false,
            height: 12,
            label: self.t.get("verdict-undecided").into_owned(),
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clientela_texts::Language;

    #[test]
    fn every_component_has_its_words_and_its_drawing() {
        let t = Texts::of(Language::Bg);
        let drawings = include_str!("../../templates/parts/specimen.html");
        for one in SPECIMENS {
            assert!(t.has(&format!("component-{}", one.name)), "{}", one.name);
            assert!(
                t.has(&format!("component-{}-when", one.name)),
                "{}",
                one.name
            );
            assert!(
                drawings.contains(&format!("\"{}\"", one.name)),
                "{} is not drawn",
                one.name
            );
        }
    }
}
