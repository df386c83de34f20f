//! The same document in two exports: which version counts (`DESIGN.md` section 4).
//!
//! The answer is a pure function of the live imports in their order and of what people decided, so
//! that undoing an import leaves exactly what the others alone would have brought.
