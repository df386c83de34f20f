//! TLS by certificate files, read again when they change: a renewed certificate needs no restart.
//!
//! Only TLS 1.3: every browser since 2020 speaks it, and nothing older has to be configured safely.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Instant, SystemTime};

use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::version::TLS13;
use tokio_rustls::rustls::{self, ServerConfig};

use crate::limits::CERTIFICATE_LOOKED_AT_EVERY;

/// Why a certificate cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// A file that is no PEM file or cannot be read.
    #[error("{path}: {source}")]
    File {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: rustls::pki_types::pem::Error,
    },
    /// The certificate file holds no certificate.
    #[error("{0} holds no certificate")]
    NoCertificate(PathBuf),
    /// The key does not belong to the certificate, or cannot be used.
    #[error("the certificate and its key cannot be used")]
    Unusable(#[from] rustls::Error),
}

/// A certificate with its key, and the acceptor made of them.
pub struct Certificate {
    certificate: PathBuf,
    key: PathBuf,
    current: Mutex<Current>,
}

struct Current {
    acceptor: TlsAcceptor,
    stamp: Stamp,
    looked_at: Instant,
}

/// When the two files were last written.
type Stamp = [Option<SystemTime>; 2];

impl fmt::Debug for Certificate {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Certificate")
            .field("certificate", &self.certificate)
            .finish_non_exhaustive()
    }
}

impl Certificate {
    /// Reads certificate (with its chain) and key, both PEM.
    ///
    /// # Errors
    /// When a file cannot be read or the two do not belong together.
    pub fn open(certificate: PathBuf, key: PathBuf) -> Result<Self, TlsError> {
        let stamp = stamp(&certificate, &key);
        let acceptor = acceptor(&certificate, &key)?;
        Ok(Self {
            certificate,
            key,
            current: Mutex::new(Current {
                acceptor,
                stamp,
                looked_at: Instant::now(),
            }),
        })
    }

    /// The acceptor for the next connection. Files that changed are read again; when they cannot be
    /// used, the old ones serve on and the log says so.
    #[must_use]
    pub fn acceptor(&self) -> TlsAcceptor {
        let mut current = self.current.lock().unwrap_or_else(PoisonError::into_inner);
        if current.looked_at.elapsed() >= CERTIFICATE_LOOKED_AT_EVERY {
            current.looked_at = Instant::now();
            self.renew(&mut current);
        }
        current.acceptor.clone()
    }

    fn renew(&self, current: &mut Current) {
        let now = stamp(&self.certificate, &self.key);
        if now == current.stamp {
            return;
        }
        match acceptor(&self.certificate, &self.key) {
            Ok(acceptor) => {
                tracing::info!(certificate = %self.certificate.display(), "the certificate was read again");
                current.acceptor = acceptor;
                current.stamp = now;
            }
            // Half written or not yet both: the next look tries again.
            Err(error) => {
                tracing::warn!(%error, "the changed certificate cannot be used; the old one serves on");
            }
        }
    }
}

fn stamp(certificate: &Path, key: &Path) -> Stamp {
    [certificate, key].map(|path| fs_err::metadata(path).ok()?.modified().ok())
}

fn acceptor(certificate: &Path, key: &Path) -> Result<TlsAcceptor, TlsError> {
    let unreadable = |path: &Path| {
        let path = path.to_owned();
        move |source| TlsError::File { path, source }
    };
    let chain = CertificateDer::pem_file_iter(certificate)
        .and_then(Iterator::collect::<Result<Vec<_>, _>>)
        .map_err(unreadable(certificate))?;
    if chain.is_empty() {
        return Err(TlsError::NoCertificate(certificate.to_owned()));
    }
    let private = PrivateKeyDer::from_pem_file(key).map_err(unreadable(key))?;
    let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_protocol_versions(&[&TLS13])?
        .with_no_client_auth()
        .with_single_cert(chain, private)?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(TlsAcceptor::from(Arc::new(config)))
}
