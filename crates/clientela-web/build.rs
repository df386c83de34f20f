//! Makes sure the folder the binary embeds exists, so that Rust alone builds the crate. Without the
//! front-end build the server says on every page how to make it (`cargo xtask start`).

fn main() {
    let dist = concat!(env!("CARGO_MANIFEST_DIR"), "/../../ui/dist");
    // When the folder cannot be made, embedding it fails with its own clear message.
    #[expect(
        clippy::disallowed_methods,
        reason = "a build script without dependencies; the embedding names the path"
    )]
    let _ = std::fs::create_dir_all(dist);
    for path in ["../../ui/dist", "templates"] {
        println!("cargo:rerun-if-changed={path}");
    }
}
