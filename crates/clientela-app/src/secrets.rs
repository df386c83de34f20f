//! Secrets: one-time tokens, session keys, passwords. The book keeps only hashes of them.

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use rand::RngExt;
use sha2::{Digest, Sha256};

use crate::error::AppError;

/// Bytes of randomness in a token: beyond guessing.
const TOKEN_BYTES: usize = 32;

/// Shortest password taken. Length is what makes a password strong (NIST SP 800-63B).
pub const PASSWORD_CHARACTERS_MIN: usize = 12;

/// Longest password taken, so that nobody makes the server hash a novel.
pub const PASSWORD_BYTES_MAX: usize = 256;

/// Argon2id memory in KiB, rounds and lanes: the first choice of the OWASP password storage sheet.
const ARGON2_MEMORY_KIB: u32 = 19 * 1024;
const ARGON2_ROUNDS: u32 = 2;
const ARGON2_LANES: u32 = 1;

/// A new secret, as text safe in a URL and a header.
#[must_use]
pub fn new_secret() -> String {
    let mut bytes = [0_u8; TOKEN_BYTES];
    rand::rng().fill(&mut bytes[..]);
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What the book keeps of a secret. Secrets are random and long, so a plain hash is enough.
#[must_use]
pub fn hash_of(secret: &str) -> Vec<u8> {
    Sha256::digest(secret.as_bytes()).to_vec()
}

/// Checks the length of a new password.
///
/// # Errors
/// [`AppError::Invalid`] when it is too short or too long.
pub fn check_new_password(password: &str) -> Result<(), AppError> {
    let invalid = |field: &'static str, code: &'static str| AppError::Invalid {
        field,
        code,
        value: String::new(),
    };
    if password.chars().count() < PASSWORD_CHARACTERS_MIN {
        Err(invalid("password", "password-too-short"))
    } else if password.len() > PASSWORD_BYTES_MAX {
        Err(invalid("password", "password-too-long"))
    } else {
        Ok(())
    }
}

/// Argon2id hash of a password, in PHC form. Takes tens of milliseconds: call it off the main threads.
///
/// # Errors
/// When the system gives no randomness.
pub fn hash_password(password: &str) -> Result<String, AppError> {
    hasher()?
        .hash_password(password.as_bytes())
        .map(|hash| hash.to_string())
        .map_err(|error| AppError::system("hashing a password", error.to_string()))
}

/// Does the password belong to the hash? Without a hash the same work is done for nothing, so that
/// the answer's time does not tell whether a user exists.
#[must_use]
pub fn password_matches(password: &str, hash: Option<&str>) -> bool {
    const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5bm9ib2R5bm9ib2R5$\
        Xk0d0m3b0m3b0m3b0m3b0m3b0m3b0m3b0m3b0m3b0m0";
    let Ok(parsed) = PasswordHash::new(hash.unwrap_or(NOBODY)) else {
        return false;
    };
    let Ok(hasher) = hasher() else { return false };
    let matches = hasher.verify_password(password.as_bytes(), &parsed).is_ok();
    matches && hash.is_some() && password.len() <= PASSWORD_BYTES_MAX
}

fn hasher() -> Result<Argon2<'static>, AppError> {
    let params = Params::new(ARGON2_MEMORY_KIB, ARGON2_ROUNDS, ARGON2_LANES, None)
        .map_err(|error| AppError::system("setting up Argon2id", error.to_string()))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_matches_its_own_hash_and_no_other() {
        let hash = hash_password("correct horse battery").expect("a hash");
        assert!(
            hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{hash}"
        );
        assert!(password_matches("correct horse battery", Some(&hash)));
        assert!(!password_matches("correct horse batterz", Some(&hash)));
        assert!(!password_matches("correct horse battery", None));
    }

    #[test]
    fn secrets_are_long_and_never_the_same() {
        let (one, other) = (new_secret(), new_secret());
        assert_eq!(one.len(), 2 * TOKEN_BYTES);
        assert_ne!(one, other);
        assert_ne!(hash_of(&one), hash_of(&other));
    }
}
