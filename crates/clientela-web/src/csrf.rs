//! Tokens against forged requests, bound to the session (or, before sign-in, to a visitor's cookie).
//!
//! A token is a fresh nonce and a hash of it with the secret: it differs on every page, so that
//! compressing pages that hold it gives nothing away (the BREACH attack).

use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

/// Name of the form field.
pub const FIELD: &str = "csrf";

/// Name of the header scripts send.
pub const HEADER: &str = "x-csrf-token";

const NONCE_DIGITS: usize = 32;

/// A token for this secret.
#[must_use]
pub fn token(secret: &str) -> String {
    let nonce = hex(&rand::random::<[u8; NONCE_DIGITS / 2]>());
    let seal = seal(secret, &nonce);
    nonce + &seal
}

/// Was this token made for this secret?
#[must_use]
pub fn matches(secret: &str, token: &str) -> bool {
    if secret.is_empty() || !token.is_ascii() || token.len() <= NONCE_DIGITS {
        return false;
    }
    let (nonce, given) = token.split_at(NONCE_DIGITS);
    seal(secret, nonce)
        .as_bytes()
        .ct_eq(given.as_bytes())
        .into()
}

/// A new secret for a visitor who has not signed in.
#[must_use]
pub fn new_secret() -> String {
    hex(&rand::random::<[u8; 32]>())
}

fn seal(secret: &str, nonce: &str) -> String {
    let mut hash = Sha256::new();
    // The nonce has a fixed length, so the parts cannot run into each other.
    hash.update(b"clientela csrf 1:");
    hash.update(nonce.as_bytes());
    hash.update(secret.as_bytes());
    hex(&hash.finalize())
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_holds_for_its_secret_only_and_is_new_each_time() {
        let secret = new_secret();
        let (one, other) = (token(&secret), token(&secret));
        assert_ne!(one, other);
        assert!(matches(&secret, &one) && matches(&secret, &other));
        assert!(!matches(&new_secret(), &one));
        assert!(!matches("", &token("")), "no secret, no token");
        let mut forged = one.clone();
        forged.replace_range(0..1, if forged.starts_with('0') { "1" } else { "0" });
        for wrong in [forged.as_str(), "", &one[..32], "ж"] {
            assert!(!matches(&secret, wrong), "{wrong}");
        }
    }
}
