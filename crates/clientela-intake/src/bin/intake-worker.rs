//! The parse worker alone, for this crate's tests; the product starts itself as `parse-worker`.

fn main() -> std::process::ExitCode {
    clientela_intake::run_worker(std::env::args_os().skip(1))
}
