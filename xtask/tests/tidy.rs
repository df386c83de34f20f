//! Rules of the project that no compiler checks: who may depend on whom, how long a file may be,
//! where a word may stand. Each failure names the place and what to do.

mod tidy {
    pub(crate) mod dependencies;
    pub(crate) mod files;
    pub(crate) mod project;
}
