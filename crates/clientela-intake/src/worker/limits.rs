//! What the worker may use, set before it looks at the file.

use clientela_domain::sales::table_file::{TableError, TableErrorCode, TableKind};
use rustix::process::{Resource, Rlimit, setrlimit};

use crate::failure::refused;
use crate::limits::{WORKER_CPU_SECONDS, WORKER_MEMORY_BYTES, WORKER_PARQUET_CPU_SECONDS};

/// Open files a worker needs: its three standard streams and the file once more. One more than
/// that cannot be opened, and no socket either.
const OPEN_FILES: u64 = 4;

/// Sets the limits; none of them can be raised again.
pub(super) fn give_up_everything_else(kind: TableKind) -> Result<(), TableError> {
    let seconds = if kind == TableKind::Parquet {
        WORKER_PARQUET_CPU_SECONDS
    } else {
        WORKER_CPU_SECONDS
    };
    let memory = mapped_bytes() + WORKER_MEMORY_BYTES;
    for (resource, value) in [
        (Resource::As, memory),
        (Resource::Cpu, seconds),
        (Resource::Fsize, 0),
        (Resource::Core, 0),
        (Resource::Nofile, OPEN_FILES),
    ] {
        let limit = Rlimit {
            current: Some(value),
            maximum: Some(value),
        };
        setrlimit(resource, limit).map_err(|error| {
            refused(
                TableErrorCode::WorkerLimit,
                format!("{resource:?}: {error}"),
            )
        })?;
    }
    Ok(())
}

/// Address space the program takes by itself: a large binary maps a few hundred MiB.
fn mapped_bytes() -> u64 {
    let status = fs_err::read_to_string("/proc/self/status").unwrap_or_default();
    let kibibytes = status
        .lines()
        .find_map(|line| line.strip_prefix("VmSize:"))
        .and_then(|value| value.trim().strip_suffix("kB")?.trim().parse::<u64>().ok());
    // Without /proc: more than any build of the program has mapped.
    kibibytes.map_or(1024 * 1024 * 1024, |kibibytes| kibibytes * 1024)
}
