//! The built front end, embedded: one stylesheet, one script, the icon sprite. File names hold the
//! hash of the content, so browsers may keep them for ever.

use std::collections::HashMap;
use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "../../ui/dist"]
struct Dist;

/// Names of the built files by their plain names.
struct Built {
    files: HashMap<String, String>,
    sprite: String,
}

static BUILT: LazyLock<Built> = LazyLock::new(|| {
    let manifest = Dist::get("manifest.json")
        .map(|file| file.data)
        .unwrap_or_default();
    let sprite = Dist::get("sprite.svg")
        .map(|file| file.data)
        .unwrap_or_default();
    Built {
        files: serde_json::from_slice(&manifest).unwrap_or_default(),
        sprite: String::from_utf8_lossy(&sprite).into_owned(),
    }
});

/// True when `npm run build` in `ui/` has run before this binary was built.
#[must_use]
pub fn are_built() -> bool {
    BUILT.files.contains_key("app.css")
}

/// Address of a built file, for example `app.css`.
#[must_use]
pub fn url(name: &str) -> String {
    let file = BUILT.files.get(name).map_or(name, String::as_str);
    format!("/assets/{file}")
}

/// Symbols of the icons in use, to stand once in every page.
#[must_use]
pub fn sprite() -> &'static str {
    &BUILT.sprite
}

/// Serves one built file.
pub async fn serve(Path(name): Path<String>) -> Response {
    let known = BUILT.files.values().any(|file| *file == name);
    match Dist::get(&name).filter(|_| known) {
        Some(file) => {
            let kind = mime_guess::from_path(&name).first_or_octet_stream();
            let headers = [
                (header::CONTENT_TYPE, kind.as_ref()),
                (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
            ];
            (headers, file.data.into_owned()).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// The licence texts of what is bundled.
pub async fn licenses() -> Response {
    let text = Dist::get("licenses.txt")
        .map(|file| file.data.into_owned())
        .unwrap_or_default();
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response()
}
