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

    /// As [`Certificate::acceptor`], without waiting until the files are due.
    #[cfg(test)]
    fn look_now(&self) {
        let mut current = self.current.lock().unwrap_or_else(PoisonError::into_inner);
        self.renew(&mut current);
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

#[cfg(test)]
mod tests {
    use std::net::SocketAddr;
    use std::time::Duration;

    use axum::Router;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::{TcpListener, TcpStream};
    use tokio_rustls::TlsConnector;
    use tokio_rustls::rustls::pki_types::ServerName;
    use tokio_rustls::rustls::{ClientConfig, RootCertStore};

    use super::*;
    use crate::serve::{Reach, ServeLimits, serve};

    /// Writes a certificate for `localhost` with its key, and returns it.
    fn write(folder: &Path) -> CertificateDer<'static> {
        let made = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]);
        let made = made.expect("a certificate");
        fs_err::write(folder.join("certificate.pem"), made.cert.pem()).expect("a file");
        fs_err::write(folder.join("key.pem"), made.signing_key.serialize_pem()).expect("a file");
        made.cert.der().clone()
    }

    fn open(folder: &Path) -> Result<Certificate, TlsError> {
        Certificate::open(folder.join("certificate.pem"), folder.join("key.pem"))
    }

    async fn ask(address: SocketAddr, trusted: CertificateDer<'static>) -> std::io::Result<String> {
        let mut roots = RootCertStore::empty();
        roots.add(trusted).expect("a root");
        let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_protocol_versions(&[&TLS13])
            .expect("a version")
            .with_root_certificates(roots)
            .with_no_client_auth();
        let stream = TcpStream::connect(address).await?;
        let name = ServerName::try_from("localhost").expect("a name");
        let mut stream = TlsConnector::from(Arc::new(config))
            .connect(name, stream)
            .await?;
        stream
            .write_all(b"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            .await?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await?;
        Ok(answer)
    }

    #[tokio::test]
    async fn a_page_comes_over_tls_and_a_renewed_certificate_without_a_restart() {
        let folder = tempfile::tempdir().expect("a folder");
        let first = write(folder.path());
        let certificate = Arc::new(open(folder.path()).expect("a certificate"));
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("a bound address");
        let router = Router::new().route("/", axum::routing::get(|| async { "here" }));
        let reach = Reach {
            certificate: Some(Arc::clone(&certificate)),
            proxies: Vec::new(),
        };
        let forever = std::future::pending();
        tokio::spawn(serve(
            listener,
            router,
            reach,
            ServeLimits::default(),
            forever,
        ));
        let answer = ask(address, first.clone()).await.expect("an answer");
        assert!(answer.ends_with("here"), "{answer}");

        // Somebody who speaks no TLS gets nothing and harms nobody.
        let mut plain = TcpStream::connect(address).await.expect("a connection");
        plain
            .write_all(b"GET / HTTP/1.1\r\n\r\n")
            .await
            .expect("sent");
        let mut rest = Vec::new();
        let ended = tokio::time::timeout(Duration::from_secs(5), plain.read_to_end(&mut rest));
        assert!(ended.await.is_ok() && !rest.starts_with(b"HTTP"));

        let second = write(folder.path());
        certificate.look_now();
        assert!(ask(address, second.clone()).await.is_ok());
        assert!(ask(address, first).await.is_err(), "the old one is gone");
        // Half a renewal keeps the old one.
        fs_err::write(folder.path().join("key.pem"), "no key").expect("a file");
        certificate.look_now();
        assert!(ask(address, second).await.is_ok());
    }

    #[test]
    fn files_that_cannot_be_used_are_named() {
        let folder = tempfile::tempdir().expect("a folder");
        assert!(matches!(open(folder.path()), Err(TlsError::File { .. })));
        write(folder.path());
        fs_err::write(folder.path().join("certificate.pem"), "").expect("a file");
        assert!(matches!(
            open(folder.path()),
            Err(TlsError::NoCertificate(_))
        ));
        let other = tempfile::tempdir().expect("a folder");
        write(other.path());
        fs_err::copy(
            other.path().join("certificate.pem"),
            folder.path().join("certificate.pem"),
        )
        .expect("a copy");
        assert!(matches!(open(folder.path()), Err(TlsError::Unusable(_))));
    }
}
